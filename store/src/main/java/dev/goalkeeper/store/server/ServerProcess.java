package dev.goalkeeper.store.server;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.storage.Disk;
import dev.goalkeeper.store.storage.MappedDisk;
import dev.goalkeeper.store.storage.StorageRefused;
import dev.goalkeeper.store.transport.CannotListen;
import dev.goalkeeper.store.transport.LoopDriver;
import dev.goalkeeper.store.transport.TcpTransport;
import dev.goalkeeper.store.wire.Address;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// A server as a process runs it: one transport, one pool, one thread, one directory.
public final class ServerProcess implements AutoCloseable {
  private final TcpTransport transport;
  private final Pool pool;
  private final StoreServer server;
  private final Address address;
  private final ExecutorService diskThreads;

  /// Where a server is.
  ///
  /// @param listen port 0 leaves the port to the system
  /// @param reached the address that others use, for instance that of a proxy; with port 0 they use
  ///     where it listens
  public record Place(Address listen, Address reached) {}

  private ServerProcess(TcpTransport transport, Pool pool, StoreServer server, Address address,
      ExecutorService diskThreads) {
    this.transport = transport;
    this.pool = pool;
    this.server = server;
    this.address = address;
    this.diskThreads = diskThreads;
  }

  /// Starts to listen and to enlist; it serves as soon as the coordinator has answered.
  ///
  /// @param listen as other servers and clients reach it; port 0 leaves the port to the system
  /// @param directory of the replicas that it keeps for others; made if it is not there
  /// @param death is told, in one line, why the server cannot go on; the process ends then
  /// @throws CannotListen in one line for a person
  /// @throws StorageRefused in one line for a person
  public static ServerProcess start(
      Address listen, Path directory, ServerOptions options, Consumer<String> death) {
    return start(listen, MappedDisk.open(directory), options, death);
  }

  /// The same over a disk of any kind, for this server alone; it is closed with the server.
  ///
  /// @throws CannotListen in one line for a person
  /// @throws StorageRefused in one line for a person
  public static ServerProcess start(
      Address listen, Disk disk, ServerOptions options, Consumer<String> death) {
    return start(new Place(listen, listen), disk, options, death);
  }

  /// The same for a server that others reach elsewhere than where it listens.
  ///
  /// @throws CannotListen in one line for a person
  /// @throws StorageRefused in one line for a person
  public static ServerProcess start(
      Place place, Disk disk, ServerOptions options, Consumer<String> death) {
    TcpTransport transport = TcpTransport.start("goalkeeper-server");
    ExecutorService diskThreads = diskThreads();
    Pool pool = Pool.named("replication")
        .world(World.live(diskThreads))
        .drivenBy(driven -> new LoopDriver(driven, transport.loop()))
        .failStop(thrown -> death.accept("the server cannot go on: " + thrown))
        .build();
    var seams = new StoreServer.Seams(pool, transport, disk, pool.world()::offload);
    var server = new StoreServer(seams, options, death);
    try {
      Address address = transport.listen(place.listen(), server.receiver());
      server.start(place.reached().port() == 0 ? address : place.reached());
      return new ServerProcess(transport, pool, server, address, diskThreads);
    } catch (CannotListen | StorageRefused failed) {
      pool.close();
      transport.close();
      server.release();
      diskThreads.shutdown();
      throw failed;
    }
  }

  /// For what waits for the disk: at most a force of each file of frames, and one file in the
  /// making. A force would hold the carrier of a virtual thread all the time, for which Java
  /// engages another; a write of a synced cluster waited half as long again for it (`bench write`).
  private static ExecutorService diskThreads() {
    return Executors.newCachedThreadPool(
        Thread.ofPlatform().daemon().name("goalkeeper-disk-", 1).factory());
  }

  /// Where it listens.
  public Address address() {
    return address;
  }

  /// Ends at once, as a crash would; what is on disk stays.
  @Override
  public void close() {
    pool.close();
    transport.close();
    server.release();
    diskThreads.shutdown();
  }
}
