package dev.goalkeeper.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files to load, good and bad.
class LineFileTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void readsKeysAndValuesThatMayBeEmptyOrHaveTabs() throws IOException {
    LineFile file = file("a\t1\nb\t\nc\t3\t4".getBytes(UTF_8));
    assertThat(file).toIterable()
        .extracting(item -> item.key().text() + "=" + item.value().text())
        .containsExactly("a=1", "b=", "c=3\t4");
  }

  @Test
  void saysWhichLineIsMalformedAndKeepsWhatCameBefore() throws IOException {
    LineFile file = file("a\t1\nb 2\n".getBytes(UTF_8));
    assertThat(file.next().key().text()).isEqualTo("a");
    assertThatThrownBy(file::hasNext).isInstanceOf(BadInput.class)
        .hasMessageEndingWith("line 2: no tab; each line is key<TAB>value");
  }

  @Test
  void refusesAnEmptyKey() throws IOException {
    LineFile file = file(new byte[] {'\t', 'v'});
    assertThatThrownBy(file::hasNext).hasMessageEndingWith("line 1: the key is empty");
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    LineFile file = file(new byte[] {'k', '\t', (byte) 0xff});
    assertThatThrownBy(file::hasNext).hasMessageEndingWith("line 1: not UTF-8 text");
  }

  @Test
  void refusesWhatTheStoreWouldNotTake() throws IOException {
    byte[] longKey = ("k".repeat(65_537) + "\tv").getBytes(UTF_8);
    assertThatThrownBy(file(longKey)::hasNext).hasMessageContaining("keys have at most 65536");
    byte[] endless = new byte[3 << 20];
    Arrays.fill(endless, (byte) 'x');
    assertThatThrownBy(file(endless)::hasNext).hasMessageContaining("line 1: more than 1114113");
  }

  private LineFile file(byte[] bytes) throws IOException {
    return LineFile.open(Files.write(directory.resolve("lines"), bytes).toString());
  }
}
