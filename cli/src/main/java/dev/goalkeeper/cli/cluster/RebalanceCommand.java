package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Refusal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Spreads the tablets over the servers.
@Command(
    name = "rebalance",
    mixinStandardHelpOptions = true,
    description = {
      "Spreads the tablets so that all servers have about as many objects: a server that has",
      "joined gets its share. Tablets move while they are used; whatever is too large is divided.",
      "If it is stopped, run it again: it plans from what is then.",
      "Example: goalkeeper rebalance --dry-run"})
public final class RebalanceCommand implements Callable<Integer> {
  private static final Duration GLANCE = Duration.ofMillis(200);

  /// Of one step that something comes in the way of: some minutes.
  private static final int TRIES_MAX = 100;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Option(names = "--dry-run", description = "prints what it would do, and does nothing")
  private boolean dryRun;

  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    try (StoreClient client = running.connect()) {
      List<Balance.Step> steps = Balance.plan(Spread.of(client, running.addresses()));
      PrintWriter out = Outlet.of(spec);
      Terminal progress = Terminal.on(Outlet.errors(spec));
      int done = 0;
      for (Balance.Step step : steps) {
        if (!json) {
          out.println(step);
          out.flush();
        }
        if (!dryRun) {
          take(client, step);
          done++;
          progress.bar("rebalance", (double) done / steps.size(),
              done + " of " + steps.size() + " steps");
        }
      }
      print(steps, done, out);
      return 0;
    }
  }

  private static void take(StoreClient client, Balance.Step step) {
    switch (step) {
      case Balance.Step.Split(String table, long hash) ->
          until(step, () -> client.splitTablet(table, hash));
      case Balance.Step.Move move ->
          until(step, () -> client.moveTablet(move.table(), move.hash(), move.to()));
    }
  }

  /// To ask again is no error, and is how one waits for what takes longer.
  private static void until(Balance.Step step, Supplier<Outcome.OfTable> question) {
    Outcome.OfTable last = question.get();
    for (int i = 0; i < TRIES_MAX && !(last instanceof Outcome.Served); i++) {
      if (last instanceof Outcome.Refused refused && refused.reason() != Refusal.BUSY) {
        throw new Failed(step + ": " + refused.text());
      }
      Pause.of(GLANCE);
      last = question.get();
    }
    if (!(last instanceof Outcome.Served)) {
      throw new Failed(step + ": " + last + "; run it again, it goes on from there");
    }
  }

  private void print(List<Balance.Step> steps, int done, PrintWriter out) {
    if (json) {
      var fields = new LinkedHashMap<String, Json>();
      fields.put("steps", new Json.Items(
          steps.stream().map(step -> Json.of(step.toString())).toList()));
      fields.put("done", Json.of(done));
      out.println(new Json.Fields(fields).line());
    } else {
      out.println(steps.isEmpty() ? "all servers have about as much already"
          : dryRun ? steps.size() + " steps would be taken" : done + " steps taken");
    }
    out.flush();
  }
}
