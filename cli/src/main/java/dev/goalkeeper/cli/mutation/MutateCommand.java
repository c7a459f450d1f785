package dev.goalkeeper.cli.mutation;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.cli.mutation.Conditions;
import dev.goalkeeper.cli.mutation.Mutant;
import dev.goalkeeper.cli.mutation.Part;
import dev.goalkeeper.cli.mutation.PitReport;
import dev.goalkeeper.cli.mutation.Reasons;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes conditions of rule tables wrong, one at a time, and sees whether a test notices.
@Command(
    name = "mutate",
    mixinStandardHelpOptions = true,
    description = {
      "Makes each condition of rule tables wrong, in every way that PIT knows, and runs the tests.",
      "Exit status 0: each is noticed, or docs/mutants.md says why it cannot be; 1: not so, or a",
      "reason is given for one that is noticed. Works in a source tree, and takes some minutes.",
      "Example: goalkeeper mutate replication"
    })
public final class MutateCommand implements Callable<Integer> {
  /// Several times what it takes, also beside other builds.
  private static final Duration MOST = Duration.ofHours(1);

  private static final String REASONS = "docs/mutants.md";

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "PART",
      arity = "0..1",
      description = "${COMPLETION-CANDIDATES} (default: all)")
  private @Nullable Part part;

  @Option(names = "--last", description = "judges what the last run has left, and runs nothing")
  private boolean last;

  @Override
  public Integer call() throws IOException {
    Path home = home();
    Part chosen = part;
    boolean good = true;
    for (Part each : chosen == null ? List.of(Part.values()) : List.of(chosen)) {
      good &= judge(each, home);
    }
    return good ? 0 : Status.FAILED;
  }

  private boolean judge(Part one, Path home) throws IOException {
    Conditions conditions = Conditions.of(one);
    Path report = home.resolve(one.module()).resolve("target/pit-reports/mutations.xml");
    if (!last) {
      Files.deleteIfExists(report);
      run(one, conditions, home);
    }
    if (!Files.exists(report)) {
      throw new Failed("there is no " + report);
    }
    List<Mutant> mutants = PitReport.read(report, conditions);
    if (mutants.isEmpty()) {
      throw new Failed("no condition was mutated, says " + report);
    }
    return tell(one, conditions, mutants, Reasons.read(home.resolve(REASONS), one));
  }

  private boolean tell(Part one, Conditions conditions, List<Mutant> mutants, Reasons reasons) {
    PrintWriter out = Outlet.of(spec);
    List<Mutant> unexplained = reasons.unexplained(mutants);
    List<String> outlived = reasons.outlived(mutants);
    unexplained.forEach(mutant ->
        out.printf("%s  %s  [%s]%n", mutant.place(), mutant.key(), mutant.fate()));
    outlived.forEach(key -> out.printf("%s gives a reason, but does not survive: %s%n", REASONS,
        key));
    out.printf("%s: %d tables, %d conditions, %d mutants: %d killed, %d ran out of time, "
            + "%d survive with a reason, %d without%n",
        one.module(), one.tables().size(), conditions.count(), mutants.size(),
        count(mutants, Mutant.Fate.KILLED), count(mutants, Mutant.Fate.TIMED_OUT),
        reasons.byMutant().size() - outlived.size(), unexplained.size());
    out.flush();
    return unexplained.isEmpty() && outlived.isEmpty();
  }

  private static long count(List<Mutant> mutants, Mutant.Fate fate) {
    return mutants.stream().filter(mutant -> mutant.fate() == fate).count();
  }

  /// PIT runs in Maven's own JVM, and finds nothing in classes that are newer than that: it gets
  /// the one that this command runs on.
  private void run(Part one, Conditions conditions, Path home) throws IOException {
    Path log = home.resolve("target/goalkeeper/mutate-" + one.module() + ".log");
    Files.createDirectories(log.getParent());
    Outlet.errors(spec).println("goalkeeper: mutating " + one.module() + "; log: " + log);
    Outlet.errors(spec).flush();
    var maven = new ProcessBuilder(line(one, conditions, home))
        .directory(home.toFile()).redirectInput(new File("/dev/null"))
        .redirectErrorStream(true).redirectOutput(log.toFile());
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    if (end(maven.start()) != 0) {
      throw new Failed("PIT could not run, see " + log);
    }
  }

  private static List<String> line(Part one, Conditions conditions, Path home) {
    var line = new ArrayList<String>();
    line.add(home.resolve("mvnw").toString());
    line.addAll(List.of("-B", "-ntp", "-P", "mutation", "-pl", one.module(), "-am", "test"));
    // The tests are PIT's to run.
    line.add("-Dmaven.test.skip.exec=true");
    line.add("-DtargetClasses=" + String.join(",", conditions.types()));
    line.add("-DexcludedMethods=" + String.join(",", conditions.otherMethods()));
    return line;
  }

  private static int end(Process maven) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(maven)));
    try {
      if (maven.waitFor(MOST.toMillis(), TimeUnit.MILLISECONDS)) {
        return maven.exitValue();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    stop(maven);
    throw new Failed("PIT did not end within " + MOST.toMinutes() + " minutes");
  }

  /// With all that it has started: PIT's own processes would go on without it.
  private static void stop(Process maven) {
    maven.descendants().forEach(ProcessHandle::destroyForcibly);
    maven.destroyForcibly();
  }

  /// Of the source tree: this class is in `cli/target/classes` or in `cli/target/goalkeeper.jar`.
  private static Path home() {
    try {
      Path classes = Path.of(
          MutateCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path home = classes.resolve("../../..").normalize();
      if (Files.exists(home.resolve("mvnw"))) {
        return home;
      }
    } catch (URISyntaxException unnamed) {
      throw new Failed("cannot tell where it runs: " + unnamed.getMessage());
    }
    throw new Failed("mutate needs the source tree of Goalkeeper");
  }
}
