package dev.goalkeeper.cli;

import dev.goalkeeper.bench.NotMeasured;
import dev.goalkeeper.cli.bench.BenchCommand;
import dev.goalkeeper.cli.chaos.ChaosCommand;
import dev.goalkeeper.cli.check.CheckCommand;
import dev.goalkeeper.cli.check.ExampleCommand;
import dev.goalkeeper.cli.cluster.CoordinatorCommand;
import dev.goalkeeper.cli.cluster.CreateCommand;
import dev.goalkeeper.cli.cluster.DrainCommand;
import dev.goalkeeper.cli.cluster.DropCommand;
import dev.goalkeeper.cli.cluster.ExplainCommand;
import dev.goalkeeper.cli.cluster.ExportCommand;
import dev.goalkeeper.cli.cluster.FsckCommand;
import dev.goalkeeper.cli.cluster.GetCommand;
import dev.goalkeeper.cli.cluster.ImportCommand;
import dev.goalkeeper.cli.cluster.IncrCommand;
import dev.goalkeeper.cli.cluster.PutCommand;
import dev.goalkeeper.cli.cluster.ReadbackCommand;
import dev.goalkeeper.cli.cluster.RebalanceCommand;
import dev.goalkeeper.cli.cluster.RemoveCommand;
import dev.goalkeeper.cli.cluster.ScanCommand;
import dev.goalkeeper.cli.cluster.ServerCommand;
import dev.goalkeeper.cli.cluster.StatusCommand;
import dev.goalkeeper.cli.cluster.TablesCommand;
import dev.goalkeeper.cli.cluster.WhyCommand;
import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.cli.demo.DemoCommand;
import dev.goalkeeper.cli.mutation.MutateCommand;
import dev.goalkeeper.cli.shell.ShellCommand;
import dev.goalkeeper.cli.sim.SimCommand;
import dev.goalkeeper.store.fsck.JournalUnreadable;
import dev.goalkeeper.store.storage.StorageRefused;
import dev.goalkeeper.store.transport.CannotListen;
import dev.goalkeeper.zookeeper.EmbeddedFailed;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The `goalkeeper` command: one entry point for every subcommand.
///
/// Exit status: 0 done, 1 not done (nothing found, a proof that fails), 2 bad input. What goes
/// wrong is one line on standard error.
@Command(
    name = "goalkeeper",
    description = "A replicated in-memory store whose fault tolerance is rules, tasks and pools.",
    mixinStandardHelpOptions = true,
    version = "goalkeeper 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ChaosCommand.class,
      CoordinatorCommand.class,
      ServerCommand.class,
      CreateCommand.class,
      DropCommand.class,
      DrainCommand.class,
      RebalanceCommand.class,
      PutCommand.class,
      GetCommand.class,
      RemoveCommand.class,
      IncrCommand.class,
      ScanCommand.class,
      TablesCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      ShellCommand.class,
      StatusCommand.class,
      ExplainCommand.class,
      WhyCommand.class,
      FsckCommand.class,
      ReadbackCommand.class,
      SimCommand.class,
      ExampleCommand.class,
      CheckCommand.class,
      BenchCommand.class,
      MutateCommand.class,
      GenerateCompletion.class,
    })
public final class Main {
  private Main() {}

  /// Runs one command and exits with its status.
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /// The command, for a caller that stays alive.
  static CommandLine commandLine() {
    var line = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Main::badParameter);
    line.setExecutionExceptionHandler(
        (failure, command, _) -> failed(failure, command.getErr()));
    return line;
  }

  private static int badParameter(ParameterException wrong, String... arguments) {
    CommandLine command = wrong.getCommandLine();
    say(command.getErr(), firstLine(wrong) + "; see "
        + command.getCommandSpec().qualifiedName(" ") + " --help");
    return Status.BAD_INPUT;
  }

  private static int failed(Exception failure, PrintWriter err) {
    return switch (failure) {
      case BadInput _, CannotListen _, StorageRefused _, EmbeddedFailed _, JournalUnreadable _ -> {
        say(err, firstLine(failure));
        yield Status.BAD_INPUT;
      }
      case Failed _, NotMeasured _ -> {
        say(err, String.valueOf(failure.getMessage()));
        yield Status.FAILED;
      }
      case Exception _ -> {
        LoggerFactory.getLogger(Main.class).error("a command failed", failure);
        say(err, failure + "; this is a defect, please report it with what is above");
        yield Status.FAILED;
      }
    };
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("").replaceFirst(
        "[.]$", "");
  }

  private static void say(PrintWriter err, String line) {
    err.println("goalkeeper: " + line);
    err.flush();
  }
}
