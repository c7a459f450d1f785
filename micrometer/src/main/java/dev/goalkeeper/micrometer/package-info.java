/// Pools in Micrometer: [PoolMetrics] binds what a pool does, [AlarmMetrics] its alarms.
///
/// Meters read what a pool has shown ([Readings]) and thereby ask it to show more. No reader of a
/// meter waits for a pool or touches its thread, and no meter keeps a pool alive.
@NullMarked
package dev.goalkeeper.micrometer;

import org.jspecify.annotations.NullMarked;
