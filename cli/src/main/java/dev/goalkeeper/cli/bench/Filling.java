package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/// Fills tables before something is measured.
final class Filling {
  /// Fills segments quickly; a megabyte is the most that there may be.
  static final int VALUE_BYTES = 16 << 10;

  private static final int UNDER_WAY = 32;

  private final AsyncStoreClient async;
  private final Terminal terminal;

  Filling(AsyncStoreClient async, Terminal terminal) {
    this.async = async;
    this.terminal = terminal;
  }

  /// Makes a table, with one tablet for each of those owners.
  void createTable(String table, List<ServerId> owners) {
    Outcome made = StoreClient.over(async).createTable(table, owners);
    if (!(made instanceof Outcome.Served)) {
      throw new Failed("no table: " + made);
    }
  }

  /// Writes that much, each object under a key of its own.
  ///
  /// @return how many objects
  int fill(String table, int megabytes) {
    int count = (int) (((long) megabytes << 20) / VALUE_BYTES);
    write(table, count, Filling::key, Bytes.of(new byte[VALUE_BYTES]));
    return count;
  }

  /// Writes so many objects with that value.
  void write(String table, int count, IntFunction<Bytes> keys, Bytes value) {
    var underWay = new ArrayDeque<CompletableFuture<Outcome.OfWrite>>();
    String all = (((long) count * value.length()) >> 20) + " MB";
    for (int number = 0; number < count; number++) {
      terminal.bar("filling", (double) number / count, all);
      underWay.add(async.write(table, keys.apply(number), value).toCompletableFuture());
      if (underWay.size() == UNDER_WAY) {
        requireWritten(underWay.remove().join());
      }
    }
    underWay.forEach(each -> requireWritten(each.join()));
  }

  private static Bytes key(int number) {
    return Bytes.utf8("filled%09d".formatted(number));
  }

  private static void requireWritten(Outcome outcome) {
    if (!(outcome instanceof Outcome.Written)) {
      throw new Failed("a write was not acknowledged: " + outcome);
    }
  }
}
