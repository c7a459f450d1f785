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

/// Writes one object.
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    description = {
      "Writes an object, and prints its version once it is safe.",
      "Example: goalkeeper put greeting hello"})
public final class PutCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Mixin private TableOption table = new TableOption();

  @Parameters(paramLabel = "KEY", index = "0", description = "at most 64 KiB")
  private String key = "";

  @Parameters(paramLabel = "VALUE", index = "1", description = "at most 1 MiB")
  private String value = "";

  @Override
  public Integer call() {
    var object = Item.of(key, value);
    try (StoreClient client = running.connect()) {
      return switch (client.write(table.name(), object.key(), object.value())) {
        case Outcome.Written(long version) -> {
          Outlet.of(spec).println("version " + version);
          yield 0;
        }
        case Outcome.Mismatch mismatch -> throw new Failed(mismatch.toString());
        case Outcome.Refused refused -> throw Failed.of(refused);
        case Outcome.NotDone notDone -> throw Failed.of(notDone);
        case Outcome.Unknown unknown -> throw Failed.of(unknown);
      };
    }
  }
}
