package dev.goalkeeper.cli.sim;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.ReportOption;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.clustersim.CrashCoverage;
import dev.goalkeeper.clustersim.Simulation;
import dev.goalkeeper.clustersim.SimulationFailure;
import dev.goalkeeper.clustersim.SimulationReport;
import dev.goalkeeper.pools.FiringPoint;
import dev.goalkeeper.testkit.Incident;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Simulates clusters: one seed, a range of seeds, a crash at every rule, or one crash in a large
/// cluster.
@Command(
    name = "sim",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates clusters, each in one thread from a seed: coordinators, servers and clients, with",
      "whatever can go wrong. Give a SEED, whose story is told, or --seeds, --nightly,",
      "--coverage, --big or --recovery. Exit status 0: every promise was kept.",
      "Example: goalkeeper sim 42"
    })
public final class SimCommand implements Callable<Integer> {
  /// Kept, so that it stays as quiet as it is made: simulated processes say what real ones do.
  private static final Logger LOG = Logger.getLogger("dev.goalkeeper");

  private static final String NIGHTLY = "1..20000";
  private static final String LOG_LEVEL = "goalkeeper.log.level";

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SEED", arity = "0..1", description = "runs this one, and tells of it")
  private @Nullable Long seed;

  @Option(
      names = "--seeds",
      paramLabel = "A..B",
      description = "runs all of these, on all processors, and says from where to go on if stopped")
  private String seeds = "";

  @Option(names = "--nightly", description = "the same as --seeds " + NIGHTLY)
  private boolean nightly;

  @Mixin private final ReportOption told = new ReportOption();

  @Option(
      names = "--coverage",
      description = "crashes a process just before and just after each rule of each table")
  private boolean coverage;

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "5",
      description = "crashes on each side of a rule (default: ${DEFAULT-VALUE})")
  private int times;

  @Option(
      names = "--replication",
      description = "logs and their replication alone, without coordinator and clients: fast")
  private boolean replication;

  @Option(
      names = "--disks",
      description = "logs and their replication over disks that fail and machines without power")
  private boolean disks;

  @Option(
      names = "--crash",
      paramLabel = "POINT",
      description = "with SEED: whoever gets there dies, as in BEFORE:Replica:R5:3, its 3rd firing")
  private String crash = "";

  @Option(
      names = "--only",
      paramLabel = "INCIDENTS",
      description = "with SEED: only these incidents happen, as in CRASH:1,WRITE:7")
  private String only = "";

  @Mixin private final BigSimulations big = new BigSimulations();

  @Override
  public Integer call() {
    boolean many = nightly || !seeds.isEmpty();
    if ((seed == null ? 0 : 1) + (many ? 1 : 0) + (coverage ? 1 : 0) + big.chosen() != 1) {
      throw new BadInput("sim takes one of SEED, --seeds A..B, --nightly, --coverage, --big and "
          + "--recovery");
    }
    System.setProperty(LOG_LEVEL, "OFF");
    LOG.setLevel(Level.OFF);
    if (big.chosen() > 0) {
      Terminal terminal = told.terminal();
      told.print(big.run(terminal), terminal);
      return 0;
    }
    try {
      if (coverage) {
        return cover();
      }
      Long one = seed;
      return one == null ? run(range()) : run(one);
    } catch (SimulationFailure broken) {
      Long drawn = seed;
      if (drawn != null && crash.isEmpty() && only.isEmpty()) {
        throw new Failed(String.join("\n", simulation().told(drawn, broken)));
      }
      throw new Failed(String.valueOf(broken.getMessage()));
    }
  }

  private Simulation simulation() {
    if (replication && disks) {
      throw new BadInput("--replication and --disks are two simulations: choose one");
    }
    return replication ? Simulation.REPLICATION : disks ? Simulation.DISKS : Simulation.CLUSTER;
  }

  private SeedRange range() {
    if (nightly && !seeds.isEmpty()) {
      throw new BadInput("--nightly is --seeds " + NIGHTLY + ": choose one");
    }
    return SeedRange.parse(nightly ? NIGHTLY : seeds);
  }

  private int run(SeedRange range) {
    Terminal terminal = told.terminal();
    SeedsReport report = range.run(simulation(), terminal);
    told.print(report, terminal);
    return report.failures() == 0 ? 0 : Status.FAILED;
  }

  private int run(long one) {
    PrintWriter out = Outlet.of(spec);
    SimulationReport report = report(one, out);
    out.printf("seed %d: %,d events, %,d operations begun, %,d acknowledged, hash %016x%n",
        report.seed(), report.events(), report.appended(), report.acknowledged(), report.hash());
    out.printf("%sfaults %s%n", report.firings(), report.faults().all());
    out.flush();
    return 0;
  }

  private SimulationReport report(long one, PrintWriter out) {
    if (!only.isEmpty() && !crash.isEmpty()) {
      throw new BadInput("--only and --crash are for two runs: choose one");
    }
    return only.isEmpty()
        ? point().map(at -> simulation().run(one, at))
            .orElseGet(() -> simulation().run(one, out::println))
        : simulation().run(one, incidents());
  }

  private List<Incident> incidents() {
    try {
      return Incident.parse(only);
    } catch (IllegalArgumentException wrong) {
      throw new BadInput("--only " + only + ": " + wrong.getMessage());
    }
  }

  private int cover() {
    if (times < 1) {
      throw new BadInput("--times " + times + ": must be 1 or more");
    }
    List<CrashCoverage.Line> lines = CrashCoverage.run(times);
    PrintWriter out = Outlet.of(spec);
    out.println("Crashes of the process that fires the row, and the seeds in which they happened:");
    lines.forEach(out::println);
    long lacking = lines.stream().filter(CrashCoverage.Line::lacks).count();
    out.printf("%d rules, %d crashes, every promise kept; %s%n", lines.size(),
        lines.stream().mapToInt(line -> line.before().size() + line.after().size()).sum(),
        lacking == 0 ? "none lacks one" : lacking + " LACK ONE");
    out.flush();
    return lacking == 0 ? 0 : Status.FAILED;
  }

  private Optional<FiringPoint> point() {
    if (crash.isEmpty()) {
      return Optional.empty();
    }
    try {
      String[] parts = crash.split(":", -1);
      return Optional.of(new FiringPoint(parts[1], parts[2],
          FiringPoint.Moment.valueOf(parts[0].toUpperCase(Locale.ROOT)),
          Long.parseLong(parts[3])));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
      throw new BadInput("--crash " + crash + ": must look like BEFORE:Replica:R5:3");
    }
  }
}
