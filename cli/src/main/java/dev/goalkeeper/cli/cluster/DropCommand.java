package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Drops a table.
@Command(
    name = "drop",
    mixinStandardHelpOptions = true,
    description = {
      "Drops a table with all that is in it, at once and for good. It ends when nobody serves the",
      "table any more; its memory is free a little later. Exit status 1: there is no such table.",
      "Example: goalkeeper drop words"})
public final class DropCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  @Parameters(paramLabel = "TABLE", description = "its name")
  private String table = "";

  @Override
  public Integer call() {
    try (StoreClient client = running.connect()) {
      return switch (client.dropTable(table)) {
        case Outcome.Dropped(var id) -> {
          print(id.value(), Outlet.of(spec));
          yield 0;
        }
        case Outcome.Refused refused -> throw Failed.of(refused);
        case Outcome.NotDone notDone -> throw Failed.of(notDone);
        case Outcome.Unknown unknown -> throw Failed.of(unknown);
      };
    }
  }

  private void print(long id, PrintWriter out) {
    if (json) {
      var fields = new LinkedHashMap<String, Json>();
      fields.put("name", Json.of(table));
      fields.put("id", Json.of(id));
      out.println(new Json.Fields(fields).line());
    } else {
      out.println("table '" + table + "' is dropped");
    }
    out.flush();
  }
}
