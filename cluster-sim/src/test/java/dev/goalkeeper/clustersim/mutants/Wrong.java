package dev.goalkeeper.clustersim.mutants;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.GroupInput;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Literal;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.coordinator.ServerList;
import dev.goalkeeper.store.log.Effect;
import dev.goalkeeper.store.log.EntryWalker;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.Verdict;
import dev.goalkeeper.store.master.Durability;
import dev.goalkeeper.store.membership.Leases;
import dev.goalkeeper.store.metadata.Batch;
import dev.goalkeeper.store.metadata.Deposed;
import dev.goalkeeper.store.metadata.MetadataStore;
import dev.goalkeeper.store.metadata.Records;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameClaim;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// What mutants call instead of the right thing. Each takes what the right call is made on, then
/// its arguments. Public for the changed classes, which live in other packages.
public final class Wrong {
  private Wrong() {}

  /// Instead of [Clauses#peer]: a fact that nothing is waited for, since it always holds.
  public static <T extends Task<T>, P extends Task<P>> Fact<T> always(
      Clauses<T> clauses,
      String name,
      LinkInput<T, P> link,
      Supplier<? extends Literal<P>> statement,
      boolean absent) {
    return clauses.fact(name, task -> true, link);
  }

  /// Instead of [Clauses#peer]: a fact that nothing is waited for, since it never holds.
  public static <T extends Task<T>, P extends Task<P>> Fact<T> never(
      Clauses<T> clauses,
      String name,
      LinkInput<T, P> link,
      Supplier<? extends Literal<P>> statement,
      boolean absent) {
    return clauses.fact(name, task -> false, link);
  }

  /// Instead of [Clauses#count]: one member fewer is enough.
  public static <T extends Task<T>, M extends Task<M>> Fact<T> oneFewer(
      Clauses<T> clauses,
      String name,
      GroupInput<T, M> group,
      Supplier<? extends Literal<M>> statement,
      ToIntFunction<T> atLeast) {
    return clauses.count(name, group, statement, task -> atLeast.applyAsInt(task) - 1);
  }

  /// Instead of [Clauses#count]: none at all is enough.
  public static <T extends Task<T>, M extends Task<M>> Fact<T> nobodyNeeded(
      Clauses<T> clauses,
      String name,
      GroupInput<T, M> group,
      Supplier<? extends Literal<M>> statement,
      ToIntFunction<T> atLeast) {
    return clauses.count(name, group, statement, task -> 0);
  }

  /// Instead of [Clauses#peer]: true while the peer does not state it yet.
  public static <T extends Task<T>, P extends Task<P>> Fact<T> denied(
      Clauses<T> clauses,
      String name,
      LinkInput<T, P> link,
      Supplier<? extends Literal<P>> statement,
      boolean absent) {
    return clauses.peer(name, link, () -> statement.get().not(), absent);
  }

  /// Instead of [Clauses#all]: whatever the members state.
  public static <T extends Task<T>, M extends Task<M>> Fact<T> anyhow(
      Clauses<T> clauses,
      String name,
      GroupInput<T, M> group,
      Supplier<? extends Literal<M>> statement) {
    return clauses.count(name, group, statement, task -> 0);
  }

  /// Instead of [Clauses#all]: one of them is enough.
  public static <T extends Task<T>, M extends Task<M>> Fact<T> one(
      Clauses<T> clauses,
      String name,
      GroupInput<T, M> group,
      Supplier<? extends Literal<M>> statement) {
    return clauses.count(name, group, statement, task -> 1);
  }

  /// Instead of [Membership#members]: those who are up.
  public static List<Member> living(Membership list) {
    return list.members().stream().filter(Member::up).toList();
  }

  /// Instead of [Membership#version]: newer than all.
  public static long newest(Membership list) {
    return Long.MAX_VALUE;
  }

  /// Instead of [Math#max]: the lesser of the two.
  public static int lesser(int one, int other) {
    return Math.min(one, other);
  }

  /// Instead of [Tablet#tenure]: as if the tablet were new.
  public static long fresh(Tablet tablet) {
    return 0;
  }

  /// Instead of [Log#appendResult]: nothing is written.
  public static long unlogged(
      Log log, TableId table, long keyHash, Once once, Effect effect) {
    return 0;
  }

  /// Instead of [Log#appendResult]: now and then, it comes first into the next segment.
  public static long apart(
      Log log, TableId table, long keyHash, Once once, Effect effect) {
    if (once.sequence() % 16 == 0) {
      var _ = log.roll();
    }
    return log.appendResult(table, keyHash, once, effect);
  }

  /// Instead of [Log#end]: nothing is waited for.
  public static LogPosition start(Log log) {
    return LogPosition.START;
  }

  /// Instead of [Once#acknowledged]: whatever comes later is taken to acknowledge what was before.
  public static long allBefore(Once once) {
    return once.sequence() - 1;
  }

  /// Instead of [Leases#atMost] and [Leases#atLeast]: as if clocks were right.
  public static long exactly(Duration spell) {
    return spell.toNanos();
  }

  /// Instead of [Durability#whenCertified]: whether it is safe or not.
  public static void atOnce(Durability durability, LogPosition position, Runnable answer) {
    answer.run();
  }

  /// Instead of [Group#size]: a loop to there leaves out the last member.
  public static int allButOne(Group<?> group) {
    return group.size() - 1;
  }

  /// Instead of [LogPosition#compareTo]: whatever it is compared with is reached.
  public static int reached(LogPosition position, LogPosition other) {
    return 0;
  }

  /// Instead of [Frame#publishToForce]: neither block is what the disk has already.
  public static void inBothBlocks(Frame frame, FrameMetadata metadata) {
    frame.publishToForce(metadata);
    frame.seal();
  }

  /// Instead of [Frame#claims]: what was said before is not looked at.
  public static List<FrameClaim> newestOnly(Frame frame) {
    return List.of(frame.claims().getFirst());
  }

  /// Instead of [EntryWalker#verify]: no byte is looked at.
  public static Verdict believed(EntryWalker walker, Certificate certified) {
    return new Verdict.Whole(certified);
  }

  /// Instead of [Math#max]: the first of the two, which may be the lesser.
  public static long unraised(long before, long other) {
    return before;
  }

  /// Instead of [MetadataStore#write]: it is said to be done as soon as it is sent.
  public static void presumed(
      MetadataStore store, Batch batch, Completion<Long> done, long token) {
    store.write(batch, new Unheard(), 0);
    done.complete(token, batch.number());
  }

  /// Nobody looks at what comes of it.
  private static final class Unheard implements Completion<Long> {
    @Override
    public void complete(long token, Long value) {}

    @Override
    public void fail(long token, Throwable cause) {}
  }

  /// Instead of [Records#write]: whoever leads, it is done.
  public static void unfenced(Records records, Batch batch) throws Deposed {
    records.write(new Batch(records.term(), batch.number(), batch.changes()));
  }

  /// Instead of [ServerList#nextRecovery]: as many as there are dead, and were before.
  public static void counted(ServerList servers, LongConsumer drawn) {
    servers.nextRecovery(number -> drawn.accept(servers.crashed().size()));
  }
}
