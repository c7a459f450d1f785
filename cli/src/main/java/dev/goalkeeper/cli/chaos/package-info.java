/// `chaos`: real processes under faults for as long as one likes, and every answer judged.
///
/// **What it owns.** [Machines] are processes whose network, disk and turn at the processor can be
/// taken away; a [Nemesis] does so; [Users] share objects meanwhile, and each of their histories
/// has to be one that a single store could tell.
///
/// **Invariants.** Whatever was taken away is given back, and then every object is found. Start
/// with [Chaos].
@NullMarked
package dev.goalkeeper.cli.chaos;

import org.jspecify.annotations.NullMarked;
