package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.Size;
import dev.goalkeeper.store.server.ServerOptions;
import dev.goalkeeper.store.server.ServerProcess;
import dev.goalkeeper.store.storage.Disk;
import dev.goalkeeper.store.storage.MappedDisk;
import dev.goalkeeper.store.storage.VolatileDisk;
import dev.goalkeeper.store.wire.Address;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs a server, master and backup in one, until it is stopped.
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a server, master and backup in one, until it is stopped.",
      "Options may stand in a file, and @FILE for it.",
      "Example: goalkeeper server --coordinator localhost:7000 --dir data/server1"
    })
public final class ServerCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Listening listening = new Listening();

  @Mixin private Standing standing = new Standing();

  @Option(
      names = "--coordinator",
      paramLabel = "HOST:PORT,...",
      required = true,
      description = "where the cluster's coordinators listen")
  private String coordinator = "";

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      required = true,
      description = "where it keeps replicas of other servers' logs")
  private Path directory = Path.of("");

  @Option(
      names = "--domain",
      paramLabel = "LABEL",
      defaultValue = "",
      description = "its failure domain; no two copies are put into one (default: its host)")
  private String domain = "";

  @Option(
      names = "--disk",
      paramLabel = "SIZE",
      defaultValue = "4g",
      converter = Size.Converter.class,
      description = "the most that replicas take on disk (default: ${DEFAULT-VALUE})")
  private Size diskBytes = new Size(0);

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "1g",
      converter = Size.Converter.class,
      description = "the most that its own objects take in memory (default: ${DEFAULT-VALUE})")
  private Size memory = new Size(0);

  @Option(
      names = "--reached-at",
      paramLabel = "HOST:PORT",
      description = "where others reach it, through a proxy say (default: where it listens)")
  private String reachedAt = "";

  @Option(names = "--volatile", hidden = true)
  private boolean volatileDisk;

  @Override
  public Integer call() {
    standing.beginLog();
    ServerProcess server =
        ServerProcess.start(place(), disk(), options(), standing::die);
    PrintWriter out = Outlet.of(spec);
    out.println("server of cluster '" + listening.cluster() + "' listens on "
        + server.address());
    out.flush();
    standing.untilEnd(server);
    return 0;
  }

  private ServerProcess.Place place() {
    Address listen = listening.address();
    return new ServerProcess.Place(
        listen, reachedAt.isEmpty() ? listen : Running.parse("--reached-at", reachedAt));
  }

  /// Over a volatile disk the death of this process is to its files what a power cut is to others.
  private Disk disk() {
    return volatileDisk ? VolatileDisk.open(directory) : MappedDisk.open(directory);
  }

  private ServerOptions options() {
    try {
      return new ServerOptions(listening.cluster(), Running.parseAll("--coordinator", coordinator),
          domain, diskBytes.bytes(), memory.bytes());
    } catch (IllegalArgumentException wrong) {
      throw new BadInput("a server cannot be like that: " + wrong.getMessage());
    }
  }
}
