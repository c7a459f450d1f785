/// Tests for tasks.
///
/// - [RuleTables]: every row of a table is needed.
/// - [Seeds]: one test, many seeds, each a source of chance that a failure names.
///
/// Time and order come from the pools themselves, with a world that is simulated.
@NullMarked
package dev.goalkeeper.testkit;

import org.jspecify.annotations.NullMarked;
