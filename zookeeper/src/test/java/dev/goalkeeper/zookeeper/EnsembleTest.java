package dev.goalkeeper.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.store.metadata.Batch;
import dev.goalkeeper.store.metadata.Change;
import dev.goalkeeper.store.metadata.Leadership;
import dev.goalkeeper.store.wire.Address;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three ZooKeepers that keep one record.
class EnsembleTest {
  private static final int MEMBERS = 3;

  @TempDir private Path directory;

  @Test
  void whatWasWrittenOutlivesAMemberAndItsCandidate() {
    var ensemble = Ensemble.local(MEMBERS);
    var members = new ArrayList<EmbeddedZooKeeper>();
    for (int number = 1; number <= MEMBERS; number++) {
      members.add(EmbeddedZooKeeper.member(directory.resolve("member-" + number), ensemble, number,
          line -> { throw new AssertionError(line); }));
    }
    assertThat(members.getFirst().servers()).isEqualTo(ensemble.servers());
    var one = connect(ensemble);
    var two = connect(ensemble);
    Leadership first = Bounded.await(campaign(one, "a:1").future());
    Result<Leadership> waiting = campaign(two, "b:2");
    var written = new Result<Long>();
    one.write(
        new Batch(first.term(), 1, List.of(new Change.Put("a", "1"))), written, 1);
    Bounded.await(written.future());
    members.getLast().close();
    one.close();
    Leadership second = Bounded.await(waiting.future());
    assertThat(second.records()).containsEntry("a", "1");
    var writtenLater = new Result<Long>();
    two.write(new Batch(second.term(), second.writes() + 1,
        List.of(new Change.Put("servers/s1.1", "2"))), writtenLater, 1);
    Bounded.await(writtenLater.future());
    two.close();
    members.forEach(EmbeddedZooKeeper::close);

    List<Path> homes = IntStream.rangeClosed(1, MEMBERS)
        .mapToObj(number -> directory.resolve("member-" + number)).toList();
    var recorded = new TreeMap<>(Map.of("a", "1", "servers/s1.1", "2"));
    assertThat(RecordOnDisk.read(homes).records()).isEqualTo(recorded);
    assertThat(RecordOnDisk.read(List.of(homes.getLast(), homes.getFirst())).records())
        .as("the last one has missed the last write").isEqualTo(recorded);
    assertThatThrownBy(() -> RecordOnDisk.read(List.of(homes.getFirst())))
        .isInstanceOf(RecordUnreadable.class)
        .hasMessageContaining("kept by 3 ZooKeepers, and 1 of them were named");
  }

  @Test
  void boundsAreChecked() {
    Address a = new Address("a", 1000);
    Address b = new Address("b", 1000);
    for (List<Address> wrong : List.of(
        List.of(a, b), List.of(a, b, a), List.<Address>of(),
        List.of(a, b, new Address("c", 0)), List.of(a, b, new Address("c", 65_534)),
        IntStream.range(0, 9).mapToObj(i -> new Address("h" + i, 1000)).toList())) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Ensemble(wrong));
    }
    var ensemble = new Ensemble(List.of(a, b, new Address("c", 1000)));
    assertThat(ensemble.servers()).isEqualTo("a:1000,b:1000,c:1000");
    assertThatIllegalArgumentException().isThrownBy(() -> ensemble.member(4));
    assertThatIllegalArgumentException().isThrownBy(() -> ensemble.member(0));
  }

  private static ZooKeeperMetadataStore connect(Ensemble ensemble) {
    return ZooKeeperMetadataStore.connect(new ZooKeeperOptions(
        ensemble.servers(), "c", "buffered", Duration.ofSeconds(5)));
  }

  private static Result<Leadership> campaign(ZooKeeperMetadataStore store, String candidate) {
    var result = new Result<Leadership>();
    store.campaign(candidate, result, 1);
    return result;
  }
}
