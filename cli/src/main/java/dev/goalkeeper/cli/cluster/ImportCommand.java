package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.ReportOption;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.rows.RowFormat;
import dev.goalkeeper.cli.rows.RowReader;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes the rows of a file into a table.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the rows of a file into a table, which is made if need be. Bad rows are told and "
          + "passed over. Exit status 1: not all rows are in the table.",
      "Example: goalkeeper import words.csv --table words"})
public final class ImportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Mixin private TableOption table = new TableOption();

  @Mixin private FormatOption format = new FormatOption();

  @Mixin private ReportOption report = new ReportOption();

  @Option(names = "--from-line", defaultValue = "1", description = "rows before it are passed over")
  private long fromLine = 1;

  @Option(names = "--errors-max", defaultValue = "1000",
      description = "stops after more bad rows than that (default: ${DEFAULT-VALUE})")
  private long errorsMax = 1_000;

  @Parameters(paramLabel = "FILE", description = "its name ends in .csv, .tsv or .jsonl")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    RowFormat rows = format.of(file);
    if (!Files.isReadable(file)) {
      throw new BadInput("cannot read " + file);
    }
    PrintWriter errors = Outlet.errors(spec);
    Terminal progress = Terminal.on(errors);
    try (StoreClient client = running.connect();
        var reader = new RowReader(rows, file)) {
      make(client);
      var work = new Import(client, table.name(), errorsMax, progress::say);
      long size = Math.max(1, Files.size(file));
      work.run(reader, fromLine,
          read -> progress.bar("import", (double) read / size, read + " of " + size + " bytes"));
      report.print(work.report(), report.terminal());
      return work.clean() ? Status.DONE : Status.FAILED;
    } catch (IOException failed) {
      throw new Failed("cannot read " + file + ": " + failed);
    }
  }

  private void make(StoreClient client) {
    switch (client.createTable(table.name())) {
      case Outcome.Served _ -> { }
      case Outcome.Refused refused -> throw Failed.of(refused);
      case Outcome.NotDone notDone -> throw Failed.of(notDone);
      case Outcome.Unknown unknown -> throw Failed.of(unknown);
    }
  }
}
