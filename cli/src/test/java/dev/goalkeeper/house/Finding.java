package dev.goalkeeper.house;

import java.util.Objects;

/// One line that breaks a rule.
///
/// @param source where the file lies, from the root of the repository
/// @param line counted from 1
/// @param what says what is wrong there, and with what
record Finding(String source, int line, String what) {
  Finding {
    Objects.requireNonNull(source);
    Objects.requireNonNull(what);
    if (line < 1) {
      throw new IllegalArgumentException("lines are counted from 1, not " + line);
    }
  }

  /// As compilers print it, so that editors lead to the line.
  @Override
  public String toString() {
    return source + ":" + line + ": " + what;
  }
}
