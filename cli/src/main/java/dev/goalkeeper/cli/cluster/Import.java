package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Report;
import dev.goalkeeper.cli.rows.Row;
import dev.goalkeeper.cli.rows.RowReader;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.Put;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Writes the rows of a file into a table, many at once. What is wrong with a row is told, and
/// stops nothing; what is wrong with the store ends it, and says from which line to go on. Rows
/// written again are what they were.
final class Import {
  /// Rows that are asked for together: enough for every server to have some.
  private static final int BATCH_ROWS = 1_000;

  private static final int BATCH_BYTES = 4 << 20;

  /// Keys that are remembered to tell of those that come twice: about 100 MB. In larger files only
  /// those near each other are told.
  private static final int KEYS_MAX = 1_000_000;

  private final StoreClient client;
  private final String table;
  private final long errorsMax;
  private final Consumer<String> complaints;
  private final Map<Bytes, Long> lines = new LinkedHashMap<>();
  private final List<Row.Good> batch = new ArrayList<>();
  private int batchBytes;
  private long written;
  private long bad;
  private long again;
  private boolean waited;
  private @Nullable Stop stop;

  /// Where it has stopped.
  private record Stop(long line, String why) {}

  /// @param errorsMax bad rows after which it stops
  /// @param complaints get a line each
  Import(StoreClient client, String table, long errorsMax, Consumer<String> complaints) {
    this.client = client;
    this.table = table;
    this.errorsMax = errorsMax;
    this.complaints = complaints;
  }

  /// Reads to the end, or to where it has to stop.
  ///
  /// @param fromLine rows before it are passed over
  /// @param progress is told how many bytes have been read, now and then
  void run(RowReader rows, long fromLine, LongConsumer progress) throws IOException {
    for (Optional<Row> row = rows.next(); row.isPresent() && stop == null; row = rows.next()) {
      if (row.get().line() >= fromLine) {
        take(row.get());
        progress.accept(rows.bytes());
      }
    }
    if (stop == null) {
      flush();
    }
  }

  /// Whether it had to stop because the store did not do what it was asked in time.
  boolean waited() {
    return waited;
  }

  /// Whether every row is in the table.
  boolean clean() {
    return bad == 0 && stop == null;
  }

  private void take(Row row) {
    switch (row) {
      case Row.Bad(long line, String why) -> complain(line, why);
      case Row.Good good -> {
        Long before = lines.size() < KEYS_MAX
            ? lines.putIfAbsent(good.key(), good.line()) : lines.get(good.key());
        if (before != null) {
          again++;
          complaints.accept("line " + good.line() + ": its key was in line " + before
              + " already; this one holds now");
          // Those of one batch are done in any order.
          flush();
        }
        batch.add(good);
        batchBytes += good.key().length() + good.value().length();
        if (batch.size() == BATCH_ROWS || batchBytes > BATCH_BYTES) {
          flush();
        }
      }
    }
  }

  private void complain(long line, String why) {
    bad++;
    complaints.accept("line " + line + ": " + why);
    if (bad > errorsMax) {
      flush();
      stopAt(line, "more than " + errorsMax + " bad rows");
    }
  }

  private void flush() {
    List<Outcome.OfWrite> outcomes = client.multiWrite(
        table, batch.stream().map(row -> new Put(row.key(), row.value())).toList());
    for (int i = 0; i < outcomes.size(); i++) {
      settle(batch.get(i).line(), outcomes.get(i));
    }
    batch.clear();
    batchBytes = 0;
  }

  private void settle(long line, Outcome.OfWrite outcome) {
    switch (outcome) {
      case Outcome.Written _ -> written++;
      case Outcome.Refused refused when refused.reason() == Refusal.TOO_LARGE
          || refused.reason() == Refusal.INVALID -> {
        bad++;
        complaints.accept("line " + line + ": " + refused.text());
      }
      case Outcome.Refused(Refusal _, String text) -> stopAt(line, text);
      case Outcome.NotDone(String text) -> late(line, text);
      case Outcome.Unknown(String text, var _) -> late(line, text);
      case Outcome.Mismatch mismatch -> stopAt(line, mismatch.toString());
    }
  }

  private void late(long line, String why) {
    waited = true;
    stopAt(line, why);
  }

  /// The first of a batch: those after it may be written or not, and are written again.
  private void stopAt(long line, String why) {
    if (stop == null) {
      stop = new Stop(line, why);
    }
  }

  /// What came of it.
  Report report() {
    Optional<Stop> stopped = Optional.ofNullable(stop);
    return new Report() {
      @Override
      public Json json() {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("written", Json.of(written));
        fields.put("bad", Json.of(bad));
        fields.put("again", Json.of(again));
        stopped.ifPresent(at -> {
          fields.put("stopped_at_line", Json.of(at.line()));
          fields.put("why", Json.of(at.why()));
        });
        return new Json.Fields(fields);
      }

      @Override
      public List<String> lines() {
        var said = new ArrayList<String>();
        said.add(written + " rows written, " + bad + " bad, " + again + " keys came again");
        stopped.ifPresent(at -> said.add("stopped: " + at.why() + "; all rows before line "
            + at.line() + " are done: go on with --from-line " + at.line()));
        return said;
      }
    };
  }
}
