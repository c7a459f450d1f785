package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.rows.Field;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Bytes;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Reads one object.
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = {
      "Prints an object's value. Exit status 1: there is no such object.",
      "Example: goalkeeper get greeting"})
public final class GetCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Mixin private TableOption table = new TableOption();

  @Parameters(paramLabel = "KEY", description = "the object's key")
  private String key = "";

  @Override
  public Integer call() {
    var object = Item.of(key, "");
    try (StoreClient client = running.connect()) {
      return switch (client.read(table.name(), object.key())) {
        case Outcome.Value(long _, Bytes bytes) -> {
          OptionalLong number = Field.number(bytes);
          Outlet.of(spec).println(
              number.isPresent() ? Long.toString(number.getAsLong()) : bytes.text());
          yield 0;
        }
        case Outcome.Absent _ -> throw new Failed("no object '" + key + "' in table '"
            + table.name() + "'");
        case Outcome.Refused refused -> throw Failed.of(refused);
        case Outcome.NotDone notDone -> throw Failed.of(notDone);
        case Outcome.Unknown unknown -> throw Failed.of(unknown);
      };
    }
  }
}
