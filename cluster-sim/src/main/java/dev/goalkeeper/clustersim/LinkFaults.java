package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Message;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// How the network of one simulation behaves. Without faults every message takes a little time, and
/// messages from one server to another stay in order.
final class LinkFaults {
  private static final long DELAY_NANOS_MIN = Duration.ofNanos(20_000).toNanos();
  private static final long DELAY_NANOS_SPREAD = Duration.ofNanos(30_000).toNanos();
  private static final int SLOW_FACTOR = 100;

  /// How late a second copy may come: long after its replica was freed or moved.
  static final Duration STRAGGLE_MAX = Duration.ofMillis(600);

  private final Map<Fault, Double> chances = new EnumMap<>(Fault.class);
  private final RandomGenerator random;
  private final Faults faults;
  private boolean healed;

  LinkFaults(RandomGenerator random, Faults faults) {
    this.random = random;
    this.faults = faults;
  }

  LinkFaults with(Fault fault, double chance) {
    chances.put(fault, chance);
    return this;
  }

  /// From now on nothing goes wrong any more.
  void heal() {
    healed = true;
  }

  /// @param message that the fault would befall
  boolean strikes(Fault fault, Address from, Address to, Message message) {
    return !healed && faults.strikes(
        fault, random.nextDouble() < chances.getOrDefault(fault, 0.0),
        () -> message.getClass().getSimpleName() + " from " + from + " to " + to);
  }

  /// Changes one bit at that place or behind it.
  void flipOne(byte[] bytes, int from) {
    int at = from + random.nextInt(bytes.length - from);
    bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
  }

  long straggleNanos() {
    return random.nextLong(STRAGGLE_MAX.toNanos());
  }

  long delayNanos(Address from, Address to, Message message) {
    long usual = DELAY_NANOS_MIN + random.nextLong(DELAY_NANOS_SPREAD);
    return strikes(Fault.DELAY, from, to, message) ? usual * SLOW_FACTOR : usual;
  }
}
