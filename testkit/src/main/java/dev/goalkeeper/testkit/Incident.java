package dev.goalkeeper.testkit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Something that may happen in a run, or be left out: the nth time that one of its kind was asked
/// for. Written as `lost:12`.
///
/// @param kind a word without `:` and `,`
/// @param nth from 1
public record Incident(String kind, long nth) {
  private static final Pattern TEXT = Pattern.compile("([^:,]+):([1-9]\\d{0,17})");

  /// Checks the form of both.
  public Incident {
    if (nth < 1 || kind.isEmpty() || kind.indexOf(':') >= 0 || kind.indexOf(',') >= 0) {
      throw new IllegalArgumentException(
          "an incident is a word and a number from 1, as in lost:12, not " + kind + ":" + nth);
    }
  }

  /// Reads `lost:12,crash:1`; nothing from an empty text.
  ///
  /// @throws IllegalArgumentException if it is anything else
  public static List<Incident> parse(String text) {
    return text.isEmpty()
        ? List.of() : Stream.of(text.split(",", -1)).map(Incident::one).toList();
  }

  private static Incident one(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("must look like lost:12,crash:1, not '" + text + "'");
    }
    return new Incident(parts.group(1), Long.parseLong(parts.group(2)));
  }

  @Override
  public String toString() {
    return kind + ":" + nth;
  }
}
