package dev.goalkeeper.zookeeper;

import dev.goalkeeper.store.wire.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.zookeeper.server.embedded.ExitHandler;
import org.apache.zookeeper.server.embedded.ZooKeeperServerEmbedded;
import org.apache.zookeeper.util.ServiceUtils;

/// A ZooKeeper within this process, on disk: alone, or a member of an [Ensemble]. What it has
/// acknowledged is forced to disk; it ends with the process, however that ends.
public final class EmbeddedZooKeeper implements AutoCloseable {
  /// Below the directory: ZooKeeper's own files.
  static final String DATA = "data";

  /// Below the directory of a member: how many members there are.
  static final String MEMBERS = "members";

  /// Sessions last from two to twenty ticks.
  private static final int TICK_MILLIS = 500;

  /// For joining, and for keeping up: ten seconds, and five.
  private static final int INIT_TICKS = 20;

  private static final int SYNC_TICKS = 10;

  /// Its files grow by this much: coordinators write little.
  private static final int GROWTH_KB = 1 << 10;

  private static final int PURGE_HOURS = 1;
  private static final int SNAPSHOTS = 3;
  private static final int START_MILLIS_MAX = 20_000;

  private final ZooKeeperServerEmbedded server;
  private final String servers;

  private EmbeddedZooKeeper(ZooKeeperServerEmbedded server, String servers) {
    this.server = server;
    this.servers = servers;
  }

  /// Starts one that is alone, and waits until it serves.
  ///
  /// @param directory of its files, for it alone; made if it is not there
  /// @param listen where clients find it; port 0 leaves the port to the system
  /// @param death is told, in one line, why it ended by itself
  /// @throws EmbeddedFailed in one line for a person
  public static EmbeddedZooKeeper alone(Path directory, Address listen, Consumer<String> death) {
    requireFree(listen);
    ZooKeeperServerEmbedded server = start(directory, common(listen), death);
    try {
      return new EmbeddedZooKeeper(server, server.getConnectionString());
    } catch (Exception failed) { // ZooKeeper's own signature
      throw failed(directory, failed);
    }
  }

  /// Starts a member of an ensemble. It serves once more than half of them have started.
  ///
  /// @param directory of its files, for it alone; made if it is not there
  /// @param number which of the members this is, from 1 on
  /// @param death is told, in one line, why it ended by itself
  /// @throws EmbeddedFailed in one line for a person
  public static EmbeddedZooKeeper member(
      Path directory, Ensemble ensemble, int number, Consumer<String> death) {
    Address own = ensemble.member(number);
    for (int i = 0; i < Ensemble.PORTS; i++) {
      requireFree(new Address(own.host(), own.port() + i));
    }
    Properties properties = common(own);
    properties.setProperty("initLimit", Integer.toString(INIT_TICKS));
    properties.setProperty("syncLimit", Integer.toString(SYNC_TICKS));
    for (int i = 1; i <= ensemble.members().size(); i++) {
      Address member = ensemble.member(i);
      int port = member.port();
      properties.setProperty("server." + i,
          bracketed(member.host()) + ":" + (port + 1) + ":" + (port + 2));
    }
    name(directory, ensemble, number);
    return new EmbeddedZooKeeper(start(directory, properties, death), ensemble.servers());
  }

  /// What its clients are told: of an ensemble, all members.
  public String servers() {
    return servers;
  }

  @Override
  public void close() {
    server.close();
  }

  /// It would say so in its log, and leave whoever starts it waiting.
  private static void requireFree(Address listen) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(listen.host(), listen.port()));
    } catch (IOException failed) {
      throw new EmbeddedFailed("the ZooKeeper of this process cannot listen on " + listen + ": "
          + failed.getMessage(), failed);
    }
  }

  private static Properties common(Address listen) {
    var properties = new Properties();
    properties.setProperty("clientPortAddress", listen.host());
    properties.setProperty("clientPort", Integer.toString(listen.port()));
    properties.setProperty("tickTime", Integer.toString(TICK_MILLIS));
    properties.setProperty("admin.enableServer", "false");
    properties.setProperty("preAllocSize", Integer.toString(GROWTH_KB));
    properties.setProperty("autopurge.purgeInterval", Integer.toString(PURGE_HOURS));
    properties.setProperty("autopurge.snapRetainCount", Integer.toString(SNAPSHOTS));
    return properties;
  }

  /// The number by which a member knows itself is a file of its own. How many they are is for
  /// those who read the files while nobody runs.
  private static void name(Path directory, Ensemble ensemble, int number) {
    try {
      Files.createDirectories(directory.resolve(DATA));
      Files.writeString(directory.resolve(DATA).resolve("myid"), number + "\n");
      Files.writeString(directory.resolve(MEMBERS), ensemble.members().size() + "\n");
    } catch (IOException failed) {
      throw failed(directory, failed);
    }
  }

  private static ZooKeeperServerEmbedded start(
      Path directory, Properties properties, Consumer<String> death) {
    try {
      Files.createDirectories(directory);
      ZooKeeperServerEmbedded server = ZooKeeperServerEmbedded.builder()
          .baseDir(directory)
          .configuration(properties)
          .exitHandler(ExitHandler.LOG_ONLY)
          .build();
      server.start(START_MILLIS_MAX);
      ServiceUtils.setSystemExitProcedure(
          _ -> death.accept("the ZooKeeper of this process has ended; its files are in "
              + directory + ", and the log says why"));
      forgetConfigurations(directory);
      return server;
    } catch (Exception failed) { // ZooKeeper's own signature
      throw failed(directory, failed);
    }
  }

  /// It writes one at each start, reads it, and leaves it.
  private static void forgetConfigurations(Path directory) throws IOException {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(directory, "zookeeper.configuration*.properties")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String bracketed(String host) {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  private static EmbeddedFailed failed(Path directory, Exception why) {
    return new EmbeddedFailed("cannot start the ZooKeeper of this process in " + directory + ": "
        + (why.getMessage() == null ? why.toString() : why.getMessage()), why);
  }
}
