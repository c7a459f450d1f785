package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.client.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// What happens to a cluster whose coordinator is replaced while operations run: nothing that
/// anybody outside could see.
final class Succession {
  private final SimulatedWorld world;
  private final Cluster cluster;
  private final Faults faults;
  private final LastMoments.Expectation expect;
  private final RandomGenerator random;
  private final List<SimProcess> deposed = new ArrayList<>();

  Succession(SimulatedWorld world, Cluster cluster, Faults faults,
      LastMoments.Expectation expect) {
    this.world = world;
    this.cluster = cluster;
    this.faults = faults;
    this.expect = expect;
    this.random = world.random("succession");
  }

  /// It dies, and another is started.
  void dies(Workload words, int operationsPerKey) {
    unseen(words, operationsPerKey, this::kill);
  }

  /// Another one takes its place while it lives; it ends as soon as it finds out.
  void isDeposed(Workload words, int operationsPerKey) {
    unseen(words, operationsPerKey, this::depose);
    ended();
  }

  /// Whoever was deposed has found out.
  void ended() {
    cluster.until("former coordinators end",
        () -> deposed.stream().noneMatch(SimProcess::alive));
  }

  void kill() {
    faults.followed(Fault.COORDINATOR_CRASH, () -> "the leading one dies");
    cluster.coordinators().crash();
  }

  void depose() {
    SimCoordinators.Deposition[] all = SimCoordinators.Deposition.values();
    SimCoordinators.Deposition how = all[random.nextInt(all.length)];
    faults.followed(Fault.DEPOSED, () -> "the leading coordinator lives, and is " + how);
    deposed.add(cluster.coordinators().depose(how));
  }

  /// Where servers are up. Under which ids does not count: one that asked twice to be enlisted may
  /// get its second one only now.
  private Set<String> servers() {
    return cluster.up().stream().map(member -> member.address().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void unseen(Workload words, int operationsPerKey, Runnable what) {
    Set<String> before = servers();
    words.begin(operationsPerKey);
    world.run(Duration.ofMillis(random.nextInt(5)));
    what.run();
    cluster.until("every operation ended", words::idle);
    cluster.until("the servers are known again", () -> !cluster.up().isEmpty());
    Set<String> after = servers();
    expect.accept(before.equals(after), "the servers are " + after + ", and were " + before);
    Outcome.OfTable known = cluster.ask(
        client -> client.createTable(words.table().name(), List.of()));
    expect.accept(known instanceof Outcome.Served(var table)
        && table.id().equals(words.table().id()), "the table is another one: " + known);
  }
}
