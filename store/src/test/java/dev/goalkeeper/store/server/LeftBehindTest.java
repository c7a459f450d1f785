package dev.goalkeeper.store.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.coordinator.RecordedTablets;
import dev.goalkeeper.store.fsck.Fsck;
import dev.goalkeeper.store.fsck.FsckReport;
import dev.goalkeeper.store.fsck.Holdings;
import dev.goalkeeper.store.fsck.Journal;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TableId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Servers that are away keep replicas of a master that dies meanwhile. What they hold was removed,
/// and of the tombstones nothing is left: whoever recovers a tablet does not write them again.
@Timeout(120)
class LeftBehindTest {
  private static final int REPLICAS = 2;
  private static final int SERVERS = 6;

  /// So many that some replica of the master is on one of them.
  private static final int AWAY = 2;

  private static final int LIVING = SERVERS - AWAY - 1;
  private static final int SEGMENT_BYTES = 64 << 10;
  private static final int KEYS = 400;
  private static final int KEPT_EVERY = 4;
  private static final Bytes VALUE = Bytes.of(new byte[1_000]);

  @TempDir private Path directory;

  private final List<Journal.Line> acknowledged = new ArrayList<>();

  @Test
  void whatDeadMastersLeftIsNobodysByTheRecordAndLooksLikeALossWithoutIt() {
    SortedMap<String, String> record;
    try (var cluster = new SmallCluster(
        directory, new SmallCluster.Size(REPLICAS, SEGMENT_BYTES, 8L << 20, 1L << 20))) {
      cluster.startServers(SERVERS);
      ServerProcess mortal = cluster.servers().get(LIVING);
      Table table = ((Outcome.Served) cluster.client()
          .createTable("words", List.of(id(cluster, mortal)))).table();
      writeAll(cluster.client());
      for (int away = 1; away <= AWAY; away++) {
        cluster.servers().removeLast().close();
        cluster.awaitUp(SERVERS - away);
        cluster.awaitStatus(mortal.address(), "\"under_replicated\":0");
      }
      cluster.servers().removeLast().close();
      removeMost(cluster.client(), table.id());
      restartTheLiving(cluster);
      assertThat(cluster.deaths()).isEmpty();
      cluster.stopServers();
      record = cluster.record().records().byKey();
    }
    FsckReport guessed = check(Holdings.UNKNOWN);
    assertThat(guessed.keys().lost()).isPositive();
    assertThat(guessed.keys().firstLost()).allMatch(
        line -> line.endsWith("the removal of version 1 is gone; version 1 is there"));
    assertThat(guessed.lines()).anyMatch(line -> line.startsWith("No record"));
    var recorded = RecordedTablets.of(record);
    FsckReport known = check(
        new Holdings(recorded.cluster(), recorded.epochs(), recorded.tablets()));
    assertThat(known.ok()).as("%s", known).isTrue();
    assertThat(known.keys().found()).isEqualTo(KEYS);
    assertThat(known.lines()).anyMatch(line -> line.startsWith("By the record"));
  }

  private static void writeAll(StoreClient client) {
    for (int i = 0; i < KEYS; i++) {
      assertThat(client.write("words", key(i), VALUE)).isEqualTo(new Outcome.Written(1));
    }
  }

  private void removeMost(StoreClient client, TableId table) {
    for (int i = 0; i < KEYS; i++) {
      boolean kept = i % KEPT_EVERY == 0;
      if (!kept) {
        assertThat(client.remove("words", key(i))).isEqualTo(new Outcome.Removed(1));
      }
      acknowledged.add(new Journal.Line(
          table, key(i), 1, kept ? Journal.hashOf(VALUE) : 0, !kept));
    }
  }

  /// Until nothing is left of their earlier lives.
  private static void restartTheLiving(SmallCluster cluster) {
    cluster.servers().forEach(ServerProcess::close);
    cluster.servers().clear();
    cluster.startServers(LIVING);
    for (int i = 0; i < KEYS; i++) {
      assertThat(cluster.client().read("words", key(i))).isEqualTo(i % KEPT_EVERY == 0
          ? new Outcome.Value(1, VALUE) : new Outcome.Absent());
    }
    SmallCluster.until(() -> cluster.members().size() == LIVING);
    SmallCluster.until(() -> cluster.sum("garbage") == 0 && cluster.sum("under_replicated") == 0);
  }

  private FsckReport check(Holdings holdings) {
    List<Path> homes = IntStream.rangeClosed(1, SERVERS)
        .mapToObj(number -> SmallCluster.home(directory, number)).toList();
    return Fsck.check(homes, Journal.of(acknowledged), holdings, REPLICAS);
  }

  private static ServerId id(SmallCluster cluster, ServerProcess server) {
    Address address = server.address();
    return cluster.members().stream().filter(member -> member.address().equals(address))
        .map(Member::id).findFirst().orElseThrow();
  }

  private static Bytes key(int i) {
    return Bytes.utf8("key " + i);
  }
}
