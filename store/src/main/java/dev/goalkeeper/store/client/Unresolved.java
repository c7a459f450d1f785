package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.TableId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What it takes to find out what came of a mutation: see [AsyncStoreClient#retry]. It belongs to
/// the client whose mutation it was.
public final class Unresolved {
  /// There is nothing to find out, or no way to.
  static final Unresolved NONE = new Unresolved(null);

  private final @Nullable Mutation mutation;

  /// @param ticket its number, which it keeps
  /// @param table to which it was sent
  record Mutation(Route route, Asked request, Ticket ticket, TableId table) {}

  private Unresolved(@Nullable Mutation mutation) {
    this.mutation = mutation;
  }

  static Unresolved of(Call call, Ticket ticket, TableId table) {
    return new Unresolved(new Mutation(call.route(), call.request(), ticket, table));
  }

  Optional<Mutation> mutation() {
    return Optional.ofNullable(mutation);
  }

  @Override
  public String toString() {
    return mutation == null ? "nothing" : "mutation " + mutation.ticket().sequence();
  }
}
