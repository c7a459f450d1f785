package dev.goalkeeper.bench.rules;

import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;

/// A task with the clauses and rows of the store's `Replica`, without what they are about: each of
/// its actions takes it to the next state of a fixed round. Four classes, as a pool has several.
abstract sealed class Copy<T extends Copy<T>> extends Task<T> {
  private final Bits bits;

  private Copy(CopyTable<T> table, int start) {
    bits = new Bits(CopyTable.ROUND, start);
    value(table.source(), 0);
    op(table.rpc());
    timer(table.rest());
  }

  Bits bits() {
    return bits;
  }

  final void next() {
    bits.next();
  }

  /// One of each class in turn.
  static Task<?> numbered(int number) {
    int start = number / 4;
    return switch (number % 4) {
      case 0 -> new First(start);
      case 1 -> new Second(start);
      case 2 -> new Third(start);
      default -> new Fourth(start);
    };
  }

  /// One of four.
  static final class First extends Copy<First> {
    private static final CopyTable<First> TABLE = new CopyTable<>(First.class);
    private static final Rules<First> RULES = TABLE.rules();

    private First(int start) {
      super(TABLE, start);
    }

    @Override
    protected Rules<First> rules() {
      return RULES;
    }
  }

  /// One of four.
  static final class Second extends Copy<Second> {
    private static final CopyTable<Second> TABLE = new CopyTable<>(Second.class);
    private static final Rules<Second> RULES = TABLE.rules();

    private Second(int start) {
      super(TABLE, start);
    }

    @Override
    protected Rules<Second> rules() {
      return RULES;
    }
  }

  /// One of four.
  static final class Third extends Copy<Third> {
    private static final CopyTable<Third> TABLE = new CopyTable<>(Third.class);
    private static final Rules<Third> RULES = TABLE.rules();

    private Third(int start) {
      super(TABLE, start);
    }

    @Override
    protected Rules<Third> rules() {
      return RULES;
    }
  }

  /// One of four.
  static final class Fourth extends Copy<Fourth> {
    private static final CopyTable<Fourth> TABLE = new CopyTable<>(Fourth.class);
    private static final Rules<Fourth> RULES = TABLE.rules();

    private Fourth(int start) {
      super(TABLE, start);
    }

    @Override
    protected Rules<Fourth> rules() {
      return RULES;
    }
  }
}
