package dev.goalkeeper.cli.console;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How a command that measures tells what it found: for people on standard output; or one JSON
/// object there, and the rest on standard error.
public final class ReportOption {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "one JSON object, alone on standard output")
  private boolean json;

  /// Where people see how far it is.
  public Terminal terminal() {
    return Terminal.on(json ? Outlet.errors(spec) : Outlet.of(spec));
  }

  public void print(Report report, Terminal terminal) {
    if (json) {
      PrintWriter out = Outlet.of(spec);
      out.println(report.json().line());
      out.flush();
    }
    report.lines().forEach(terminal::say);
  }
}
