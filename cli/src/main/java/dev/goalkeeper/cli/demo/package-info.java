/// `demo`: a cluster of processes, a load, a blow in the middle of it, and the proof.
///
/// **What it owns.** [Demo] strikes some ([Ordeal]: [Loader], [Blow], [Overthrow], [Zombies]) and
/// [Blackout] all; the [Proof] is by a fresh client and by `fsck`, from a journal of what was
/// acknowledged.
///
/// **Invariants.** What is reported was seen: nothing is reckoned from what should have happened.
@NullMarked
package dev.goalkeeper.cli.demo;

import org.jspecify.annotations.NullMarked;
