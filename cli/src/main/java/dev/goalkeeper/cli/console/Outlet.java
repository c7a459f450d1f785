package dev.goalkeeper.cli.console;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command prints: what its command line was given, else the process's own streams. The
/// specification is one that picocli sets before it runs a command.
public final class Outlet {
  private Outlet() {}

  /// For answers.
  public static PrintWriter of(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  /// For what must not be mixed with answers.
  public static PrintWriter errors(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
