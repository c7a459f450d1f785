package dev.goalkeeper.store.backup;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.wire.ServerId;
import java.util.Comparator;

/// Gives back the frames of masters that have crashed and were recovered: what is kept of their
/// logs is of no use to anybody.
public final class Garbage extends Task<Garbage> {
  /// Frames freed in one firing, each with two metadata blocks to write: a moment.
  static final int BATCH_MAX = 16;

  static final Clauses<Garbage> C = Clauses.of(Garbage.class);

  static final Input<Garbage> LIST = C.value("list");
  static final Fact<Garbage> LEFT = C.fact("garbage left", Garbage::left, LIST);

  static final Rules<Garbage> RULES = C.rules()
      .goal("G",                  LEFT.not())
      .rule("B1", Garbage::free,  LEFT)
      .build();

  private final BackupService backup;
  private final Members members;

  /// @param members who is in the cluster, and who has left it, as far as this server knows
  public Garbage(BackupService backup, Members members) {
    this.backup = backup;
    this.members = members;
    watch(LIST, members.changes());
  }

  @Override
  protected Rules<Garbage> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "garbage";
  }

  /// Replicas that are of no use.
  public int count() {
    return backup.masters().stream().filter(members::departed)
        .mapToInt(master -> (int) backup.of(master).count()).sum();
  }

  private boolean left() {
    return backup.masters().stream().anyMatch(members::departed);
  }

  private void free() {
    ServerId departed =
        backup.masters().stream().filter(members::departed).min(Comparator.naturalOrder())
            .orElseThrow();
    backup.forget(departed, BATCH_MAX);
  }
}
