package dev.goalkeeper.bench.ycsb;

import dev.goalkeeper.bench.NotMeasured;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.Store;
import dev.goalkeeper.store.wire.Table;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/// The benchmark of Cooper et al. over a store: a table is loaded, then workloads are run on it,
/// one after the other. Operations come from so many callers, each of which has one under way at a
/// time and begins the next as soon as that has ended. For one thread.
public final class Ycsb {
  /// As YCSB calls it.
  public static final String TABLE = "usertable";

  /// A cluster that answers nothing any more has an error for each caller every ten seconds: it is
  /// left alone long before all operations have ended. Each that is refused at once is a call
  /// within the call of the one before it, so that there cannot be thousands.
  private static final int TROUBLED_MAX = 100;

  private static final long LOOK_MILLIS = 50;

  private final Store store;
  private final Plan plan;
  private final Table tablets;
  private final Records records;
  private final KeySpace keys = new KeySpace();
  private final SplittableRandom chance;

  /// What is measured.
  ///
  /// @param records in the table before the first workload
  /// @param callers so many operations are under way
  /// @param valueBytes of each record
  /// @param seed of all choices
  public record Plan(long records, int callers, int valueBytes, long seed) {
    /// Smaller values could not be told from each other.
    public static final int VALUE_BYTES_MIN = Records.VALUE_BYTES_MIN;

    /// Checks the bounds.
    public Plan {
      if (records < 1 || callers < 1 || valueBytes < VALUE_BYTES_MIN) {
        throw new IllegalArgumentException("nothing to measure: " + records + " records of "
            + valueBytes + " bytes, " + callers + " callers");
      }
    }
  }

  /// Hears how far it has come.
  @FunctionalInterface
  public interface Progress {
    void operations(long done, long all);
  }

  /// Makes the table.
  ///
  /// @throws NotMeasured if it cannot be made
  public Ycsb(Store store, Plan plan) {
    this.store = store;
    this.plan = plan;
    this.records = new Records(plan.valueBytes());
    this.chance = new SplittableRandom(plan.seed());
    Outcome.OfTable made = store.tryCreateTable(TABLE);
    if (!(made instanceof Outcome.Served(Table table))) {
      throw new NotMeasured("no table: " + made);
    }
    this.tablets = table;
  }

  /// Inserts the records.
  public Result load(Progress progress) {
    return run(plan.records(), new Loop(keys, _ -> Operation.INSERT, Choice.UNIFORM, 0), progress);
  }

  /// Runs a workload on what is there by now. Once a hundred operations have had trouble it ends.
  public Result run(CoreWorkload workload, long operations, Progress progress) {
    long expected = keys.known() + workload.inserts(operations);
    var loop = new Loop(keys, workload::next, workload.choice(), expected);
    return run(operations, loop, progress);
  }

  private Result run(long operations, Loop loop, Progress progress) {
    loop.allow(operations, TROUBLED_MAX);
    long startNanos = System.nanoTime();
    List<CompletableFuture<Boolean>> ends = IntStream.range(0, plan.callers())
        .mapToObj(_ -> loop.caller(session(), chance.split()).start()).toList();
    var all = CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
    while (!ended(all)) {
      progress.operations(loop.tally().done(), operations);
    }
    return loop.tally().result(System.nanoTime() - startNanos);
  }

  private Session session() {
    return new Session(store.table(TABLE).async(), tablets, records, chance.split());
  }

  private static boolean ended(CompletableFuture<?> all) {
    try {
      all.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (ExecutionException broken) {
      throw new IllegalStateException("a caller broke", broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NotMeasured("interrupted");
    }
  }
}
