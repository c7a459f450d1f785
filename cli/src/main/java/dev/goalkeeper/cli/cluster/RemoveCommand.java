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

/// Removes one object.
@Command(
    name = "remove",
    aliases = "del",
    mixinStandardHelpOptions = true,
    description = {
      "Removes an object, and prints its version. Exit status 1: there was none.",
      "Example: goalkeeper del greeting"})
public final class RemoveCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Mixin private TableOption table = new TableOption();

  @Parameters(paramLabel = "KEY", description = "the object's key")
  private String key = "";

  @Override
  public Integer call() {
    var object = Item.of(key, "");
    try (StoreClient client = running.connect()) {
      return switch (client.remove(table.name(), object.key())) {
        case Outcome.Removed(long version) -> {
          Outlet.of(spec).println("removed version " + version);
          yield 0;
        }
        case Outcome.Absent _ -> throw new Failed("no object '" + key + "' in table '"
            + table.name() + "'");
        case Outcome.Mismatch mismatch -> throw new Failed(mismatch.toString());
        case Outcome.Refused refused -> throw Failed.of(refused);
        case Outcome.NotDone notDone -> throw Failed.of(notDone);
        case Outcome.Unknown unknown -> throw Failed.of(unknown);
      };
    }
  }
}
