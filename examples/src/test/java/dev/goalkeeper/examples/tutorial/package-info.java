/// The steps of docs/tutorial.md on the way to Figure 2, as code that compiles; and the test that
/// the docs show no other code.
@NullMarked
package dev.goalkeeper.examples.tutorial;

import org.jspecify.annotations.NullMarked;
