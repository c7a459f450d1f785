package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.rows.RowFormat;
import dev.goalkeeper.store.client.ScanStopped;
import dev.goalkeeper.store.client.Scanning;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Page;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes the objects of a table into a file. Half a file is never left behind.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes all objects of a table into a file, as import reads it.",
      "Example: goalkeeper export words.csv --table words"})
public final class ExportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Mixin private TableOption table = new TableOption();

  @Mixin private FormatOption format = new FormatOption();

  @Parameters(paramLabel = "FILE", description = "its name ends in .csv, .tsv or .jsonl")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    RowFormat rows = format.of(file);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (StoreClient client = running.connect()) {
      long count = write(client, rows, part);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      Outlet.of(spec).println(count + " rows written to " + file);
      return 0;
    } catch (IOException failed) {
      throw new Failed("cannot write " + file + ": " + failed);
    } catch (ScanStopped stopped) {
      throw new Failed(stopped.getMessage() + "; nothing was written to " + file);
    }
  }

  private long write(StoreClient client, RowFormat rows, Path part) throws IOException {
    Terminal progress = Terminal.on(Outlet.errors(spec));
    long count = 0;
    try (BufferedWriter out = Files.newBufferedWriter(part)) {
      if (rows.header().isPresent()) {
        out.write(rows.header().get() + "\n");
      }
      for (Scanning scan = client.scan(table.name()); scan.hasNext(); count++) {
        Page.Line object = scan.next();
        out.write(rows.text(object.key(), object.value()) + "\n");
        progress.bar("export", scan.share(), count + " rows");
      }
    } catch (ScanStopped stopped) {
      Files.deleteIfExists(part);
      throw stopped;
    }
    return count;
  }
}
