/// Tests for tasks.
///
/// - [RuleTables]: every row of a table is needed.
/// - [Check]: everything that can happen to a small set-up of tasks, or the shortest way to what is
///   wrong; [Outside] is what such a set-up has around it, [Verdict] what comes of it.
/// - [Seeds]: one test, many seeds, each a source of chance that a failure names.
/// - [Schedule]: what goes wrong in one run, and [Shrinker], which leaves out of a run that failed
///   whatever it fails without.
///
/// Time and order come from the pools themselves, with a world that is simulated.
@NullMarked
package dev.goalkeeper.testkit;

import org.jspecify.annotations.NullMarked;
