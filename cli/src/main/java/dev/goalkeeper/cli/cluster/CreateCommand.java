package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes a table over all servers.
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a table over all servers, unless it is there.",
      "Example: goalkeeper create words"
    })
public final class CreateCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Parameters(paramLabel = "TABLE", description = "its name")
  private String table = "";

  @Override
  public Integer call() {
    try (StoreClient client = running.connect()) {
      return switch (client.createTable(table)) {
        case Outcome.Served(var served) -> {
          Outlet.of(spec).println(
              "table '" + served.name() + "' has " + served.tablets().size() + " tablets");
          yield 0;
        }
        case Outcome.Refused refused -> throw Failed.of(refused);
        case Outcome.NotDone notDone -> throw Failed.of(notDone);
        case Outcome.Unknown unknown -> throw Failed.of(unknown);
      };
    }
  }
}
