package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.Effect;
import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Absent;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Increment;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.Mismatch;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Remove;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.Scan;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Value;
import dev.goalkeeper.store.wire.Versions;
import dev.goalkeeper.store.wire.Write;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Operations on single objects of a master's tablets.
final class ObjectService {
  private static final ValueLayout.OfLong NUMBER =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /// What an increment finds where there is nothing.
  private static final MemorySegment ZERO =
      MemorySegment.ofArray(new byte[Long.BYTES]).asReadOnly();

  /// A number on its way into the log.
  private final MemorySegment scratch = MemorySegment.ofArray(new byte[Long.BYTES]);
  private final Log log;
  private final OwnedTablets tablets;
  private final Answers answers;
  private final Admission admission;
  private final ExactlyOnce once;
  private final ScanService scans;

  ObjectService(
      Log log, OwnedTablets tablets, Answers answers, Admission admission, ExactlyOnce once) {
    this.log = log;
    this.tablets = tablets;
    this.answers = answers;
    this.admission = admission;
    this.once = once;
    this.scans = new ScanService(log);
  }

  /// Does what is asked; the answer may come later.
  void receive(Request.ToObjects request, Responder responder) {
    switch (request) {
      case Read read -> read(read, responder);
      case Write write -> write(write, responder);
      case Remove remove -> remove(remove, responder);
      case Increment increment -> increment(increment, responder);
      case Scan scan -> scan(scan, responder);
    }
  }

  private void read(Read read, Responder responder) {
    Found found = find(read.table(), read.key(), responder);
    if (found == null) {
      return;
    }
    Reply reply = new Absent();
    if (found.exists()) {
      byte[] bytes = log.entry(found.reference()).value().toArray(ValueLayout.JAVA_BYTE);
      reply = new Value(found.version(), Bytes.of(bytes));
    }
    answers.observe(found.restsOn(), reply, responder);
  }

  private void write(Write write, Responder responder) {
    Found found = find(write.table(), write.key(), responder);
    if (found == null || late(found, write, responder) || !once.admits(write, responder)
        || unmet(write.condition(), write.once(), found, responder)) {
      return;
    }
    long version = put(found, write.value().memory(), write.once(), responder);
    if (version != Versions.ABSENT) {
      Reply done = once.done(found, write.once(), Effect.written(version));
      answers.hold(log.end(), done, responder);
    }
  }

  private void increment(Increment increment, Responder responder) {
    Found found = find(increment.table(), increment.key(), responder);
    if (found == null || late(found, increment, responder)
        || !once.admits(increment, responder)
        || unmet(increment.condition(), increment.once(), found, responder)) {
      return;
    }
    MemorySegment present =
        found.exists() ? log.entry(found.reference()).value() : ZERO;
    if (present.byteSize() != Long.BYTES) {
      Refused refused = new Refused(Refusal.NOT_A_NUMBER, "there are "
          + present.byteSize() + " bytes, and a number has " + Long.BYTES);
      answers.observe(found.restsOn(), once.without(increment.once(), refused), responder);
      return;
    }
    long number = present.get(NUMBER, 0);
    long sum = number + increment.by();
    // Both have one sign and the sum has the other.
    if (((number ^ sum) & (increment.by() ^ sum)) < 0) {
      Refused refused = new Refused(Refusal.OVERFLOW, number + " and "
          + increment.by() + " are together beyond 64 bits");
      answers.observe(found.restsOn(), once.without(increment.once(), refused), responder);
      return;
    }
    scratch.set(NUMBER, 0, sum);
    long version = put(found, scratch, increment.once(), responder);
    if (version != Versions.ABSENT) {
      Reply done = once.done(found, increment.once(), Effect.added(version, sum));
      answers.hold(log.end(), done, responder);
    }
  }

  private void remove(Remove remove, Responder responder) {
    Found found = find(remove.table(), remove.key(), responder);
    if (found == null || late(found, remove, responder) || !once.admits(remove, responder)) {
      return;
    }
    if (!found.exists()) {
      answers.observe(found.restsOn(), once.without(remove.once(), new Absent()), responder);
      return;
    }
    if (unmet(remove.condition(), remove.once(), found, responder)) {
      return;
    }
    Optional<Refused> refused = admission.forRemoval(found, ExactlyOnce.bytes(remove.once()));
    if (refused.isPresent()) {
      responder.respond(once.without(remove.once(), refused.get()));
      return;
    }
    long version = found.version();
    bury(found);
    found.objects().remove(found.hash(), found.key(), version);
    Reply done = once.done(found, remove.once(), Effect.removed(version));
    answers.hold(log.end(), done, responder);
  }

  private void scan(Scan scan, Responder responder) {
    if (busy(responder)) {
      return;
    }
    OwnedTablet owned = tablets.serving(scan.table(), scan.firstHash());
    if (owned == null) {
      responder.respond(tablets.notOwner(scan.table(), scan.firstHash()));
      return;
    }
    ScanService.Found found = scans.next(owned, scan);
    answers.observe(found.restsOn(), found.page(), responder);
  }

  /// Whether a mutation may not take effect; then it is answered here.
  private boolean unmet(Condition condition, Once number, Found found, Responder responder) {
    long version = found.version();
    if (condition.holds(version)) {
      return false;
    }
    answers.observe(found.restsOn(), once.without(number, new Mismatch(version)), responder);
    return true;
  }

  /// Puts a value in the place, and returns its version; [Versions#ABSENT] if there is no room, and
  /// then the request is refused here.
  private long put(Found found, MemorySegment value, Once number, Responder responder) {
    MemorySegment key = found.key();
    Optional<Refused> refused =
        admission.forWrite(found, value.byteSize(), ExactlyOnce.bytes(number));
    if (refused.isPresent()) {
      responder.respond(once.without(number, refused.get()));
      return Versions.ABSENT;
    }
    long version = found.objects().nextVersion(found.reference());
    bury(found);
    long reference =
        log.appendObject(found.owner().tablet().table(), version, key, value);
    found.objects().put(found.hash(), key, reference);
    return version;
  }

  /// Hides the present object for good. A new version alone would do that as long as it is there;
  /// once its own tombstone and segment are gone, nothing else would say that the old one is dead.
  private void bury(Found found) {
    if (found.exists()) {
      log.appendTombstone(
          found.owner().tablet().table(), found.version(), found.key(),
          EntryReference.segment(found.reference()));
    }
  }

  /// The place of a key in a tablet of ours; otherwise nothing, and the request is refused here.
  private @Nullable Found find(TableId table, Bytes key, Responder responder) {
    if (busy(responder)) {
      return null;
    }
    MemorySegment bytes = key.memory();
    long hash = KeyHash.of(bytes);
    OwnedTablet owned = tablets.serving(table, hash);
    if (owned != null) {
      return new Found(owned, bytes, hash, owned.objects().find(hash, bytes));
    }
    responder.respond(tablets.notOwner(table, hash));
    return null;
  }

  /// Whether a mutation was meant for another tenure of its tablet; then it is refused here. It may
  /// be a copy of one that others have done since.
  private boolean late(Found found, Request.Mutation mutation, Responder responder) {
    long tenure = found.owner().tablet().tenure();
    if (mutation.tenure() == tenure) {
      return false;
    }
    responder.respond(new Refused(Refusal.NOT_OWNER, "meant for tenure " + mutation.tenure()
        + " of " + found.owner().tablet() + ", which is in tenure " + tenure));
    return true;
  }

  private boolean busy(Responder responder) {
    if (answers.full()) {
      responder.respond(answers.busy());
      return true;
    }
    return false;
  }
}
