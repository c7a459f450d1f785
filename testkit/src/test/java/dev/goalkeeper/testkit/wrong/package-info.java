/// Small modules that are wrong on purpose, each beside its corrected twin: whether the library
/// says what is wrong, with which part of it, and keeps silent about the twin.
@NullMarked
package dev.goalkeeper.testkit.wrong;

import org.jspecify.annotations.NullMarked;
