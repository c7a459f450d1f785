package dev.goalkeeper.cli.shell;

import dev.goalkeeper.cli.cluster.Running;
import dev.goalkeeper.cli.cluster.TableOption;
import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// One command after the other.
@Command(
    name = "shell",
    mixinStandardHelpOptions = true,
    description = {
      "Runs one command after the other against a cluster: put, get, del, incr, scan, tables, ...;",
      "help lists them, use TABLE changes the table, exit ends. From a file or a pipe it ends at",
      "the first line that fails, with that line's exit status; # begins a comment.",
      "Example: goalkeeper shell",
      "Example: printf 'put a 1\\nget a\\n' | goalkeeper shell"})
public final class ShellCommand implements Callable<Integer> {
  private static final Path HISTORY =
      Path.of(System.getProperty("user.home", "."), ".goalkeeper", "history");

  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Mixin private TableOption table = new TableOption();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "commands, a line each (default: the terminal, or standard input)")
  private @Nullable Path file;

  @Override
  public Integer call() {
    try (var session = new Session(
        running, table.name(), Objects.requireNonNull(spec).commandLine())) {
      return run(session);
    }
  }

  private int run(Session session) {
    Path script = file;
    if (script != null) {
      return run(script, session);
    }
    if (Terminal.present()) {
      return new Prompt(session, HISTORY).run();
    }
    return new Script("standard input", session).run(
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())));
  }

  private static int run(Path script, Session session) {
    try (BufferedReader lines = Files.newBufferedReader(script, StandardCharsets.UTF_8)) {
      return new Script(script.toString(), session).run(lines);
    } catch (IOException failed) {
      throw new BadInput("cannot read " + script + ": " + failed);
    }
  }
}
