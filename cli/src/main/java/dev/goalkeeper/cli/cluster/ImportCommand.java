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
      "Example: goalkeeper import words.csv --table words",
      "Example: goalkeeper import people.csv --key id --table people"})
public final class ImportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Mixin private TableOption table = new TableOption();

  @Mixin private FormatOption format = new FormatOption();

  @Mixin private ReportOption report = new ReportOption();

  @Option(names = "--key", paramLabel = "COLUMN",
      description = "the first line of the CSV file names its columns: this one is the key, the"
          + " others are together the value, as JSON (default: there are two, key and value)")
  private @Nullable String key;

  @Option(names = "--from-line", defaultValue = "1", description = "rows before it are passed over")
  private long fromLine = 1;

  @Option(names = "--errors-max", defaultValue = "1000",
      description = "stops after more bad rows than that (default: ${DEFAULT-VALUE})")
  private long errorsMax = 1_000;

  @Parameters(paramLabel = "FILE", description = "its name ends in .csv, .tsv or .jsonl")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    if (!Files.isReadable(file)) {
      throw new BadInput("cannot read " + file);
    }
    PrintWriter errors = Outlet.errors(spec);
    Terminal progress = Terminal.on(errors);
    try (StoreClient client = running.connect();
        var reader = reader()) {
      make(client);
      var work = new Import(client, table.name(), errorsMax, progress::say);
      long size = Math.max(1, Files.size(file));
      work.run(reader, fromLine,
          read -> progress.bar("import", (double) read / size, read + " of " + size + " bytes"));
      if (work.waited()) {
        running.waits(client).forEach(progress::say);
      }
      report.print(work.report(), report.terminal());
      return work.clean() ? Status.DONE : Status.FAILED;
    } catch (IOException failed) {
      throw new Failed("cannot read " + file + ": " + failed);
    } catch (IllegalArgumentException unusable) {
      throw new BadInput(file + ": " + unusable.getMessage());
    }
  }

  private RowReader reader() throws IOException {
    RowFormat rows = format.of(file);
    String column = key;
    if (column == null) {
      return new RowReader(rows, file);
    }
    if (rows != RowFormat.CSV) {
      throw new BadInput("--key names a column of a CSV file, and " + file + " is none");
    }
    return new RowReader(file, column);
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
