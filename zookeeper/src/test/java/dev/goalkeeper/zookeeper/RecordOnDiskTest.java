package dev.goalkeeper.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.store.metadata.Batch;
import dev.goalkeeper.store.metadata.Change;
import dev.goalkeeper.store.metadata.Leadership;
import dev.goalkeeper.store.wire.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The record of a ZooKeeper that is alone, read while it does not run.
class RecordOnDiskTest {
  @TempDir private Path home;

  @Test
  void whatWasWrittenIsThereAsItWasLastAlsoOverSeveralLivesAndNothingIsTouched()
      throws IOException {
    write(List.of(new Change.Put("cluster", "1"), new Change.Put("tables/1/0", "1"),
        new Change.Put("servers/s1.1", "1")));
    write(List.of(new Change.Put("cluster", "2"), new Change.Remove("tables/1/0")));
    Map<String, Long> before = files();

    assertThat(RecordOnDisk.read(List.of(home)).records())
        .isEqualTo(new TreeMap<>(Map.of("cluster", "2", "servers/s1.1", "1")));
    assertThat(files()).isEqualTo(before);
    assertThatThrownBy(() -> RecordOnDisk.read(List.of(home)).records("others"))
        .isInstanceOf(RecordUnreadable.class).hasMessageContaining("has no /goalkeeper/others");
  }

  @Test
  void whatIsNoneOrIsDamagedIsALine() throws IOException {
    assertThatThrownBy(() -> RecordOnDisk.read(List.of(home)))
        .isInstanceOf(RecordUnreadable.class).hasMessageContaining("no directory of a coordinator");
    write(List.of(new Change.Put("cluster", "a value that is found again")));
    Path log;
    try (Stream<Path> all = Files.walk(home)) {
      log = all.filter(file -> file.getFileName().toString().startsWith("log."))
          .max(Path::compareTo).orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(log);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1)
        .indexOf("a value that is found again")] ^= 1;
    Files.write(log, bytes);
    assertThatThrownBy(() -> RecordOnDisk.read(List.of(home)))
        .isInstanceOf(RecordUnreadable.class).hasMessageContaining("cannot be read");
  }

  private void write(List<Change> changes) {
    try (var zooKeeper = EmbeddedZooKeeper.alone(home, new Address("127.0.0.1", 0),
            line -> { throw new AssertionError(line); });
        var store = ZooKeeperMetadataStore.connect(new ZooKeeperOptions(
            zooKeeper.servers(), "c", "buffered", Duration.ofSeconds(5)))) {
      var led = new Result<Leadership>();
      store.campaign("a:1", led, 1);
      Leadership leadership = Bounded.await(led.future());
      var written = new Result<Long>();
      store.write(
          new Batch(leadership.term(), leadership.writes() + 1, changes), written, 1);
      Bounded.await(written.future());
    }
  }

  /// All of them, and how large each is.
  private Map<String, Long> files() throws IOException {
    var sizes = new TreeMap<String, Long>();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        sizes.put(file.toString(), Files.isDirectory(file) ? 0 : Files.size(file));
      }
    }
    return sizes;
  }
}
