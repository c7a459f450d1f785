package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.NotMeasured;
import dev.goalkeeper.bench.RawCalls;
import dev.goalkeeper.bench.Workload;
import dev.goalkeeper.bench.timeline.RedisLine;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.cli.fleet.Child;
import dev.goalkeeper.store.client.Put;
import dev.goalkeeper.store.wire.Mode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Redis processes: a master and its replicas, in memory only or with every write forced.
final class RedisGroup implements AutoCloseable {
  private static final String PROGRAM = "redis-server";
  private static final String OK = "+OK\r\n";
  private static final String HOST = "127.0.0.1";
  private static final Duration START_MAX = Duration.ofSeconds(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /// Runs a program, and ends it when standard input ends, or when told to.
  private static final String UNTIL_INPUT_ENDS =
      "\"$@\" & trap \"kill $!\" EXIT; trap exit TERM INT HUP; read -r _; exit 0";

  private final List<Child> children = new ArrayList<>();

  /// Of those that are left; the master's is the first.
  private final List<Integer> ports = new ArrayList<>();

  private final Path directory;
  private final boolean synced;

  private RedisGroup(Path directory, Mode mode) {
    this.directory = directory;
    this.synced = mode == Mode.SYNCED;
  }

  /// @throws Failed if it is not installed
  static void requireInstalled() {
    boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    if (!installed) {
      throw new Failed("--peer redis: there is no " + PROGRAM + " on the path; install it, "
          + "or leave the option out");
    }
  }

  /// @param mode synced has every process force what it is told, as ours do
  static RedisGroup start(Path directory, int replicas, Mode mode) {
    var group = new RedisGroup(directory, mode);
    boolean up = false;
    try {
      group.begin(replicas);
      up = true;
      return group;
    } finally {
      if (!up) {
        group.close();
      }
    }
  }

  /// Writes to it: `SET`, and `WAIT` for all replicas, in one buffer.
  RawCalls writes(Workload workload, boolean polling) {
    int replicas = children.size() - 1;
    String value = workload.value().text();
    String key = workload.key(0).text();
    String request = RedisLine.command("SET", key, value)
        + RedisLine.command("WAIT", "" + replicas, "0");
    String answer = OK + ":" + replicas + "\r\n";
    return new RawCalls(address(), bytes(request), answer.length(), polling);
  }

  /// Reads from it: `GET`, of an object that is written first.
  RawCalls reads(Workload workload, boolean polling) {
    String value = workload.value().text();
    String key = workload.key(0).text();
    fill(List.of(new Put(workload.key(0), workload.value())));
    int answer = ("$" + value.length() + "\r\n" + value + "\r\n").length();
    return new RawCalls(address(), bytes(RedisLine.command("GET", key)), answer, polling);
  }

  /// Writes objects, to all replicas too.
  void fill(List<Put> objects) {
    var request = new StringBuilder();
    objects.forEach(each ->
        request.append(RedisLine.command("SET", each.key().text(), each.value().text())));
    int replicas = ports.size() - 1;
    request.append(RedisLine.command("WAIT", "" + replicas, "0"));
    String answer = OK.repeat(objects.size()) + ":" + replicas + "\r\n";
    if (!ask(ports.getFirst(), request.toString(), answer.length()).equals(answer)) {
      throw new Failed("Redis does not take what it should hold; see " + directory);
    }
  }

  /// SIGKILL for the master, without waiting.
  void strikeMaster() {
    // What was started is a shell, which has the program as its child.
    ProcessHandle.of(children.getFirst().pid()).stream().flatMap(ProcessHandle::children)
        .forEach(ProcessHandle::destroyForcibly);
  }

  /// Who leads. Whoever says that the master has gone has a replica promoted, and the others follow
  /// it: there is nobody else here who would.
  RedisLine.Leader leader() {
    return this::after;
  }

  private synchronized RedisLine.Leader.Seat after(RedisLine.Leader.Seat gone) {
    if (gone.address().equals(address())) {
      ports.removeFirst();
      String leader = "" + ports.getFirst();
      ask(ports.getFirst(), RedisLine.command("REPLICAOF", "NO", "ONE"), OK.length());
      ports.stream().skip(1).forEach(port ->
          ask(port, RedisLine.command("REPLICAOF", HOST, leader), OK.length()));
    }
    return new RedisLine.Leader.Seat(address(), ports.size() - 1);
  }

  @Override
  public void close() {
    children.forEach(Child::close);
  }

  private void begin(int replicas) {
    spawn("master", List.of());
    for (int i = 1; i <= replicas; i++) {
      spawn("replica" + i, List.of("--replicaof", HOST, "" + ports.getFirst()));
    }
    long deadline = System.nanoTime() + START_MAX.toNanos();
    while (!answers(replicas)) {
      if (System.nanoTime() > deadline) {
        throw new Failed("Redis is not up after " + START_MAX.toSeconds() + " s; see "
            + directory);
      }
      Pause.of(LOOK_EVERY);
    }
  }

  private void spawn(String name, List<String> more) {
    int port = freePort();
    ports.add(port);
    var line = new ArrayList<>(List.of("sh", "-c", UNTIL_INPUT_ENDS, name, PROGRAM,
        "--port", "" + port, "--bind", HOST, "--save", "",
        "--appendonly", synced ? "yes" : "no", "--appendfsync", "always",
        "--repl-diskless-sync-delay", "0", "--dir", folder(name).toString()));
    line.addAll(more);
    children.add(Child.run(name, directory.resolve(name), line));
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(directory.resolve(name + "-files"));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot make a folder for redis in " + directory, failed);
    }
  }

  /// True once a write reaches all replicas.
  private boolean answers(int replicas) {
    String request = RedisLine.command("SET", "started", "1")
        + RedisLine.command("WAIT", "" + replicas, "100");
    return ask(ports.getFirst(), request, (OK + ":0\r\n").length()).contains(":" + replicas);
  }

  /// What the one at that port answers; nothing if it does not.
  private static String ask(int port, String request, int answerBytes) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) START_MAX.toMillis());
      socket.getOutputStream().write(bytes(request));
      byte[] answer = socket.getInputStream().readNBytes(answerBytes);
      return new String(answer, StandardCharsets.US_ASCII);
    } catch (IOException notYet) {
      return "";
    }
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.getFirst());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Free a moment ago: Redis cannot choose one and say which.
  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new NotMeasured("no free port: " + failed.getMessage());
    }
  }
}
