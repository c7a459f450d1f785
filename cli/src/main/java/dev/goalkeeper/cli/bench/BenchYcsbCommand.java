package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.ycsb.CoreWorkload;
import dev.goalkeeper.bench.ycsb.Ycsb;
import dev.goalkeeper.cli.cluster.ModeOption;
import dev.goalkeeper.cli.cluster.Running;
import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.ReportOption;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.cli.fleet.FleetPlan;
import dev.goalkeeper.store.client.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The Yahoo! Cloud Serving Benchmark.
@Command(
    name = "ycsb",
    mixinStandardHelpOptions = true,
    description = {
      "Runs workloads of YCSB (Cooper et al., SoCC 2010) on a cluster of processes, or on one that",
      "runs already. All that is read is checked: status 1 if something is not what was written.",
      "  a  50 %% reads, 50 %% updates        d  95 %% reads of the latest, 5 %% inserts",
      "  b  95 %% reads, 5 %% updates         e  95 %% short scans, 5 %% inserts",
      "  c  reads only                      f  50 %% reads, 50 %% reads with a write after",
      "Example: goalkeeper bench ycsb --workload a,b,c --records 100000 --value-bytes 100"
    })
final class BenchYcsbCommand implements Callable<Integer> {
  private static final int REPLICAS = 3;

  /// What a client takes at once without a queue of its own.
  private static final int OUTSTANDING_MAX = 512;

  private static final int VALUE_BYTES_MAX = 1 << 20;

  @Mixin private final ReportOption report = new ReportOption();

  @Option(
      names = "--workload",
      paramLabel = "a,b,...",
      split = ",",
      defaultValue = "a",
      converter = WorkloadConverter.class,
      description = "which, one after the other on one table (default: ${DEFAULT-VALUE})")
  private List<CoreWorkload> workloads = List.of();

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "20000",
      description = "in the table before the first workload (default: ${DEFAULT-VALUE})")
  private long records;

  @Option(
      names = "--operations",
      paramLabel = "N",
      defaultValue = "200000",
      description = "of each workload (default: ${DEFAULT-VALUE})")
  private long operations;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "100000",
      description = "operations of the first workload before any are counted: a cluster that has"
          + " just started is slow (default: ${DEFAULT-VALUE})")
  private long warmUp;

  @Option(
      names = {"--outstanding", "--threads"},
      paramLabel = "N",
      defaultValue = "16",
      description = "callers, each with one operation under way (default: ${DEFAULT-VALUE})")
  private int outstanding;

  @Option(
      names = "--value-bytes",
      paramLabel = "N",
      defaultValue = "1000",
      description = "of each record: ten fields of a hundred (default: ${DEFAULT-VALUE})")
  private int valueBytes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "of all that is drawn (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--servers",
      paramLabel = "N",
      defaultValue = "4",
      description = "processes that serve the table, and are each other's backups"
          + " (default: ${DEFAULT-VALUE})")
  private int servers;

  @Mixin private ModeOption mode = new ModeOption();

  @Option(
      names = "--cluster",
      paramLabel = "HOST:PORT,...",
      description = {
        "the coordinators of a cluster that runs already, instead of starting one; the table",
        "'usertable' stays in it, until goalkeeper drop usertable"
      })
  private @Nullable String cluster;

  @Override
  public Integer call() {
    check();
    YcsbReport found = Measuring.run(report, this::measure);
    return found.wrong() == 0 ? Status.DONE : Status.FAILED;
  }

  private void check() {
    if (records < 1 || operations < 1 || warmUp < 0) {
      throw new BadInput("--records, --operations: at least 1; --warm-up: at least 0");
    }
    if (outstanding < 1 || outstanding > OUTSTANDING_MAX) {
      throw new BadInput("--outstanding " + outstanding + ": 1 to " + OUTSTANDING_MAX);
    }
    if (valueBytes < Ycsb.Plan.VALUE_BYTES_MIN || valueBytes > VALUE_BYTES_MAX) {
      throw new BadInput("--value-bytes " + valueBytes + ": " + Ycsb.Plan.VALUE_BYTES_MIN + " to "
          + VALUE_BYTES_MAX);
    }
    if (servers <= REPLICAS || servers > Fleet.SERVERS_MAX) {
      throw new BadInput("--servers " + servers + ": " + (REPLICAS + 1) + " to "
          + Fleet.SERVERS_MAX + ", since each has three others as backups");
    }
  }

  private YcsbReport measure(Path home, Terminal terminal) {
    if (cluster != null) {
      return measureAt(cluster, terminal);
    }
    terminal.say("Starting a coordinator and " + servers
        + " servers, each its own process, on loopback");
    try (Fleet fleet = Fleet.start(home, FleetPlan.measured(REPLICAS, servers, mode.mode()))) {
      return measureAt(Running.text(fleet.coordinators()), terminal);
    }
  }

  private YcsbReport measureAt(String coordinators, Terminal terminal) {
    try (Store store = connect(coordinators)) {
      var plan = new Ycsb.Plan(records, outstanding, valueBytes, seed);
      var ycsb = new Ycsb(store, plan);
      var load = ycsb.load((done, all) -> terminal.bar("load", (double) done / all, ""));
      if (warmUp > 0) {
        ycsb.run(workloads.getFirst(), warmUp,
            (done, all) -> terminal.bar("warm up", (double) done / all, ""));
      }
      var runs = new ArrayList<YcsbReport.Run>();
      for (CoreWorkload each : workloads) {
        String name = "ycsb " + each.name().toLowerCase(Locale.ROOT);
        runs.add(new YcsbReport.Run(each, ycsb.run(each, operations,
            (done, all) -> terminal.bar(name, (double) done / all, ""))));
      }
      return new YcsbReport(plan, load, runs);
    }
  }

  private static Store connect(String coordinators) {
    try {
      return Store.connect(coordinators);
    } catch (IllegalArgumentException malformed) {
      throw new BadInput("--cluster: " + malformed.getMessage());
    }
  }

  /// For picocli.
  static final class WorkloadConverter implements ITypeConverter<CoreWorkload> {
    @Override
    public CoreWorkload convert(String text) {
      try {
        return CoreWorkload.valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException none) {
        throw new TypeConversionException("'" + text + "' is none; write a, b, c, d, e or f");
      }
    }
  }
}
