package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.store.wire.Inspect;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What led to a task's last firing.
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Prints which firings and events led to a task's last firing.",
      "Example: goalkeeper why cleaner"
    })
public final class WhyCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Parameters(paramLabel = "TASK", description = "its name, as status prints it")
  private String task = "";

  @Override
  public Integer call() {
    return running.inspectAll(new Inspect(Inspect.Kind.WHY, task), Outlet.of(spec));
  }
}
