package dev.goalkeeper.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/// A command that has run in this process: its exit status, and what it printed.
public record Ran(int status, String out, String err) {
  public static Ran goalkeeper(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int status = line.execute(arguments);
    return new Ran(status, out.toString(), err.toString());
  }

  public List<String> errorLines() {
    return err.lines().toList();
  }
}
