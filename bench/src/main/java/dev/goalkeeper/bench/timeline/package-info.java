/// How long calls take while something happens to those who are called: a picture of each
/// millisecond of it.
///
/// **Owns** calls at a steady rate ([OpenLoop]) of a [Target], the [Series] of how long they took,
/// and the [Picture] of several series. What happens, and to whom, is the command's.
///
/// **Invariants.** A call counts from the moment at which it was due, whoever was late: so calls
/// that were due while nobody answered all show how long that was. A [Bucket] has the calls that
/// were due in it, whenever they ended.
///
/// Start with [OpenLoop], then [Series].
@NullMarked
package dev.goalkeeper.bench.timeline;

import org.jspecify.annotations.NullMarked;
