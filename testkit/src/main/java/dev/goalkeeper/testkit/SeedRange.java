package dev.goalkeeper.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Seeds from the first to the last, both included.
record SeedRange(long first, long last) {
  private static final Pattern TEXT = Pattern.compile("(-?\\d+)\\.\\.(-?\\d+)");

  SeedRange {
    if (first > last) {
      throw new IllegalArgumentException("no seed from " + first + " to " + last);
    }
  }

  /// Reads `1..200`.
  static SeedRange parse(String text) {
    Matcher range = TEXT.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException("-Dseeds takes a range such as 17..17, not " + text);
    }
    return new SeedRange(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
  }
}
