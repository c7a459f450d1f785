package dev.goalkeeper.bench.timeline;

import dev.goalkeeper.bench.Workload;
import java.util.function.Consumer;

/// Redis: reads over one connection, and over another one writes that wait for all replicas.
public final class RedisTarget implements Target {
  private final RedisLine reads;
  private final RedisLine writes;
  private final Workload workload;

  /// @param leader who is asked, and again whenever a connection has ended
  public RedisTarget(RedisLine.Leader leader, Workload workload) {
    this.workload = workload;
    this.reads = RedisLine.open("reads", leader);
    this.writes = RedisLine.open("writes", leader);
  }

  @Override
  public void begin(Kind kind, int number, Consumer<String> ended) {
    String key = workload.key(number).text();
    switch (kind) {
      case READ -> reads.ask(_ -> RedisLine.command("GET", key), 1, ended);
      case WRITE -> writes.ask(replicas ->
          RedisLine.command("SET", key, workload.value().text())
              + RedisLine.command("WAIT", "" + replicas, "0"), 2, ended);
    }
  }

  @Override
  public void flush() {
    reads.flush();
    writes.flush();
  }

  @Override
  public void close() {
    reads.close();
    writes.close();
  }
}
