/// `sim`: whole clusters in one thread, under a seed.
///
/// **What it owns.** Which seeds, and what people see of them; the simulation is `clustersim`.
@NullMarked
package dev.goalkeeper.cli.sim;

import org.jspecify.annotations.NullMarked;
