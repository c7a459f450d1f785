package dev.goalkeeper.cli.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A JSON value: what processes tell about themselves, and what commands print with `--json`.
public sealed interface Json {
  /// An object, in the order in which it is printed.
  record Fields(Map<String, Json> values) implements Json {}

  record Items(List<Json> values) implements Json {}

  record Text(String value) implements Json {}

  /// A number, as written.
  record Digits(String value) implements Json {}

  record Flag(boolean value) implements Json {}

  record Nothing() implements Json {}

  static Json of(String text) {
    return new Text(text);
  }

  static Json of(long number) {
    return new Digits(Long.toString(number));
  }

  /// A number that is printed with three places.
  ///
  /// @param number finite
  static Json of(double number) {
    return new Digits(String.format(Locale.ROOT, "%.3f", number));
  }

  static Json of(Map<String, Long> numbers) {
    var fields = new LinkedHashMap<String, Json>();
    numbers.forEach((name, number) -> fields.put(name, of(number)));
    return new Fields(fields);
  }

  /// Reads one value.
  ///
  /// @throws IllegalArgumentException if there is anything else
  static Json parse(String text) {
    return new JsonReader(text).read();
  }

  /// The field of that name.
  default Json at(String name) {
    if (this instanceof Fields(Map<String, Json> values)) {
      Json found = values.get(name);
      if (found != null) {
        return found;
      }
    }
    throw new IllegalArgumentException("no field '" + name + "' in " + this);
  }

  default boolean has(String name) {
    return this instanceof Fields(Map<String, Json> values) && values.containsKey(name);
  }

  default Map<String, Json> fields() {
    if (this instanceof Fields(Map<String, Json> values)) {
      return values;
    }
    throw new IllegalArgumentException("no object: " + this);
  }

  default List<Json> items() {
    if (this instanceof Items(List<Json> values)) {
      return values;
    }
    throw new IllegalArgumentException("no array: " + this);
  }

  default String text() {
    if (this instanceof Text(String value)) {
      return value;
    }
    throw new IllegalArgumentException("no text: " + this);
  }

  default long number() {
    if (this instanceof Digits(String value)) {
      return Long.parseLong(value);
    }
    throw new IllegalArgumentException("no number: " + this);
  }

  default boolean flag() {
    if (this instanceof Flag(boolean value)) {
      return value;
    }
    throw new IllegalArgumentException("neither true nor false: " + this);
  }

  /// The value on one line.
  default String line() {
    return switch (this) {
      case Fields(Map<String, Json> values) ->
          values.entrySet().stream()
              .map(field -> quoted(field.getKey()) + ":" + field.getValue().line())
              .collect(Collectors.joining(",", "{", "}"));
      case Items(List<Json> values) ->
          values.stream().map(Json::line).collect(Collectors.joining(",", "[", "]"));
      case Text(String value) -> quoted(value);
      case Digits(String value) -> value;
      case Flag(boolean value) -> Boolean.toString(value);
      case Nothing() -> "null";
    };
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
