package dev.goalkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the loops of a cluster allocate for a write, once the compilers know what can stay off the
/// heap. The bounds are measurements and half as much again: whoever lowers the one lowers the
/// other.
@Timeout(120)
class LoopAllocationTest {
  /// On the loop of a master whose three backups are elsewhere, for a write that replaces.
  /// Measured: 1,150.
  private static final long MASTER_BYTES_PER_WRITE_MAX = 1_750;

  /// On the loop of each backup. Measured: 410.
  private static final long BACKUP_BYTES_PER_WRITE_MAX = 620;

  /// On the loop of the client. Measured: 350.
  private static final long CLIENT_BYTES_PER_WRITE_MAX = 530;

  private static final int WARM_UP_WRITES = 40_000;
  private static final int WRITES = 20_000;
  private static final int REPLICAS = 3;

  @TempDir private Path directory;

  private final Workload workload = new Workload();

  @Test
  void loopsAllocateNoMoreForAWriteThanTheyDid() {
    Map<String, Long> before;
    Map<String, Long> after;
    try (var cluster = SmallCluster.start(directory, REPLICAS)) {
      StoreClient client = cluster.client();
      var listed = (Outcome.Listed) client.membership();
      var owner = List.of(listed.membership().members().getFirst().id());
      assertThat(client.createTable("t", owner))
          .isInstanceOf(Outcome.Served.class);
      write(client, WARM_UP_WRITES);
      before = allocated();
      write(client, WRITES);
      after = allocated();
      cluster.assertAlive();
    }

    long[] ofServers = perWrite(before, after, "goalkeeper-server");
    long[] ofClient = perWrite(before, after, "goalkeeper-client");
    assertThat(ofServers).hasSize(REPLICAS + 1);
    assertThat(ofServers[REPLICAS]).as("master").isBetween(1L, MASTER_BYTES_PER_WRITE_MAX);
    assertThat(ofServers[REPLICAS - 1]).as("backup").isBetween(1L, BACKUP_BYTES_PER_WRITE_MAX);
    assertThat(ofClient).hasSize(1);
    assertThat(ofClient[0]).as("client").isBetween(1L, CLIENT_BYTES_PER_WRITE_MAX);
  }

  private void write(StoreClient client, int count) {
    for (int number = 0; number < count; number++) {
      assertThat(client.write("t", workload.key(number), workload.value()))
          .isInstanceOf(Outcome.Written.class);
    }
  }

  /// By thread.
  private static Map<String, Long> allocated() {
    var bytes = new TreeMap<String, Long>();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().startsWith("goalkeeper-")) {
        bytes.put(info.getThreadName(), threads.getThreadAllocatedBytes(id));
      }
    }
    return bytes;
  }

  /// Of the threads whose names begin so, the least first.
  private static long[] perWrite(
      Map<String, Long> before, Map<String, Long> after, String begin) {
    return after.entrySet().stream()
        .filter(each -> each.getKey().startsWith(begin))
        .mapToLong(each -> (each.getValue() - before.getOrDefault(each.getKey(), 0L)) / WRITES)
        .sorted()
        .toArray();
  }
}
