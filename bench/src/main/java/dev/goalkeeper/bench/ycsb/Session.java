package dev.goalkeeper.bench.ycsb;

import dev.goalkeeper.store.client.AsyncTable;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.ScanCursor;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.Page;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.Tablet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The operations on a table, one at a time. This is the binding: what YCSB calls a `DB`.
///
/// **Short ranges.** The store keeps no order of keys. Scans go by one of its own, in which all
/// keys lie as by a hash; so the records of a range have nothing to do with each other, but the
/// same range is the same records again. A page has up to 128 KiB, however few records are wanted.
final class Session {
  private static final int SCAN_RECORDS_MAX = 100;

  private final AsyncTable table;
  private final Table tablets;
  private final Records records;
  private final SplittableRandom chance;

  /// @param tablets of the table, as they were when it was made
  Session(AsyncTable table, Table tablets, Records records, SplittableRandom chance) {
    this.table = table;
    this.tablets = tablets;
    this.records = records;
    this.chance = chance;
  }

  CompletionStage<Trouble> read(long number) {
    Bytes key = records.key(number);
    return table.read(key).thenApply(outcome -> checked(key, outcome));
  }

  CompletionStage<Trouble> write(long number) {
    return table.write(records.key(number), records.value(number, chance.nextLong()))
        .thenApply(Trouble::of);
  }

  /// Whatever was written meanwhile is written over, as with YCSB.
  CompletionStage<Trouble> readAndWrite(long number) {
    return read(number).thenCompose(trouble -> trouble.equals(Trouble.NONE)
        ? write(number) : CompletableFuture.completedFuture(trouble));
  }

  /// Up to a hundred records, fewer at the end of the table, from a place on that is the key's own.
  CompletionStage<Trouble> scan(long number) {
    long hash = KeyHash.of(records.key(number));
    Tablet first = tablets.tablet(hash);
    var from = new ScanCursor.Part(first.firstHash(), Tablet.HASH_LAST, hash, Bytes.EMPTY);
    return scan(new ScanCursor(tablets.id(), List.of(from)), 1 + chance.nextInt(SCAN_RECORDS_MAX));
  }

  private CompletionStage<Trouble> scan(ScanCursor cursor, int wanted) {
    return table.scan(cursor).thenCompose(outcome -> {
      if (!(outcome instanceof Outcome.Scanned(List<Page.Line> page, ScanCursor next))) {
        return CompletableFuture.completedFuture(Trouble.of(outcome));
      }
      if (!page.stream().limit(wanted).allMatch(each -> records.fits(each.key(), each.value()))) {
        return CompletableFuture.completedFuture(Trouble.DAMAGED);
      }
      int left = wanted - page.size();
      return left <= 0 || next.done()
          ? CompletableFuture.completedFuture(Trouble.NONE) : scan(next, left);
    });
  }

  private Trouble checked(Bytes key, Outcome.OfRead outcome) {
    return outcome instanceof Outcome.Value(long _, Bytes value) && !records.fits(key, value)
        ? Trouble.DAMAGED : Trouble.of(outcome);
  }
}
