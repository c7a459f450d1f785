package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.TableId;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a client was told is safe, a line for each acknowledged mutation:
///
/// ```
/// table <TAB> key, escaped <TAB> version <TAB> hash of the value in hexadecimal, or - if removed
/// ```
///
/// Only the newest mutation of a key counts; a removal carries the version that it removed. A last
/// line without its end is what a crash leaves behind: it is not counted, and [#torn] says so.
public final class Journal {
  private static final String REMOVED = "-";

  private final Map<ObjectKey, Line> newest = new LinkedHashMap<>();
  private long lines;
  private boolean torn;

  private Journal() {}

  /// One acknowledged mutation.
  ///
  /// @param hash of the value ([#hashOf]); 0 if removed
  public record Line(TableId table, Bytes key, long version, long hash, boolean removed) {
    ObjectKey objectKey() {
      return new ObjectKey(table, key);
    }

    boolean supersedes(Line other) {
      return version > other.version || (version == other.version && removed);
    }
  }

  /// Reads a journal up to its last whole line.
  ///
  /// @throws JournalUnreadable if the file cannot be read, or a line of it is none
  public static Journal read(Path file) {
    Journal journal = new Journal();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      journal.torn = !endsWithLine(file);
      String text = reader.readLine();
      while (text != null) {
        String following = reader.readLine();
        boolean whole = following != null || !journal.torn;
        if (whole) {
          journal.add(text);
        }
        text = following;
      }
    } catch (IOException failed) {
      throw new JournalUnreadable("journal " + file + " cannot be read: " + failed, failed);
    } catch (IllegalArgumentException malformed) {
      throw new JournalUnreadable("journal " + file + " line " + (journal.lines + 1) + ": "
          + malformed.getMessage() + "; it is damaged, or no journal", malformed);
    }
    return journal;
  }

  /// A journal that was never written to a file.
  public static Journal of(Collection<Line> acknowledged) {
    Journal journal = new Journal();
    acknowledged.forEach(journal::add);
    return journal;
  }

  /// What stands for a value: of a number the number itself, so that one can count with it.
  public static long hashOf(Bytes value) {
    return value.number().orElseGet(() -> KeyHash.of(value));
  }

  /// The newest mutation of each key, in the order in which keys first appear.
  public Collection<Line> newest() {
    return Collections.unmodifiableCollection(newest.values());
  }

  /// How many mutations were acknowledged.
  public long lines() {
    return lines;
  }

  /// Whether the last line was cut off.
  public boolean torn() {
    return torn;
  }

  private void add(String text) {
    add(parse(text));
  }

  private void add(Line line) {
    newest.merge(line.objectKey(), line, (old, later) -> later.supersedes(old) ? later : old);
    lines++;
  }

  private static Line parse(String text) {
    List<String> fields = fields(text);
    if (fields.size() != 4) {
      throw new IllegalArgumentException(fields.size() + " fields instead of 4");
    }
    boolean removed = fields.get(3).equals(REMOVED);
    return new Line(
        new TableId(Long.parseLong(fields.get(0))),
        KeyText.parse(fields.get(1)),
        Long.parseLong(fields.get(2)),
        removed ? 0 : HexFormat.fromHexDigitsToLong(fields.get(3)),
        removed);
  }

  private static List<String> fields(String text) {
    List<String> fields = new ArrayList<>(4);
    int start = 0;
    for (int tab = text.indexOf('\t'); tab >= 0; tab = text.indexOf('\t', start)) {
      fields.add(text.substring(start, tab));
      start = tab + 1;
    }
    fields.add(text.substring(start));
    return fields;
  }

  private static boolean endsWithLine(Path file) throws IOException {
    long bytes = Files.size(file);
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, bytes - 1));
      return bytes == 0 || in.read() == '\n';
    }
  }

  /// Writes a journal. One thread uses it; what is written is on its way after [#flush].
  public static final class Writer implements AutoCloseable {
    private final Path file;
    private final BufferedWriter out;

    /// Begins the file anew.
    public Writer(Path file) {
      this.file = file;
      try {
        this.out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
      } catch (IOException failed) {
        throw new UncheckedIOException("cannot write the journal " + file, failed);
      }
    }

    /// A write was acknowledged with that version.
    public void written(TableId table, Bytes key, long version, Bytes value) {
      append(table, key, version, HexFormat.of().toHexDigits(hashOf(value)));
    }

    /// A removal was acknowledged; `version` is the one that was removed.
    public void removed(TableId table, Bytes key, long version) {
      append(table, key, version, REMOVED);
    }

    public void flush() {
      try {
        out.flush();
      } catch (IOException failed) {
        throw failed(failed);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException failed) {
        throw failed(failed);
      }
    }

    private void append(TableId table, Bytes key, long version, String state) {
      try {
        out.write(table + "\t" + KeyText.of(key) + "\t" + version + "\t" + state + "\n");
      } catch (IOException failed) {
        throw failed(failed);
      }
    }

    private UncheckedIOException failed(IOException cause) {
      return new UncheckedIOException("cannot write the journal " + file, cause);
    }
  }
}
