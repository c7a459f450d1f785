package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.ServerId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Empties a server, so that it can be stopped.
@Command(
    name = "drain",
    mixinStandardHelpOptions = true,
    description = {
      "Has a server give its tablets to others while they are used, and waits until it has none:",
      "then it may be stopped, and nobody has to recover anything. It goes on if this command is",
      "stopped, and gets no tablets until --undo. Exit status 1: there would be too few servers.",
      "Example: goalkeeper drain s3.1"})
public final class DrainCommand implements Callable<Integer> {
  private static final Duration GLANCE = Duration.ofMillis(200);

  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Option(names = "--undo", description = "it may have tablets again")
  private boolean undo;

  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  @Parameters(paramLabel = "SERVER", description = "its id, such as s3.1, or its HOST:PORT")
  private String server = "";

  @Override
  public Integer call() {
    try (StoreClient client = running.connect()) {
      ServerId id = find(client);
      int left = ask(client, id);
      int all = left;
      Terminal progress = Terminal.on(Outlet.errors(spec));
      while (!undo && left > 0) {
        Pause.of(GLANCE);
        left = ask(client, id);
        all = Math.max(all, left);
        progress.bar("drain", (double) (all - left) / Math.max(1, all),
            (all - left) + " of " + all + " tablets have left");
      }
      print(id, all - left, left, Outlet.of(spec));
      return 0;
    }
  }

  private ServerId find(StoreClient client) {
    if (client.membership() instanceof Outcome.Listed(Membership list)) {
      return list.members().stream().filter(Member::up)
          .filter(member -> member.id().toString().equals(server)
              || member.address().toString().equals(server))
          .map(Member::id).findFirst().orElseThrow(() -> new Failed("no server '" + server
              + "' is up: goalkeeper status lists them"));
    }
    throw new Failed("the coordinator has not told which servers there are");
  }

  private int ask(StoreClient client, ServerId id) {
    return switch (client.drainServer(id, !undo)) {
      case Outcome.Draining(int left) -> left;
      case Outcome.Refused refused -> throw Failed.of(refused);
      case Outcome.NotDone notDone -> throw Failed.of(notDone);
      case Outcome.Unknown unknown -> throw Failed.of(unknown);
    };
  }

  private void print(ServerId id, int gone, int left, PrintWriter out) {
    if (json) {
      var fields = new LinkedHashMap<String, Json>();
      fields.put("server", Json.of(id.toString()));
      fields.put("draining", new Json.Flag(!undo));
      fields.put("tablets_gone", Json.of(gone));
      fields.put("tablets_left", Json.of(left));
      out.println(new Json.Fields(fields).line());
    } else if (undo) {
      out.println(id + " may have tablets again");
    } else {
      out.println(id + " is empty and may be stopped");
    }
    out.flush();
  }
}
