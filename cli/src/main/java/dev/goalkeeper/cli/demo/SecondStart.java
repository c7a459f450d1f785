package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.cluster.Readback;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A cluster of which every process has ended is started again on what they left: all that its
/// former servers held is recovered by the new ones, unless something of it is gone. Then a client
/// that has done nothing yet reads everything.
final class SecondStart {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /// For a few megabytes of each server.
  private static final Duration RECOVERED_MAX = Duration.ofSeconds(60);

  /// All servers are up: what is missing for so long nobody has.
  private static final Duration MISSING_MAX = Duration.ofSeconds(5);

  private final Fleet fleet;
  private final Terminal terminal;

  /// How it ended.
  ///
  /// @param took until all was served again
  /// @param waiting recoveries that wait for what is missing, in words; then nobody reads
  /// @param readback what the client found; nothing, if something is missing
  record Result(Duration took, List<String> waiting, Readback readback) {
    static final Readback NONE = new Readback(0, 0, 0, 0);

    boolean ok() {
      return waiting.isEmpty() && readback.ok() && readback.sought() > 0;
    }
  }

  /// How far the coordinator says that recoveries are.
  private record Progress(long servers, int former, List<String> incomplete) {
    boolean over() {
      return former == 0;
    }

    boolean stuck() {
      return former > 0 && former == incomplete.size();
    }
  }

  SecondStart(Fleet fleet, Terminal terminal) {
    this.fleet = fleet;
    this.terminal = terminal;
  }

  /// Starts the cluster again, and has everything read.
  Result run(Proof proof) {
    terminal.say("Starting all " + fleet.servers().size() + " servers and the coordinator again, "
        + "on what is on disk");
    long began = System.nanoTime();
    fleet.startAgain();
    List<String> waiting = awaitRecovered(began);
    var took = Duration.ofNanos(System.nanoTime() - began);
    if (!waiting.isEmpty()) {
      terminal.say("They are up, and do not serve all: something of what they held is missing");
      waiting.forEach(each -> terminal.say("  " + each));
      return new Result(took, waiting, Result.NONE);
    }
    terminal.say(String.format(Locale.ROOT, "All is served again, %.2f s after the start",
        took.toMillis() / 1e3));
    return new Result(took, waiting, proof.readBack(fleet.coordinators()));
  }

  /// Why some of it will not be; nothing once all is.
  private List<String> awaitRecovered(long began) {
    long moved = System.nanoTime();
    Progress before = new Progress(0, Integer.MAX_VALUE, List.of());
    try (StoreClient client = StoreClient.connect(ClientOptions.of(fleet.coordinators()))) {
      while (true) {
        Progress now = look(client).orElse(before);
        if (now.over()) {
          return List.of();
        }
        moved = now.equals(before) ? moved : System.nanoTime();
        before = now;
        long silent = System.nanoTime() - moved;
        if ((now.stuck() && silent > MISSING_MAX.toNanos())
            || System.nanoTime() - began > RECOVERED_MAX.toNanos()) {
          return now.incomplete().isEmpty() ? List.of("recoveries are not over after "
              + RECOVERED_MAX.toSeconds() + " s; see the coordinator's log") : now.incomplete();
        }
        terminal.bar("recovering", 1 - now.former() / (double) fleet.servers().size(),
            now.former() + " logs of former servers to go");
        Pause.of(LOOK_EVERY);
      }
    }
  }

  private Optional<Progress> look(StoreClient client) {
    var status = new Inspect(Inspect.Kind.STATUS, "");
    if (client.membership() instanceof Outcome.Listed listed
        && client.inspect(fleet.coordinators().getFirst(), status)
            instanceof Outcome.Inspected said) {
      List<Member> members = listed.membership().members();
      long up = members.stream().filter(Member::up).count();
      var incomplete = new ArrayList<String>();
      for (Json recovery : Json.parse(said.json()).at("recoveries").items()) {
        if (recovery.at("incomplete").flag()) {
          incomplete.add(recovery.at("crashed").text() + ": " + recovery.at("text").text());
        }
      }
      return Optional.of(
          new Progress(up, (int) (members.size() - up), List.copyOf(incomplete)));
    }
    return Optional.empty();
  }
}
