package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/// All memory is filled that may be. Then as many die as may, and their memory is others' before
/// they come back; all end at one moment, and start again; and what is removed makes room. Nothing
/// that was acknowledged is ever lost, and no recovery is left without room.
final class Brimful {
  private static final String NAME = "brimful";

  /// Six go into each segment.
  private static final int VALUE_BYTES = 2_620;

  /// Far more than fit.
  private static final int OBJECTS_MAX = 400;

  private static final int AT_ONCE = 16;

  private final Cluster cluster;
  private final Residents servers;
  private final LastMoments.Expectation expect;
  private final RandomGenerator random;
  private final Map<Bytes, Bytes> kept = new LinkedHashMap<>();
  private int keys;

  Brimful(Cluster cluster, Residents servers, LastMoments.Expectation expect,
      RandomGenerator random) {
    this.cluster = cluster;
    this.servers = servers;
    this.expect = expect;
    this.random = random;
  }

  void befall() {
    servers.allAreUp();
    cluster.until("there is a table to fill",
        () -> cluster.ask(client -> client.createTable(NAME)) instanceof Outcome.Served);
    fill();
    isKept("it is full");
    SimProcess.Machine victim = servers.any();
    ServerId id = cluster.idAt(victim);
    servers.kill(victim);
    cluster.until("what it had is others' now",
        () -> cluster.members().stream().noneMatch(member -> member.id().equals(id)));
    isKept("one has died");
    servers.run();
    servers.allAreUp();
  }

  /// After all have died.
  void isEmptied() {
    isKept("all have died");
    makeRoom();
    cluster.until("the table is dropped",
        () -> !(cluster.ask(client -> client.dropTable(NAME)) instanceof Outcome.NotDone));
  }

  /// Until nobody has room, whatever the key is.
  private void fill() {
    int refused = 0;
    while (refused < AT_ONCE) {
      expect.accept(keys < OBJECTS_MAX, "so much is there no room for: " + keys);
      refused = write(AT_ONCE);
    }
  }

  /// Returns how many were refused for want of room.
  private int write(int number) {
    Map<Bytes, Bytes> wanted = new LinkedHashMap<>();
    List<CompletionStage<Outcome.OfWrite>> stages = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Bytes key = Bytes.utf8("key " + keys++);
      byte[] value = new byte[VALUE_BYTES];
      random.nextBytes(value);
      wanted.put(key, Bytes.of(value));
      stages.add(cluster.client().write(NAME, key, wanted.get(key)));
    }
    int refused = 0;
    var written = wanted.keySet().iterator();
    for (CompletionStage<Outcome.OfWrite> stage : stages) {
      Bytes key = written.next();
      Outcome outcome = cluster.ask(client -> stage);
      if (outcome instanceof Outcome.Written) {
        kept.put(key, wanted.get(key));
      }
      refused += outcome instanceof Outcome.Refused(Refusal reason, _)
          && reason == Refusal.NO_SPACE ? 1 : 0;
    }
    return refused;
  }

  private void isKept(String when) {
    kept.forEach((key, value) -> {
      Outcome read = cluster.ask(client -> client.read(NAME, key));
      expect.accept(
          (read instanceof Outcome.Value(_, Bytes found) && found.equals(value))
              || read instanceof Outcome.NotDone,
          when + ", and of " + key + " is there " + read);
    });
  }

  private void makeRoom() {
    kept.keySet().forEach(key -> cluster.ask(client -> client.remove(NAME, key)));
    int refused = write(AT_ONCE);
    expect.accept(refused < AT_ONCE, "all was removed, and there is no room for anything");
  }
}
