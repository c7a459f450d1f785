package dev.goalkeeper.bench.ycsb;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// What callers do until all operations are done: each draws one, begins it, and when it has ended
/// the next.
final class Loop {
  private final KeySpace keys;
  private final Function<SplittableRandom, Operation> mix;
  private final Choice choice;
  private final long expected;
  private final Tally tally = new Tally();
  private final AtomicLong left = new AtomicLong();
  private long troubledMax;

  /// @param mix draws what is done next
  /// @param expected so many records will be there when all is done
  Loop(KeySpace keys, Function<SplittableRandom, Operation> mix, Choice choice, long expected) {
    this.keys = keys;
    this.mix = mix;
    this.choice = choice;
    this.expected = expected;
  }

  /// How much is to be done. Before the first caller is made.
  void allow(long operations, long troubledMax) {
    this.troubledMax = troubledMax;
    left.set(operations);
  }

  Tally tally() {
    return tally;
  }

  Caller caller(Session session, SplittableRandom chance) {
    return new Caller(session, chance);
  }

  /// One operation at a time; whoever completes it begins the next.
  final class Caller {
    private final Session session;
    private final SplittableRandom chance;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    private Caller(Session session, SplittableRandom chance) {
      this.session = session;
      this.chance = chance;
    }

    /// Begins; what it returns completes when nothing is left to do.
    CompletableFuture<Boolean> start() {
      next();
      return end;
    }

    private void next() {
      if (left.getAndDecrement() <= 0 || tally.troubled() >= troubledMax) {
        end.complete(true);
        return;
      }
      Operation operation = mix.apply(chance);
      long sentNanos = System.nanoTime();
      begin(operation).thenAccept(trouble -> {
        tally.count(operation, System.nanoTime() - sentNanos, trouble);
        next();
      }).whenComplete((_, broken) -> {
        if (broken != null) {
          end.completeExceptionally(broken);
        }
      });
    }

    private CompletionStage<Trouble> begin(Operation operation) {
      return switch (operation) {
        case READ -> session.read(number());
        case UPDATE -> session.write(number());
        case INSERT -> insert();
        case SCAN -> session.scan(number());
        case READ_MODIFY_WRITE -> session.readAndWrite(number());
      };
    }

    private CompletionStage<Trouble> insert() {
      long number = keys.claim();
      return session.write(number).thenApply(trouble -> {
        if (trouble.equals(Trouble.NONE)) {
          keys.inserted(number);
        } else {
          keys.failed(number);
        }
        return trouble;
      });
    }

    private long number() {
      return choice.next(chance, new Choice.Range(keys.known(), expected));
    }
  }
}
