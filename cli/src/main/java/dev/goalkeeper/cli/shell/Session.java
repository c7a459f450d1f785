package dev.goalkeeper.cli.shell;

import dev.goalkeeper.cli.cluster.Connection;
import dev.goalkeeper.cli.cluster.CreateCommand;
import dev.goalkeeper.cli.cluster.DrainCommand;
import dev.goalkeeper.cli.cluster.DropCommand;
import dev.goalkeeper.cli.cluster.ExplainCommand;
import dev.goalkeeper.cli.cluster.ExportCommand;
import dev.goalkeeper.cli.cluster.GetCommand;
import dev.goalkeeper.cli.cluster.ImportCommand;
import dev.goalkeeper.cli.cluster.IncrCommand;
import dev.goalkeeper.cli.cluster.PutCommand;
import dev.goalkeeper.cli.cluster.RebalanceCommand;
import dev.goalkeeper.cli.cluster.RemoveCommand;
import dev.goalkeeper.cli.cluster.Running;
import dev.goalkeeper.cli.cluster.ScanCommand;
import dev.goalkeeper.cli.cluster.StatusCommand;
import dev.goalkeeper.cli.cluster.TablesCommand;
import dev.goalkeeper.cli.cluster.WhyCommand;
import dev.goalkeeper.cli.console.Status;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/// Runs lines, and keeps what they mean where they do not say it.
@Command(
    name = "goalkeeper",
    description = "Commands of this shell; COMMAND --help has more of each.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PutCommand.class,
      GetCommand.class,
      RemoveCommand.class,
      IncrCommand.class,
      ScanCommand.class,
      TablesCommand.class,
      CreateCommand.class,
      DropCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      StatusCommand.class,
      DrainCommand.class,
      RebalanceCommand.class,
      ExplainCommand.class,
      WhyCommand.class,
      HelpCommand.class,
    })
final class Session implements AutoCloseable {
  private final Connection connection = new Connection();
  private final Running running;
  private final CommandLine commands;
  private final Parser parser = new DefaultParser().eofOnUnclosedQuote(true);
  private String table;
  private boolean ended;

  /// @param table that commands mean which name none
  /// @param shell whose output, and whose way with failures, the commands share
  Session(Running running, String table, CommandLine shell) {
    this.running = running;
    this.table = table;
    this.commands = new CommandLine(this)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(shell.getOut())
        .setErr(shell.getErr())
        .setParameterExceptionHandler(shell.getParameterExceptionHandler())
        .setExecutionExceptionHandler(shell.getExecutionExceptionHandler())
        .setDefaultValueProvider(argument ->
            argument instanceof OptionSpec option ? meant(option.longestName()) : null);
    running.share(connection);
    commands.getSubcommands().values().stream()
        .flatMap(command -> command.getCommandSpec().mixins().values().stream())
        .map(CommandSpec::userObject)
        .filter(Running.class::isInstance).map(Running.class::cast)
        .forEach(each -> each.share(connection));
  }

  @Command(name = "use", description = "Means that table from now on. Example: use words")
  int use(@Parameters(paramLabel = "TABLE") String named) {
    table = named;
    return Status.DONE;
  }

  @Command(name = "exit", aliases = "quit", description = "Ends this shell; Ctrl-D does too.")
  int exit() {
    ended = true;
    return Status.DONE;
  }

  private @Nullable String meant(String option) {
    return switch (option) {
      case "--table" -> table;
      case "--coordinator" -> Running.text(running.addresses());
      default -> null;
    };
  }

  String table() {
    return table;
  }

  boolean ended() {
    return ended;
  }

  Parser parser() {
    return parser;
  }

  /// Splits a line as a shell does: quotes hold words together, and `#` begins a comment.
  ///
  /// @throws org.jline.reader.EOFError if a quote is not closed
  List<String> words(String line) {
    return line.strip().startsWith("#") ? List.of()
        : parser.parse(line, line.length(), Parser.ParseContext.ACCEPT_LINE).words().stream()
            .filter(word -> !word.isEmpty()).toList();
  }

  /// Returns the exit status.
  int run(List<String> words) {
    return words.isEmpty() ? Status.DONE : commands.execute(words.toArray(String[]::new));
  }

  void complain(String line) {
    commands.getErr().println("goalkeeper: " + line);
    commands.getErr().flush();
  }

  /// The commands by name, each with its options.
  Map<String, List<String>> vocabulary() {
    var all = new TreeMap<String, List<String>>();
    commands.getSubcommands().forEach((name, command) ->
        all.put(name, List.copyOf(command.getCommandSpec().optionsMap().keySet())));
    return all;
  }

  /// The names of the cluster's tables, as far as it tells them now.
  List<String> tables() {
    return running.tableNames();
  }

  /// Ends the connection that the commands share.
  @Override
  public void close() {
    connection.close();
  }
}
