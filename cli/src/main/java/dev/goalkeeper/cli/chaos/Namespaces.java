package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.zookeeper.Ensemble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Each machine is a network namespace of its own with an address of its own, all on one bridge, to
/// which this process belongs as well. What is dropped is dropped by each namespace's packet filter
/// (nftables): single pairs, and single directions of them, as between real machines.
///
/// It needs Linux, root, and the programs `ip` and `nft`.
final class Namespaces implements Network {
  private static final int STEP_SECONDS_MAX = 10;
  private static final int PORT = 7_000;
  private static final int ZOOKEEPER_PORT = 2_181;

  /// 198.18.0.0/15 is set aside for tests of networks: nobody has an address in it.
  private static final String PREFIX = "198.18.";

  private static final int NETWORKS = 250;

  /// Names of devices are short.
  private final String name;

  private final String network;
  private final List<Namespace> hosts = new ArrayList<>();

  private Namespaces(long process) {
    this.name = "gk" + process;
    this.network = PREFIX + (1 + process % NETWORKS) + ".";
  }

  /// Why this machine, or this process, cannot have it; empty if it can.
  static String lacking() {
    if (!works("nft", "--version")) {
      return "there is no program 'nft' here";
    }
    String trial = "gk" + ProcessHandle.current().pid() + "t";
    if (!works("ip", "netns", "add", trial)) {
      return "this process may not make network namespaces";
    }
    boolean filters = works("ip", "netns", "exec", trial, "nft", "add", "table", "inet", "chaos");
    works("ip", "netns", "delete", trial);
    return filters ? "" : "network namespaces have no packet filter here";
  }

  /// The bridge, with nobody on it yet.
  ///
  /// @throws Failed if it cannot be made
  static Namespaces make(int hostsMax) {
    if (hostsMax > NETWORKS) {
      throw new IllegalArgumentException("hosts: " + hostsMax);
    }
    var made = new Namespaces(ProcessHandle.current().pid());
    step("ip", "link", "add", made.name, "type", "bridge");
    step("ip", "address", "add", made.network + "1/24", "dev", made.name);
    step("ip", "link", "set", made.name, "up");
    return made;
  }

  @Override
  public String told() {
    return "network namespaces and nftables";
  }

  @Override
  public Host host(String ignored) {
    int number = hosts.size() + 2;
    String space = name + "n" + number;
    String device = name + "v" + number;
    step("ip", "netns", "add", space);
    var host = new Namespace(space, device, network + number);
    hosts.add(host);
    step("ip", "link", "add", device, "type", "veth", "peer", "name", "eth0", "netns", space);
    step("ip", "link", "set", device, "master", name, "up");
    host.step("ip", "address", "add", host.ip + "/24", "dev", "eth0");
    host.step("ip", "link", "set", "lo", "up");
    host.step("ip", "link", "set", "eth0", "up");
    return host;
  }

  @Override
  public Ensemble ensemble(int coordinators) {
    return new Ensemble(hosts.subList(0, coordinators).stream()
        .map(host -> new Address(host.ip, ZOOKEEPER_PORT)).toList());
  }

  @Override
  public boolean severs() {
    return true;
  }

  @Override
  public void sever(Host from, Host to) {
    if (from instanceof Namespace sender && to instanceof Namespace receiver) {
      receiver.deafTo(sender);
    }
  }

  @Override
  public void mend() {
    hosts.forEach(Namespace::reconnect);
  }

  @Override
  public void close() {
    hosts.forEach(Namespace::delete);
    works("ip", "link", "delete", name);
  }

  /// One namespace.
  static final class Namespace implements Host {
    private final String space;
    private final String device;
    private final String ip;
    private final Set<String> unheard = new TreeSet<>();

    private Namespace(String space, String device, String ip) {
      this.space = space;
      this.device = device;
      this.ip = ip;
    }

    @Override
    public List<String> launcher() {
      return List.of("ip", "netns", "exec", space);
    }

    @Override
    public List<String> listening() {
      return List.of("--host=" + ip, "--port=" + PORT);
    }

    @Override
    public void listens(Address there) {
      if (!there.equals(address())) {
        throw new Failed("a process on " + space + " listens on " + there);
      }
    }

    @Override
    public Address address() {
      return new Address(ip, PORT);
    }

    @Override
    public List<Address> reaching(List<Address> others) {
      return others;
    }

    @Override
    public void cutOff(boolean inbound, boolean outbound) {
      filter(inbound ? "drop" : "", outbound ? "drop" : "");
    }

    @Override
    public void reconnect() {
      unheard.clear();
      filter("", "");
    }

    /// Whoever sends or receives anything meanwhile finds its connection broken.
    @Override
    public void disconnect() {
      String reset = "meta l4proto tcp reject with tcp reset";
      filter(reset, reset);
    }

    /// The space itself goes when the last connection in it does.
    private void delete() {
      works("ip", "link", "delete", device);
      works("ip", "netns", "delete", space);
    }

    private void deafTo(Namespace sender) {
      unheard.add(sender.ip);
      filter(unheard.stream().map(each -> "ip saddr " + each + " drop")
          .collect(Collectors.joining("; ")), "");
    }

    /// What a process here tells itself always arrives.
    private void filter(String in, String out) {
      String rules = "flush ruleset\ntable inet chaos {\n"
          + chain("input", "iif lo accept; " + in) + chain("output", "oif lo accept; " + out)
          + "}\n";
      String said = run(rules, List.of("ip", "netns", "exec", space, "nft", "-f", "-"));
      if (!said.isEmpty()) {
        throw new Failed("no packet filter in " + space + ": " + said);
      }
    }

    private static String chain(String hook, String rules) {
      return "chain " + hook + " { type filter hook " + hook + " priority 0; " + rules + "; }\n";
    }

    private void step(String... line) {
      var all = new ArrayList<>(launcher());
      all.addAll(List.of(line));
      Namespaces.step(all.toArray(String[]::new));
    }
  }

  private static void step(String... line) {
    String said = run("", List.of(line));
    if (!said.isEmpty()) {
      throw new Failed(String.join(" ", line) + ": " + said);
    }
  }

  private static boolean works(String... line) {
    return run("", List.of(line)).isEmpty();
  }

  /// What a program complains about; empty if it has done what it was asked.
  private static String run(String input, List<String> line) {
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      try (var to = process.outputWriter(StandardCharsets.UTF_8)) {
        to.write(input);
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(STEP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "it does not end";
      }
      return process.exitValue() == 0 ? "" : "status " + process.exitValue() + ", " + said.strip();
    } catch (IOException failed) {
      return String.valueOf(failed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
