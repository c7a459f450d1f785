/// Small modules with one thing wrong, each with its corrected twin: what the checker must find, and
/// where it must find nothing.
@NullMarked
package dev.goalkeeper.testkit.wrong;

import org.jspecify.annotations.NullMarked;
