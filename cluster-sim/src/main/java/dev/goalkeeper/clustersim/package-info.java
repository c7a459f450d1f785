/// A whole cluster in one thread, under virtual time, from one seed.
@NullMarked
package dev.goalkeeper.clustersim;

import org.jspecify.annotations.NullMarked;
