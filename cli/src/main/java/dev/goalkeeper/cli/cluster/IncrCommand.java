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

/// Adds to a number.
@Command(
    name = "incr",
    mixinStandardHelpOptions = true,
    description = {
      "Adds to a number (64 bits with sign, 8 bytes), and prints what it is then; where there is "
          + "nothing, to 0.",
      "Example: goalkeeper incr visits 1"})
public final class IncrCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Mixin private TableOption table = new TableOption();

  @Parameters(paramLabel = "KEY", index = "0", description = "the number's key")
  private String key = "";

  @Parameters(paramLabel = "BY", index = "1", defaultValue = "1",
      description = "default: ${DEFAULT-VALUE}")
  private long by = 1;

  @Override
  public Integer call() {
    var object = Item.of(key, "");
    try (StoreClient client = running.connect()) {
      return switch (client.increment(table.name(), object.key(), by)) {
        case Outcome.Incremented(long _, long number) -> {
          Outlet.of(spec).println(number);
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
