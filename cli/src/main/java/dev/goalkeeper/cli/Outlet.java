package dev.goalkeeper.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command prints: what its command line was given, else the process's own streams.
final class Outlet {
  private Outlet() {}

  /// For answers.
  static PrintWriter of(@Nullable CommandSpec spec) {
    return spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
  }

  /// For what must not be mixed with answers.
  static PrintWriter errors(@Nullable CommandSpec spec) {
    return spec == null ? new PrintWriter(System.err, true) : spec.commandLine().getErr();
  }
}
