package dev.goalkeeper.cli.rows;

import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads rows one after the other. A row that is none does not stop it: it goes on at the next
/// line.
public final class RowReader implements AutoCloseable {
  /// What a row can take with everything escaped; more is a quote that nobody closed.
  private static final int ROW_CHARS_MAX = 8 * (Limits.VALUE_BYTES_MAX + Limits.KEY_BYTES_MAX);

  /// What some programs put before a text.
  private static final String UTF_8_MARK = "\u00EF\u00BB\u00BF";

  private static final List<String> UTF_16_MARKS = List.of("\u00FF\u00FE", "\u00FE\u00FF");

  private final RowFormat format;
  private final BufferedReader in;
  private @Nullable Columns columns;
  private long line;
  private long bytes;
  private boolean carriageReturn;

  /// Over a file of which each byte is read as one character, so that any bytes come through.
  ///
  /// @throws IOException if it cannot be read
  public RowReader(RowFormat format, Path file) throws IOException {
    this.format = format;
    this.in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
  }

  /// Over a CSV file whose first line names its columns, of which one is the key.
  ///
  /// @throws IOException if it cannot be read
  /// @throws IllegalArgumentException if it has no such columns
  public RowReader(Path file, String key) throws IOException {
    this(RowFormat.CSV, file);
    List<String> names = csv(nextLine().orElse("")).stream()
        .map(raw -> Field.bytes(raw).text()).toList();
    this.columns = new Columns(names, key);
  }

  /// About how much of the file has been read.
  public long bytes() {
    return bytes;
  }

  /// The next row; nothing at the end. Empty lines, and the header of a CSV file, are no rows.
  ///
  /// @throws IOException if it cannot be read
  public Optional<Row> next() throws IOException {
    while (true) {
      Optional<String> next = nextLine();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      boolean header = line == 1 && format.header().equals(next);
      if (!next.get().isEmpty() && !header) {
        return Optional.of(row(next.get()));
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private Row row(String first) throws IOException {
    long at = line;
    try {
      return switch (format) {
        case CSV -> record(at, csv(first));
        case TSV -> row(at, Stream.of(first.split("\t", -1)).map(RowReader::unescaped)
            .toList());
        case JSONL -> json(at, first);
      };
    } catch (IllegalArgumentException bad) {
      return new Row.Bad(at, String.valueOf(bad.getMessage()));
    }
  }

  private Row record(long at, List<String> fields) {
    Columns known = columns;
    if (known == null) {
      return row(at, fields);
    }
    Map.Entry<Bytes, Bytes> object = known.object(fields);
    return good(at, object.getKey(), object.getValue());
  }

  private static Row row(long at, List<String> fields) {
    if (fields.size() != 2) {
      throw new IllegalArgumentException(
          fields.size() + " fields, and a row has two, key and value, unless --key names a column");
    }
    return good(at, Field.bytes(fields.getFirst()), Field.bytes(fields.getLast()));
  }

  private static Row json(long at, String raw) {
    String text = Field.plain(Bytes.of(raw.getBytes(StandardCharsets.ISO_8859_1)))
        .orElseThrow(() -> new IllegalArgumentException("not UTF-8"));
    Json object = Json.parse(text);
    return good(at, field(object, "key"), field(object, "value"));
  }

  private static Bytes field(Json object, String name) {
    if (object.has(name + "_number")) {
      return Bytes.number(object.at(name + "_number").number());
    }
    return object.has(name + "_base64")
        ? Field.base64(object.at(name + "_base64").text()) : Bytes.utf8(object.at(name).text());
  }

  private static Row good(long at, Bytes key, Bytes value) {
    if (key.length() == 0) {
      throw new IllegalArgumentException("the key is empty");
    }
    if (key.length() > Limits.KEY_BYTES_MAX) {
      throw new IllegalArgumentException("a key of " + key.length() + " bytes; keys have at most "
          + Limits.KEY_BYTES_MAX);
    }
    if (value.length() > Limits.VALUE_BYTES_MAX) {
      throw new IllegalArgumentException("a value of " + value.length()
          + " bytes; values have at most " + Limits.VALUE_BYTES_MAX);
    }
    return new Row.Good(at, key, value);
  }

  /// The fields of a record, which takes further lines while a quote is open.
  private List<String> csv(String first) throws IOException {
    var fields = new ArrayList<String>();
    var record = new StringBuilder(first);
    int at = 0;
    while (at <= record.length()) {
      if (at == record.length() || record.charAt(at) != '"') {
        int comma = record.indexOf(",", at);
        int end = comma < 0 ? record.length() : comma;
        String field = record.substring(at, end);
        if (field.indexOf('"') >= 0) {
          throw new IllegalArgumentException("a quote within a field that does not begin with one");
        }
        fields.add(field);
        at = end + 1;
      } else {
        var field = new StringBuilder();
        at = quoted(record, at + 1, field);
        fields.add(field.toString());
      }
    }
    return fields;
  }

  /// @return where the next field begins
  private int quoted(StringBuilder record, int from, StringBuilder field) throws IOException {
    int at = from;
    while (true) {
      if (at == record.length()) {
        record.append(carriageReturn ? "\r\n" : "\n").append(nextLine().orElseThrow(
            () -> new IllegalArgumentException("a quote is open at the end of the file")));
        if (record.length() > ROW_CHARS_MAX) {
          throw new IllegalArgumentException("a row that does not end: is a quote missing?");
        }
      }
      char c = record.charAt(at++);
      boolean quote = c == '"';
      if (quote && (at == record.length() || record.charAt(at) == ',')) {
        return at + 1;
      }
      if (quote && record.charAt(at) != '"') {
        throw new IllegalArgumentException("something between a closing quote and the comma");
      }
      at += quote ? 1 : 0;
      field.append(c);
    }
  }

  private static String unescaped(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    var plain = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      plain.append(c == '\\' ? meant(++i < field.length() ? field.charAt(i) : 0) : c);
    }
    return plain.toString();
  }

  private static char meant(int escaped) {
    return switch (escaped) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case '\\' -> '\\';
      default -> throw new IllegalArgumentException(
          "a backslash before something else than t, n, r or another one");
    };
  }

  /// Lines end with a line feed; a carriage return before it belongs to the end, too.
  private Optional<String> nextLine() throws IOException {
    var text = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return Optional.empty();
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      text.append((char) c);
    }
    line++;
    bytes += text.length() + 1;
    if (line == 1) {
      passOver(text);
    }
    int end = text.length() - 1;
    carriageReturn = end >= 0 && text.charAt(end) == '\r';
    if (carriageReturn) {
      text.setLength(end);
    }
    return Optional.of(text.toString());
  }

  /// The mark of an encoding is no part of the text.
  private static void passOver(StringBuilder first) {
    if (UTF_16_MARKS.stream().anyMatch(mark -> first.indexOf(mark) == 0)) {
      throw new IllegalArgumentException("the file is UTF-16: save it as UTF-8");
    }
    if (first.indexOf(UTF_8_MARK) == 0) {
      first.delete(0, UTF_8_MARK.length());
    }
  }
}
