package dev.goalkeeper.store.server;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.storage.MappedDisk;
import dev.goalkeeper.store.transport.LoopDriver;
import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.transport.TcpTransport;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.WriteReplica;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A server that answers pings and clients, but, for as long as one likes, no master: its disk is
/// so slow that nothing comes back.
final class DeafBackup implements AutoCloseable {
  private final TcpTransport transport = TcpTransport.start("deaf-backup");
  private final ExecutorService elsewhere = Executors.newSingleThreadExecutor();
  private final AtomicBoolean deaf = new AtomicBoolean();
  private final Pool pool;
  private final StoreServer server;
  private final Address address;

  DeafBackup(Address at, Path directory, ServerOptions options, Consumer<String> death) {
    pool = Pool.named("replication").world(World.live(elsewhere))
        .drivenBy(driven -> new LoopDriver(driven, transport.loop()))
        .failStop(thrown -> death.accept("cannot go on: " + thrown))
        .build();
    server = new StoreServer(new StoreServer.Seams(
        pool, transport, MappedDisk.open(directory), pool.world()::offload), options, death);
    address = transport.listen(at, new Ears(server.receiver()));
    server.start(address);
  }

  /// What masters ask for is not answered from now on.
  void stopListening() {
    deaf.set(true);
  }

  Address address() {
    return address;
  }

  @Override
  public void close() {
    pool.close();
    transport.close();
    server.release();
    elsewhere.shutdown();
  }

  private final class Ears implements Receiver {
    private final Receiver door;

    Ears(Receiver door) {
      this.door = door;
    }

    @Override
    public void receive(Envelope envelope, Message request, Responder responder) {
      if (!(request instanceof WriteReplica && deaf.get())) {
        door.receive(envelope, request, responder);
      }
    }

    @Override
    public void turnEnded() {
      door.turnEnded();
    }
  }
}
