package dev.goalkeeper.store.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a process says of itself, collected once and said twice: as lines for people and as JSON
/// for programs.
final class Report {
  private final StringBuilder text = new StringBuilder();
  private final Map<String, Object> json = new LinkedHashMap<>();

  /// A line for people.
  Report line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /// A value for programs.
  Report put(String key, Object value) {
    json.put(key, value);
    return this;
  }

  /// A list of objects for programs; the caller fills what is returned.
  List<Object> list(String key) {
    List<Object> list = new ArrayList<>();
    json.put(key, list);
    return list;
  }

  String text() {
    return text.toString();
  }

  String json() {
    return Json.of(json);
  }

  /// The pairs as an object, in their order.
  static Map<String, Object> object(Object... pairs) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put((String) pairs[i], pairs[i + 1]);
    }
    return object;
  }
}
