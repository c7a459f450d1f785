package dev.goalkeeper.store.server;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Inspection;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Answers questions about a process and the tasks of its pool. On the pool's thread.
final class Inspector {
  private final Pool pool;
  private final Supplier<Report> status;

  Inspector(Pool pool, Supplier<Report> status) {
    this.pool = pool;
    this.status = status;
  }

  Reply.ToInspect answer(Inspect request) {
    return switch (request.kind()) {
      case STATUS -> said(status.get());
      case FIRINGS -> said(firings());
      case EXPLAIN -> about(request.subject(), pool::explain);
      case WHY -> about(request.subject(), pool::why);
    };
  }

  private Report firings() {
    var report = new Report();
    pool.firings().forEach((table, rows) -> {
      report.line(table).put(table, rows);
      rows.forEach((row, count) -> report.line("  %-4s %,d".formatted(row, count)));
    });
    return report;
  }

  private Reply.ToInspect about(String name, Function<Task<?>, String> question) {
    Optional<Task<?>> task = pool.find(name);
    if (task.isEmpty()) {
      return new Refused(Refusal.UNKNOWN_SUBJECT,
          "there is no task '" + name + "' here: status lists the names");
    }
    String text = question.apply(task.get());
    return said(new Report().line(text.stripTrailing())
        .put("task", name).put("row", pool.latest(task.get()).row()).put("text", text));
  }

  private static Reply.ToInspect said(Report report) {
    String json = report.json();
    boolean fits = json.getBytes(StandardCharsets.UTF_8).length <= Limits.INSPECTION_BYTES_MAX;
    return new Inspection(
        cut(report.text()), fits ? json : Json.of(Report.object("error", "too much to tell")));
  }

  private static String cut(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= Limits.INSPECTION_BYTES_MAX) {
      return text;
    }
    // A character cut in half becomes one that is longer: some room is left for it.
    return new String(bytes, 0, Limits.INSPECTION_BYTES_MAX - 4, StandardCharsets.UTF_8);
  }
}
