package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.cluster.Item;
import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Limits;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Objects from a text file in UTF-8, `key<TAB>value` a line. A value may have tabs itself.
final class LineFile implements Iterator<Item>, AutoCloseable {
  static final String STANDARD_INPUT = "-";

  private static final int LINE_BYTES_MAX = Limits.KEY_BYTES_MAX + 1 + Limits.VALUE_BYTES_MAX;
  private static final int READ_BYTES = 1 << 16;

  private final String name;
  private final InputStream in;
  private long lines;
  private @Nullable Item ahead;

  private LineFile(String name, InputStream in) {
    this.name = name;
    this.in = new BufferedInputStream(in, READ_BYTES);
  }

  /// Opens a file, or standard input for `-`.
  ///
  /// @throws BadInput if it cannot be read
  static LineFile open(String file) {
    if (file.equals(STANDARD_INPUT)) {
      return new LineFile("standard input", System.in);
    }
    try {
      Path path = Path.of(file);
      if (Files.isDirectory(path)) {
        throw new BadInput("--load " + file + ": is a directory; name a file");
      }
      return new LineFile(file, Files.newInputStream(path));
    } catch (IOException | InvalidPathException failed) {
      throw new BadInput("--load " + file + ": cannot be read (" + failed.getClass().getSimpleName()
          + "); name a readable file, or - for standard input");
    }
  }

  /// @throws BadInput if the next line cannot be used
  @Override
  public boolean hasNext() {
    if (ahead == null) {
      ahead = read();
    }
    return ahead != null;
  }

  @Override
  public Item next() {
    Item item = hasNext() ? ahead : null;
    if (item == null) {
      throw new NoSuchElementException(name);
    }
    ahead = null;
    return item;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private @Nullable Item read() {
    byte[] line = line();
    if (line == null) {
      return null;
    }
    String origin = name + " line " + lines;
    int tab = 0;
    while (tab < line.length && line[tab] != '\t') {
      tab++;
    }
    if (tab == line.length) {
      throw new BadInput(origin + ": no tab; each line is key<TAB>value");
    }
    return item(origin, line, tab);
  }

  private static Item item(String origin, byte[] line, int tab) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
    } catch (CharacterCodingException notText) {
      throw new BadInput(origin + ": not UTF-8 text");
    }
    return new Item(origin, Bytes.of(Arrays.copyOf(line, tab)),
        Bytes.of(Arrays.copyOfRange(line, tab + 1, line.length)));
  }

  /// The bytes of the next line without its end, or null after the last.
  private byte @Nullable [] line() {
    var line = new ByteArrayOutputStream();
    try {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      lines++;
      for (; next >= 0 && next != '\n'; next = in.read()) {
        line.write(next);
        if (line.size() > LINE_BYTES_MAX) {
          throw new BadInput(name + " line " + lines + ": more than " + LINE_BYTES_MAX
              + " bytes; keys have at most " + Limits.KEY_BYTES_MAX + ", values at most "
              + Limits.VALUE_BYTES_MAX);
        }
      }
      return line.toByteArray();
    } catch (IOException failed) {
      throw new BadInput(name + " line " + (lines + 1) + ": cannot be read (" + failed + ")");
    }
  }
}
