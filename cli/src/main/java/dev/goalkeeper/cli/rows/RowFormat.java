package dev.goalkeeper.cli.rows;

import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.store.wire.Bytes;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// How rows look in a file.
public enum RowFormat {
  /// Key and value as RFC 4180 has it, below a header `key,value`.
  CSV,
  /// Key, a tab, value; `\t`, `\n`, `\r` and `\\` stand for what they say.
  TSV,
  /// One object a line: `{"key":"...","value":"..."}`, of numbers `key_number`, `value_number`, of
  /// other bytes `key_base64`, `value_base64`.
  JSONL;

  /// The first line of a CSV file.
  static final String HEADER = "key,value";

  /// By the end of a file's name.
  public static Optional<RowFormat> ofName(String name) {
    return Stream.of(values())
        .filter(each -> name.endsWith("." + each.name().toLowerCase(Locale.ROOT))).findFirst();
  }

  /// What comes before the rows.
  public Optional<String> header() {
    return this == CSV ? Optional.of(HEADER) : Optional.empty();
  }

  /// A row, without the end of its last line.
  public String text(Bytes key, Bytes value) {
    return switch (this) {
      case CSV -> quoted(Field.text(key)) + "," + quoted(Field.text(value));
      case TSV -> escaped(Field.text(key)) + "\t" + escaped(Field.text(value));
      case JSONL -> {
        var fields = new LinkedHashMap<String, Json>();
        put(fields, "key", key);
        put(fields, "value", value);
        yield new Json.Fields(fields).line();
      }
    };
  }

  /// A field of a CSV file.
  static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain && !field.isEmpty() ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  private static String escaped(String field) {
    return field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static void put(Map<String, Json> fields, String name, Bytes bytes) {
    OptionalLong number = Field.number(bytes);
    if (number.isPresent()) {
      fields.put(name + "_number", Json.of(number.getAsLong()));
      return;
    }
    Field.plain(bytes).ifPresentOrElse(text -> fields.put(name, Json.of(text)),
        () -> fields.put(name + "_base64",
            Json.of(Base64.getEncoder().encodeToString(bytes.array()))));
  }
}
