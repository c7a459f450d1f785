package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.Floor;
import dev.goalkeeper.bench.RawCalls;
import dev.goalkeeper.cli.fleet.Child;
import dev.goalkeeper.cli.fleet.Jvm;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The processes of the [Floor].
final class FloorChain implements AutoCloseable {
  private static final int HEAP_MEGABYTES = 32;

  /// Longer than any pause of the one who asks, so that the floor never sleeps while it is
  /// measured; short enough that it is out of the way soon after.
  private static final int POLL_MICROS = 5_000;

  private static final Duration START_MAX = Duration.ofSeconds(20);
  private static final Pattern SAYS = Pattern.compile("^floor listens on ([0-9]+)$");

  private final List<Child> children = new ArrayList<>();
  private final Path directory;
  private final Floor.Sizes sizes;
  private final boolean polling;
  private int primaryPort;

  private FloorChain(Path directory, Floor.Sizes sizes, boolean polling) {
    this.directory = directory;
    this.sizes = sizes;
    this.polling = polling;
  }

  /// @param replicas none for a bare echo
  static FloorChain start(
      Path directory, Floor.Sizes sizes, int replicas, boolean polling) {
    var chain = new FloorChain(directory, sizes, polling);
    boolean up = false;
    try {
      chain.begin(replicas);
      up = true;
      return chain;
    } finally {
      if (!up) {
        chain.close();
      }
    }
  }

  /// Calls of it.
  RawCalls calls() {
    var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), primaryPort);
    return new RawCalls(to, new byte[sizes.ask()], sizes.answer(), polling);
  }

  @Override
  public void close() {
    children.forEach(Child::close);
  }

  private void begin(int replicas) {
    var ports = new ArrayList<String>();
    for (int i = 1; i <= replicas; i++) {
      spawn("replica" + i, sizes.copy(), sizes.done(), List.of());
    }
    children.forEach(replica -> ports.add(replica.await(SAYS, START_MAX).group(1)));
    Child primary = spawn("primary", sizes.ask(), sizes.answer(), ports);
    primaryPort = Integer.parseInt(primary.await(SAYS, START_MAX).group(1));
  }

  private Child spawn(String name, int askBytes, int answerBytes, List<String> ports) {
    var arguments = new ArrayList<String>();
    IntStream.of(polling ? POLL_MICROS : 0, askBytes, sizes.copy(), sizes.done(), answerBytes)
        .forEach(number -> arguments.add(Integer.toString(number)));
    arguments.addAll(ports);
    var jvm = Jvm.of(Floor.class, HEAP_MEGABYTES, Jvm.Compiler.OPTIMIZING);
    Child child = Child.start(name, directory.resolve(name), jvm, arguments);
    children.add(child);
    return child;
  }
}
