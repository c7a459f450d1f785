package dev.goalkeeper.bench.ycsb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.bench.SmallCluster;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.Store;
import dev.goalkeeper.store.client.Table;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Workloads over a small cluster: all operations end, and a store that says what is not so is
/// found out.
@Timeout(120)
class YcsbTest {
  private static final int RECORDS = 300;
  private static final int OPERATIONS = 400;
  private static final int VALUE_BYTES = 100;
  private static final int CALLERS = 4;

  @TempDir private Path directory;

  private SmallCluster cluster;
  private Store store;
  private Ycsb ycsb;

  @BeforeEach
  void load() {
    cluster = SmallCluster.start(directory, 1);
    store = Store.connect(ClientOptions.of(cluster.coordinator()));
    ycsb = new Ycsb(store, new Ycsb.Plan(RECORDS, CALLERS, VALUE_BYTES, 1));
    Result loaded = ycsb.load((_, _) -> {});
    assertThat(loaded.latencies()).containsOnlyKeys(Operation.INSERT);
    assertThat(loaded.operations()).isEqualTo(RECORDS);
    assertThat(loaded.troubles()).isEmpty();
  }

  @AfterEach
  void stop() {
    store.close();
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationEndsAndIsRight(CoreWorkload workload) {
    Result result = ycsb.run(workload, OPERATIONS, (_, _) -> {});

    assertThat(result.operations()).isEqualTo(OPERATIONS);
    assertThat(result.troubles()).isEmpty();
    assertThat(result.wrong()).isZero();
    assertThat(result.latencies().values().stream().mapToLong(Latencies::count).sum())
        .isEqualTo(OPERATIONS);
    cluster.assertAlive();
  }

  @Test
  void recordsThatAreGoneOrAnothersAreCountedAsWrong() {
    Table table = store.table(Ycsb.TABLE);
    var records = new Records(VALUE_BYTES);
    for (int number = 0; number < RECORDS; number += 2) {
      assertThat(table.remove(records.key(number))).isInstanceOf(Outcome.Removed.class);
      assertThat(table.write(records.key(number + 1), records.value(number, 1)))
          .isInstanceOf(Outcome.Written.class);
    }

    Result read = ycsb.run(CoreWorkload.C, OPERATIONS, (_, _) -> {});
    Result scanned = ycsb.run(CoreWorkload.E, OPERATIONS, (_, _) -> {});

    assertThat(read.troubles()).containsOnlyKeys(Trouble.ABSENT, Trouble.DAMAGED);
    assertThat(read.wrong()).isEqualTo(read.operations()).isBetween(100L, 100L + CALLERS);
    assertThat(scanned.troubles()).containsOnlyKeys(Trouble.DAMAGED);
    assertThat(scanned.wrong()).isBetween(100L, 100L + CALLERS);
  }

  /// What is under way is unknown then, the next is refused, and nobody begins without end.
  @Test
  void storeThatIsGoneEndsTheRun() {
    Result result = ycsb.run(CoreWorkload.A, Long.MAX_VALUE, (_, _) -> store.close());

    assertThat(result.troubles().values().stream().mapToLong(count -> count).sum())
        .isBetween(100L, 100L + CALLERS);
    assertThat(result.wrong()).isZero();
  }
}
