package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.transport.TransportLost;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Codec;
import dev.goalkeeper.store.wire.Frame;
import dev.goalkeeper.store.wire.FrameReader;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.WriteReplica;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The network of a simulated cluster: messages are encoded, travel for a while, and are decoded at
/// the other end, unless something happens to them. One address is one process.
public final class SimNetwork {
  /// What a frame's memory is full of once its receiver has returned.
  private static final byte LEFT_BEHIND = 0x5A;

  private final SimulatedWorld world;
  private final LinkFaults faults;
  private final FrameReader reader = new FrameReader();
  private final ByteBuf out = Unpooled.buffer();
  private final Map<Address, SimTransport> processes = new HashMap<>();
  private final Map<Address, Long> slowUntil = new HashMap<>();
  private final Map<Address, SimTransport> bonds = new HashMap<>();
  private final Map<Way, Long> lastArrival = new HashMap<>();
  private MessageObserver observer = (from, to, message) -> {};
  private long arrivals;
  private Detour detour = (from, to, message) -> Detour.NONE;

  /// From one process to another.
  private record Way(Address from, Address to) {}

  /// Sees every request as it is sent, and if it likes as it arrives and is answered.
  public interface MessageObserver {
    /// For one that does not care about a request's answer.
    static void nothing(Message answer) {}

    /// A request leaves.
    void sent(Address from, Address to, Message message);

    /// A request arrives; what is returned sees the answer as it leaves. By then the memory of the
    /// request is another's: whatever of it still counts has to be kept.
    ///
    /// @param at this life of a process
    default Consumer<Message> arrived(SimTransport at, Arrival request) {
      return MessageObserver::nothing;
    }
  }

  /// A request that has come.
  ///
  /// @param number rises in the order in which requests arrive
  /// @param from who asks
  public record Arrival(long number, Address from, Frame frame) {}

  /// What a scenario does to single messages, requests and answers, beside the faults of the links.
  public interface Detour {
    /// The message travels as usual.
    long NONE = -1;

    /// The message never arrives.
    long NOWHERE = Long.MAX_VALUE;

    /// How long the message travels, and overtakes others if it must; or one of the two above.
    long nanos(Address from, Address to, Message message);

    /// How long it then waits at the other end, from when it is there: nothing unless said
    /// otherwise.
    default long waitsNanos(Address at, Message message) {
      return 0;
    }
  }

  SimNetwork(SimulatedWorld world, LinkFaults faults) {
    this.world = world;
    this.faults = faults;
  }

  /// A network on which nothing goes wrong.
  public static SimNetwork reliable(SimulatedWorld world) {
    return new SimNetwork(
        world, new LinkFaults(world.random("network"), Faults.none()));
  }

  /// Shows each request to somebody from now on.
  public void observe(MessageObserver chosen) {
    observer = chosen;
  }

  /// Says from now on how long each message travels.
  public void detour(Detour chosen) {
    detour = chosen;
  }

  /// Starts a process at that address; an earlier one there is gone.
  public SimTransport attach(Address own, Receiver receiver) {
    crash(own);
    return displace(own, receiver, Runnable::run);
  }

  /// Whether the process at that address still waits for answers from the other.
  boolean waits(Address caller, Address callee) {
    SimTransport process = processes.get(caller);
    return process != null && process.waitsFor(callee);
  }

  /// Starts another process at that address: requests go to it, and the earlier one there goes on
  /// without, as far as it asks others.
  ///
  /// @param process in which whatever comes happens
  SimTransport displace(Address own, Receiver receiver, Executor process) {
    var transport = new SimTransport(this, own, receiver, process);
    processes.put(own, transport);
    return transport;
  }

  /// From now on that server and this process speak with each other alone, of all that are or were
  /// at the address of this process.
  void bind(Address server, SimTransport to) {
    bonds.put(server, to);
  }

  /// Who is at an address is who is spoken with there.
  void unbind() {
    bonds.clear();
  }

  /// Ends the process: what it was about to say or hear is gone.
  public void crash(Address address) {
    SimTransport gone = processes.remove(address);
    if (gone != null) {
      gone.die();
      processes.values().forEach(other -> other.lost(address));
    }
  }

  /// Ends the process with that transport, whoever is at its address by now.
  void crash(SimTransport gone) {
    if (processes.get(gone.address()) == gone) {
      crash(gone.address());
    }
    gone.die();
  }

  /// Whatever is sent to that address arrives after so long at the earliest.
  void slowDown(Address address, long nanos) {
    slowUntil.put(address, world.nanos() + nanos);
  }

  void later(Runnable work) {
    world.schedule(0, work);
  }

  void request(SimTransport from, Address to, Frame frame) {
    observer.sent(from.address(), to, frame.message());
    byte[] bytes = encode(frame);
    if (frame.message() instanceof WriteReplica write && write.data().byteSize() > 0
        && faults.strikes(Fault.CORRUPTED, from.address(), to, write)) {
      faults.flipOne(bytes, bytes.length - (int) write.data().byteSize());
    }
    if (from.isolated() || bypassed(from, to)
        || faults.strikes(Fault.REQUEST_LOST, from.address(), to, frame.message())) {
      return;
    }
    travel(from.address(), to, frame.message(), () -> arrive(from, to, bytes));
    if (faults.strikes(Fault.DUPLICATE, from.address(), to, frame.message())) {
      world.schedule(faults.straggleNanos(), () -> arrive(from, to, bytes));
    }
  }

  private void arrive(SimTransport from, Address to, byte[] bytes) {
    SimTransport target = target(from, to);
    if (target == null) {
      from.refused(decode(bytes).requestId(), TransportLost.unsent(to, "nothing listens there"));
    } else {
      target.execute(() -> receive(from, target, bytes));
    }
  }

  private @Nullable SimTransport target(SimTransport from, Address to) {
    SimTransport bound = bonds.get(from.address());
    boolean there = bound != null && bound.address().equals(to) && !bound.closed();
    return there ? bound : processes.get(to);
  }

  private boolean bypassed(SimTransport from, Address to) {
    SimTransport bound = bonds.get(to);
    return bound != null && bound.address().equals(from.address()) && bound != from;
  }

  /// A message's memory is gone when its receiver returns, here too.
  private void receive(SimTransport from, SimTransport target, byte[] bytes) {
    byte[] arrived = bytes.clone();
    Frame frame = decode(arrived);
    Consumer<Message> sees =
        observer.arrived(target, new Arrival(++arrivals, from.address(), frame));
    target.receive(frame, reply -> {
      sees.accept(reply);
      answer(from, target, frame, reply);
    });
    Arrays.fill(arrived, LEFT_BEHIND);
  }

  private void answer(SimTransport caller, SimTransport target, Frame request, Message reply) {
    if (target.closed()
        || faults.strikes(Fault.REPLY_LOST, target.address(), caller.address(), reply)) {
      return;
    }
    byte[] bytes = encode(new Frame(request.requestId(), request.envelope().back(), reply));
    travel(target.address(), caller.address(), reply, () -> {
      Frame frame = decode(bytes);
      caller.answered(frame.requestId(), frame.message());
    });
  }

  private void travel(Address from, Address to, Message message, Runnable arrival) {
    long around = detour.nanos(from, to, message);
    if (around == Detour.NONE) {
      usually(from, to, message, arrival);
    } else if (around != Detour.NOWHERE) {
      world.schedule(around, () -> {
        long waits = detour.waitsNanos(to, message);
        if (waits == 0) {
          arrival.run();
        } else {
          world.schedule(waits, arrival);
        }
      });
    }
  }

  private void usually(Address from, Address to, Message message, Runnable arrival) {
    long at = Math.max(world.nanos(), slowUntil.getOrDefault(to, 0L))
        + faults.delayNanos(from, to, message);
    if (!faults.strikes(Fault.REORDER, from, to, message)) {
      var way = new Way(from, to);
      at = Math.max(at, lastArrival.getOrDefault(way, 0L) + 1);
      lastArrival.put(way, at);
    }
    world.schedule(at - world.nanos(), arrival);
  }

  private Frame decode(byte[] bytes) {
    Message message = reader.read(Unpooled.wrappedBuffer(bytes), bytes.length);
    return new Frame(reader.requestId(), reader.envelope(), message);
  }

  private byte[] encode(Frame frame) {
    out.clear();
    Codec.encode(frame, out);
    byte[] bytes = new byte[out.readableBytes() - Codec.LENGTH_BYTES];
    out.skipBytes(Codec.LENGTH_BYTES).readBytes(bytes);
    return bytes;
  }

  /// A call under way.
  record Call(Address to, Completion<? super Message> completion, long token) {}
}
