/// Tests for tasks: manual time, seeded worlds.
@NullMarked
package dev.goalkeeper.testkit;

import org.jspecify.annotations.NullMarked;
