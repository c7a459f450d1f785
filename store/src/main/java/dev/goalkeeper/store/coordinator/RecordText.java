package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A record as text: a line for each field, its name before the first space. People read it in the
/// store, and may have to mend it there; so a line that is not what it should be is named.
final class RecordText {
  /// Rises when a reader of before could no longer read what is written now.
  private static final String FORMAT = "format 1";

  private static final Pattern SERVER = Pattern.compile("s([0-9]{1,10})\\.([0-9]{1,10})");
  private static final Pattern EPOCH = Pattern.compile("([0-9]{1,19})\\+([0-9]{1,10})");

  private final String key;
  private final List<String> lines;
  private int next = 1;

  private RecordText(String key, String value) {
    this.key = key;
    this.lines = value.lines().toList();
    if (!at(0).equals(FORMAT)) {
      throw wrong(0, FORMAT);
    }
  }

  /// Reads a record; the fields come in their order.
  ///
  /// @throws UnreadableRecord if it is of another format
  static RecordText read(String key, String value) {
    return new RecordText(key, value);
  }

  /// Begins a record.
  static StringBuilder begin() {
    return new StringBuilder(FORMAT).append('\n');
  }

  /// The key that it has in the store.
  String key() {
    return key;
  }

  /// Whether another field of that name comes next.
  boolean has(String name) {
    return next < lines.size() && at(next).startsWith(name + " ");
  }

  /// The text of the next field, which has that name.
  String text(String name) {
    return field(name, text -> text);
  }

  long number(String name) {
    return field(name, Long::parseLong);
  }

  /// The next field as something else.
  ///
  /// @param read throws an [IllegalArgumentException] for what it cannot read
  <V> V field(String name, Function<String, V> read) {
    String line = at(next);
    if (!line.startsWith(name + " ")) {
      throw wrong(next, name + " ...");
    }
    try {
      V value = read.apply(line.substring(name.length() + 1));
      next++;
      return value;
    } catch (IllegalArgumentException unreadable) {
      throw wrong(next, name + " ... (" + unreadable.getMessage() + ")");
    }
  }

  /// Nothing may follow.
  void end() {
    if (next < lines.size()) {
      throw wrong(next, "its end");
    }
  }

  static ServerId server(String text) {
    Matcher parts = matched(SERVER, text, "a server's id such as s3.1");
    return ServerId.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  static Epoch epoch(String text) {
    Matcher parts = matched(EPOCH, text, "an epoch such as 17+2");
    return new Epoch(
        new SegmentId(Long.parseLong(parts.group(1))), Integer.parseInt(parts.group(2)));
  }

  private static Matcher matched(Pattern pattern, String text, String what) {
    Matcher parts = pattern.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not " + what + ": '" + text + "'");
    }
    return parts;
  }

  private String at(int line) {
    return line < lines.size() ? lines.get(line) : "";
  }

  private UnreadableRecord wrong(int line, String wanted) {
    return new UnreadableRecord(key, "line " + (line + 1) + " is '" + at(line) + "', instead of '"
        + wanted + "'");
  }
}
