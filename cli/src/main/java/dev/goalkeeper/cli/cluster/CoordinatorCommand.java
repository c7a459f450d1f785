package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.Size;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.coordinator.Liveness;
import dev.goalkeeper.store.metadata.MetadataStore;
import dev.goalkeeper.store.server.CoordinatorProcess;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs a coordinator until it is stopped.
@Command(
    name = "coordinator",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a cluster's coordinator until it is stopped, or another one leads.",
      "Its decisions are recorded in ZooKeeper, one of its own or one that runs elsewhere. Several",
      "coordinators over one record elect the one that leads; the others wait to replace it.",
      "Options may stand in a file, and @FILE for it.",
      "Example: goalkeeper coordinator --port 7000 --dir data/coordinator --replicas 3"
    })
public final class CoordinatorCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Listening listening = new Listening();

  @Mixin private Standing standing = new Standing();

  @Option(
      names = "--replicas",
      paramLabel = "R",
      defaultValue = "3",
      description = "copies of every write (default: ${DEFAULT-VALUE})")
  private int replicas;

  @Option(
      names = "--segment-bytes",
      paramLabel = "SIZE",
      defaultValue = "8m",
      converter = Size.Converter.class,
      description = "the log's unit of replication (default: ${DEFAULT-VALUE})")
  private Size segmentBytes = new Size(0);

  @Option(
      names = "--patience-ms",
      paramLabel = "MS",
      description = "how long a server that others miss may take to answer until it is given up; "
          + "longer where machines are busy (default: 240)")
  private @Nullable Integer patienceMillis;

  @Mixin private RecordOptions record = new RecordOptions();

  @Mixin private ModeOption mode = new ModeOption();

  @Override
  public Integer call() {
    standing.beginLog();
    CoordinatorOptions options = options();
    MetadataStore store = record.open(listening.cluster(), mode, standing::die);
    CoordinatorProcess coordinator =
        CoordinatorProcess.start(listening.address(), options, store, standing::die);
    PrintWriter out = Outlet.of(spec);
    out.println("coordinator of cluster '" + listening.cluster() + "' listens on "
        + coordinator.address());
    out.flush();
    standing.untilEnd(coordinator);
    return 0;
  }

  private Liveness liveness() {
    return patienceMillis == null
        ? Liveness.DEFAULT : Liveness.DEFAULT.withPatience(Duration.ofMillis(patienceMillis));
  }

  private CoordinatorOptions options() {
    try {
      return new CoordinatorOptions(
          listening.cluster(), replicas, Math.toIntExact(segmentBytes.bytes()), mode.mode(),
          liveness());
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw new BadInput("a cluster cannot be like that: " + wrong.getMessage());
    }
  }
}
