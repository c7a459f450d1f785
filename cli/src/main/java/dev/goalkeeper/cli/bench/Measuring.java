package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.console.Folders;
import dev.goalkeeper.cli.console.Report;
import dev.goalkeeper.cli.console.ReportOption;
import dev.goalkeeper.cli.console.Terminal;
import java.nio.file.Path;

/// What every measurement of processes has around it: a folder for their files, which is left for a
/// look at the logs if it fails, and the report.
final class Measuring {
  private Measuring() {}

  /// What is measured.
  @FunctionalInterface
  interface Measurement<R extends Report> {
    /// Starts processes, measures, and ends them.
    ///
    /// @param home for the files of all processes
    R measure(Path home, Terminal terminal);
  }

  /// Measures, and prints what was found.
  static <R extends Report> R run(ReportOption report, Measurement<R> measurement) {
    Terminal terminal = report.terminal();
    Path home = Folders.fresh("bench");
    R found = measurement.measure(home, terminal);
    Folders.delete(home);
    report.print(found, terminal);
    return found;
  }
}
