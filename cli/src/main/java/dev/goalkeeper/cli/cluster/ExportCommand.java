package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.rows.Columns;
import dev.goalkeeper.cli.rows.RowFormat;
import dev.goalkeeper.store.client.ScanStopped;
import dev.goalkeeper.store.client.Scanning;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Page;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes the objects of a table into a file. Half a file is never left behind.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes all objects of a table into a file, as import reads it.",
      "Example: goalkeeper export words.csv --table words",
      "Example: goalkeeper export people.csv --columns id,name,city --table people"})
public final class ExportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Mixin private TableOption table = new TableOption();

  @Mixin private FormatOption format = new FormatOption();

  @Option(names = "--columns", paramLabel = "NAME,...", split = ",",
      description = "the columns of a CSV file that was imported with --key, in its order")
  private List<String> columns = List.of();

  @Option(names = "--key", paramLabel = "COLUMN",
      description = "with --columns: which of them is the key (default: the first)")
  private @Nullable String key;

  @Parameters(paramLabel = "FILE", description = "its name ends in .csv, .tsv or .jsonl")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (StoreClient client = running.connect()) {
      long count = write(client, shape(), part);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      Outlet.of(spec).println(count + " rows written to " + file);
      return 0;
    } catch (IOException failed) {
      throw new Failed("cannot write " + file + ": " + failed);
    } catch (ScanStopped | IllegalArgumentException stopped) {
      throw new Failed(stopped.getMessage() + "; nothing was written to " + file);
    }
  }

  /// How the file looks.
  ///
  /// @param top its first line, or nothing
  private record Shape(String top, BiFunction<Bytes, Bytes, String> row) {}

  private Shape shape() {
    RowFormat rows = format.of(file);
    if (columns.isEmpty()) {
      return new Shape(rows.header().map(line -> line + "\n").orElse(""), rows::text);
    }
    if (rows != RowFormat.CSV) {
      throw new BadInput("--columns are those of a CSV file, and " + file + " is none");
    }
    String own = key;
    try {
      var named = new Columns(columns, own == null ? columns.getFirst() : own);
      return new Shape(named.header() + "\n", named::text);
    } catch (IllegalArgumentException unusable) {
      throw new BadInput("--columns: " + unusable.getMessage());
    }
  }

  private long write(StoreClient client, Shape shape, Path part) throws IOException {
    Terminal progress = Terminal.on(Outlet.errors(spec));
    long count = 0;
    try (BufferedWriter out = Files.newBufferedWriter(part)) {
      out.write(shape.top());
      for (Scanning scan = client.scan(table.name()); scan.hasNext(); count++) {
        Page.Line object = scan.next();
        out.write(shape.row().apply(object.key(), object.value()) + "\n");
        progress.bar("export", scan.share(), count + " rows");
      }
    } catch (ScanStopped | IllegalArgumentException stopped) {
      Files.deleteIfExists(part);
      throw stopped;
    }
    return count;
  }
}
