package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.TableList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// A table is dropped by its id, and callers know its name.
final class Named {
  private Named() {}

  /// Goes on with the id of the table of that name.
  static CompletionStage<Outcome.OfDrop> of(Outcome.OfTables known, String name,
      Function<TableId, CompletionStage<Outcome.OfDrop>> drop) {
    return switch (known) {
      case Outcome.Tables(List<TableList.Line> tables) -> tables.stream()
          .filter(table -> table.name().equals(name)).findFirst()
          .map(table -> drop.apply(table.id()))
          .orElseGet(() -> CompletableFuture.completedFuture(new Outcome.Refused(
              Refusal.UNKNOWN_TABLE, "there is no table '" + name + "'")));
      case Outcome.Refused refused -> CompletableFuture.completedFuture(refused);
      case Outcome.NotDone notDone -> CompletableFuture.completedFuture(notDone);
      case Outcome.Unknown _ -> CompletableFuture.completedFuture(
          new Outcome.NotDone("nobody has told which tables there are"));
    };
  }
}
