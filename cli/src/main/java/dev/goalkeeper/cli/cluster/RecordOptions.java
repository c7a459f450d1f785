package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.store.metadata.MemoryMetadataStore;
import dev.goalkeeper.store.metadata.MetadataStore;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.zookeeper.EmbeddedZooKeeper;
import dev.goalkeeper.zookeeper.Ensemble;
import dev.goalkeeper.zookeeper.ZooKeeperMetadataStore;
import dev.goalkeeper.zookeeper.ZooKeeperOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a coordinator's decisions are recorded, and where it is elected.
final class RecordOptions {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "run a ZooKeeper in this process, and keep its files there")
  private @Nullable Path directory;

  @Option(
      names = "--zookeeper",
      paramLabel = "HOST:PORT,...",
      description = "use a ZooKeeper that runs elsewhere")
  private String servers = "";

  @Option(
      names = "--ensemble",
      paramLabel = "HOST:PORT,...",
      description = {
        "with --dir: the ZooKeepers of all coordinators, which keep one record; three of them.",
        "Each has the port that is named for its clients, and the next two for the others"
      })
  private String ensemble = "";

  @Option(
      names = "--member",
      paramLabel = "N",
      description = "with --ensemble: which of them this one is, from 1 on")
  private int member;

  @Option(
      names = "--session",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description = "a coordinator that is silent for so long is replaced by a standby"
          + " (default: ${DEFAULT-VALUE})")
  private int sessionSeconds;

  @Option(
      names = "--memory-only",
      description = "record nothing: the cluster is lost when this process ends")
  private boolean memoryOnly;

  /// Begins to connect; a ZooKeeper in this process runs when this returns. It ends with the
  /// process: what it has acknowledged is on disk.
  ///
  /// @param death is told, in one line, why the embedded ZooKeeper has ended by itself
  /// @throws BadInput if the options do not go together
  MetadataStore open(String cluster, ModeOption mode, Consumer<String> death) {
    int places = (directory == null ? 0 : 1) + (servers.isEmpty() ? 0 : 1) + (memoryOnly ? 1 : 0);
    if (places != 1) {
      throw new BadInput("where are decisions to be recorded? Name a directory with --dir, or a"
          + " running ZooKeeper with --zookeeper, or say --memory-only: one of them");
    }
    if (ensemble.isEmpty() != (member == 0) || (!ensemble.isEmpty() && directory == null)) {
      throw new BadInput("--ensemble, --member and --dir go together");
    }
    if (memoryOnly) {
      return new MemoryMetadataStore();
    }
    try {
      var options = new ZooKeeperOptions(directory == null ? servers() : embedded(directory, death),
          cluster, ModeOption.text(mode.mode()), Duration.ofSeconds(sessionSeconds));
      return ZooKeeperMetadataStore.connect(options);
    } catch (IllegalArgumentException wrong) {
      throw new BadInput("a coordinator cannot be like that: " + wrong.getMessage());
    }
  }

  private String servers() {
    return String.join(",", Running.parseAll("--zookeeper", servers).stream()
        .map(Address::toString).toList());
  }

  private String embedded(Path home, Consumer<String> death) {
    if (ensemble.isEmpty()) {
      return EmbeddedZooKeeper.alone(home, new Address("127.0.0.1", 0), death).servers();
    }
    var all = new Ensemble(Running.parseAll("--ensemble", ensemble));
    return EmbeddedZooKeeper.member(home, all, member, death).servers();
  }
}
