package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.TableList;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lists the tables of a cluster.
@Command(
    name = "tables",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the tables, a line each: name, tab, number of tablets.",
      "Example: goalkeeper tables"})
public final class TablesCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Option(names = "--json", description = "one JSON array")
  private boolean json;

  @Override
  public Integer call() {
    try (StoreClient client = running.connect()) {
      return switch (client.tables()) {
        case Outcome.Tables(List<TableList.Line> tables) -> {
          print(tables, Outlet.of(spec));
          yield 0;
        }
        case Outcome.Refused refused -> throw Failed.of(refused);
        case Outcome.NotDone notDone -> throw Failed.of(notDone);
        case Outcome.Unknown unknown -> throw Failed.of(unknown);
      };
    }
  }

  private void print(List<TableList.Line> tables, PrintWriter out) {
    if (json) {
      out.println(new Json.Items(tables.stream().map(TablesCommand::json).toList()).line());
    } else {
      tables.forEach(table -> out.println(table.name() + "\t" + table.tablets()));
    }
    out.flush();
  }

  private static Json json(TableList.Line table) {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("name", Json.of(table.name()));
    fields.put("id", Json.of(table.id().value()));
    fields.put("tablets", Json.of(table.tablets()));
    return new Json.Fields(fields);
  }
}
