/// Pools in the flight recorder of the JDK: [PoolRecorder] writes what a pool does as events of
/// category `Goalkeeper`, each with the pool that it happened in.
///
/// An artifact of its own, so that the library requires nothing but `java.base`. Where nobody
/// records, an event costs a look at a flag.
@NullMarked
package dev.goalkeeper.jfr;

import org.jspecify.annotations.NullMarked;
