package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.store.wire.Inspect;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints how every process of the cluster stands.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Prints how every process of the cluster stands, with the names of its tasks.",
      "Example: goalkeeper status"
    })
public final class StatusCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Override
  public Integer call() {
    return running.inspectAll(new Inspect(Inspect.Kind.STATUS, ""), Outlet.of(spec));
  }
}
