package dev.goalkeeper.store.fsck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.TableId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final TableId TABLE = new TableId(7);
  private static final Bytes KEY = Bytes.utf8("key");
  private static final Bytes VALUE = Bytes.utf8("value");

  @TempDir
  private Path directory;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("acknowledged.tsv");
  }

  @Test
  void anyKeyComesBackAsItWas() {
    byte[] every = new byte[256];
    for (int each = 0; each < every.length; each++) {
      every[each] = (byte) each;
    }
    try (Journal.Writer writer = new Journal.Writer(file)) {
      writer.written(TABLE, Bytes.of(every), 3, VALUE);
    }
    Journal journal = Journal.read(file);
    assertEquals(List.of(new Journal.Line(TABLE, Bytes.of(every), 3, Journal.hashOf(VALUE), false)),
        List.copyOf(journal.newest()));
    assertFalse(journal.torn());
  }

  @Test
  void newestVersionWinsAndARemovalHidesTheVersionThatItRemoved() {
    Bytes other = Bytes.utf8("other");
    try (Journal.Writer writer = new Journal.Writer(file)) {
      writer.written(TABLE, KEY, 2, VALUE);
      writer.written(TABLE, KEY, 1, Bytes.EMPTY);
      writer.removed(TABLE, other, 5);
      writer.written(TABLE, other, 5, VALUE);
    }
    Journal journal = Journal.read(file);
    assertEquals(4, journal.lines());
    assertEquals(List.of(
        new Journal.Line(TABLE, KEY, 2, Journal.hashOf(VALUE), false),
        new Journal.Line(TABLE, other, 5, 0, true)), List.copyOf(journal.newest()));
  }

  @Test
  void tornLastLineDoesNotCountAndIsTold() throws IOException {
    try (Journal.Writer writer = new Journal.Writer(file)) {
      writer.written(TABLE, KEY, 1, VALUE);
    }
    Files.writeString(file, "7\tkey\t2\t00", StandardOpenOption.APPEND);
    Journal journal = Journal.read(file);
    assertTrue(journal.torn());
    assertEquals(1, journal.lines());
  }

  @Test
  void lineThatIsNoneIsNamed() throws IOException {
    Files.writeString(file, "7\tkey\t2\t-\nnonsense\n7\tkey\t3\t-\n");
    JournalUnreadable refused =
        assertThrows(JournalUnreadable.class, () -> Journal.read(file));
    assertTrue(String.valueOf(refused.getMessage()).contains("line 2: 1 fields instead of 4"));
  }

  @Test
  void missingFileIsNamed() {
    assertThrows(JournalUnreadable.class, () -> Journal.read(file));
  }
}
