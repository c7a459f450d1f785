package dev.goalkeeper.cli.rows;

import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.store.wire.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The columns of a CSV file, one of which is the key. The others are together the value: a JSON
/// object of texts, in their order.
///
/// @param names in their order, each once
/// @param key one of them
public record Columns(List<String> names, String key) {
  /// @throws IllegalArgumentException if the names do not do, or the key is none of them
  public Columns {
    names = List.copyOf(names);
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("two columns have one name: " + String.join(",", names));
    }
    if (!names.contains(key)) {
      throw new IllegalArgumentException(
          "there is no column '" + key + "'; there are " + String.join(",", names));
    }
  }

  /// The first line of such a file.
  public String header() {
    return line(names);
  }

  /// What a record's object is.
  ///
  /// @param raw its fields, each character one byte of the file
  /// @throws IllegalArgumentException if it is none
  Map.Entry<Bytes, Bytes> object(List<String> raw) {
    if (raw.size() != names.size()) {
      throw new IllegalArgumentException(
          raw.size() + " fields, and there are " + names.size() + " columns");
    }
    var others = new LinkedHashMap<String, Json>();
    Bytes own = Bytes.EMPTY;
    for (int i = 0; i < raw.size(); i++) {
      Bytes field = Field.bytes(raw.get(i));
      if (names.get(i).equals(key)) {
        own = field;
      } else {
        others.put(names.get(i), Json.of(Field.text(field)));
      }
    }
    return Map.entry(own, Bytes.utf8(new Json.Fields(others).line()));
  }

  /// The record of an object, without the end of its last line.
  ///
  /// @throws IllegalArgumentException if its value is something else than these columns
  public String text(Bytes own, Bytes value) {
    try {
      Map<String, Json> others = Json.parse(value.text()).fields();
      if (others.size() != names.size() - 1) {
        throw new IllegalArgumentException("it has the fields " + others.keySet());
      }
      List<String> fields = new ArrayList<>();
      for (String name : names) {
        fields.add(name.equals(key) ? Field.text(own)
            : new Json.Fields(others).at(name).text());
      }
      return line(fields);
    } catch (IllegalArgumentException other) {
      throw new IllegalArgumentException("the value of '" + Field.text(own)
          + "' is not made of the columns " + String.join(",", names) + ": " + other.getMessage());
    }
  }

  private static String line(List<String> fields) {
    return fields.stream().map(RowFormat::quoted).collect(Collectors.joining(","));
  }
}
