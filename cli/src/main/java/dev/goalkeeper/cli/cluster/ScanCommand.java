package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.rows.RowFormat;
import dev.goalkeeper.store.client.ScanStopped;
import dev.goalkeeper.store.client.Scanning;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Page;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints the objects of a table.
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the objects of a table, a line each: key, tab, value. The order means nothing.",
      "Example: goalkeeper scan --table words --limit 10"})
public final class ScanCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Mixin private TableOption table = new TableOption();

  @Option(names = "--limit", description = "so many objects at most (default: all)")
  private long limit = Long.MAX_VALUE;

  @Option(names = "--json", description = "each as a JSON object")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = Outlet.of(spec);
    RowFormat rows = json ? RowFormat.JSONL : RowFormat.TSV;
    try (StoreClient client = running.connect()) {
      Scanning scan = client.scan(table.name());
      for (long i = 0; i < limit && scan.hasNext(); i++) {
        Page.Line object = scan.next();
        out.println(rows.text(object.key(), object.value()));
      }
      out.flush();
      return 0;
    } catch (ScanStopped stopped) {
      throw new Failed(String.valueOf(stopped.getMessage()));
    }
  }
}
