package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.recovery.RecoveryMaster;
import dev.goalkeeper.store.recovery.ReplayTarget;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Absent;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Remove;
import dev.goalkeeper.store.wire.Removed;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.TakeTablet;
import dev.goalkeeper.store.wire.Tablet;
import dev.goalkeeper.store.wire.Value;
import dev.goalkeeper.store.wire.Versions;
import dev.goalkeeper.store.wire.Write;
import dev.goalkeeper.store.wire.Written;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Serves the objects of its tablets. Each operation runs to its end at once; its answer is held
/// until the log bytes that it rests on are safe, and leaves only under a lease if it tells what
/// others could have changed.
public final class Master {
  private final ServerId self;
  private final Log log;
  private final SegmentMemory pages;
  private final Answers answers;
  private final Durability durability;
  private final Map<TableId, List<OwnedTablet>> tablets = new TreeMap<>();
  private final List<RecoveringTablets> recovering = new ArrayList<>();
  private final Clients clients = new Clients();
  private final ExactlyOnce once;

  /// @param pages memory for the indexes of the tablets; nobody else takes from it
  /// @param durability makes the log's bytes safe
  /// @param leased whether what others could have changed may be answered now
  public Master(ServerId self, Log log, SegmentMemory pages, Durability durability,
      BooleanSupplier leased) {
    this.self = self;
    this.log = log;
    this.pages = pages;
    this.durability = durability;
    this.answers = new Answers(self, durability, leased);
    this.once = new ExactlyOnce(log, answers, clients);
  }

  /// Does what is asked. For the loop's thread; the answer may come later.
  public void receive(Request.ToMaster request, Responder responder) {
    switch (request) {
      case TakeTablet take -> take(take, responder);
      case Read read -> read(read, responder);
      case Write write -> write(write, responder);
      case Remove remove -> remove(remove, responder);
    }
  }

  /// Whose mutations it does.
  Clients clients() {
    return clients;
  }

  /// Whether a result in this log is still of use: its client may yet ask for it.
  public boolean counts(EntryView result) {
    return clients.results().counts(result.once())
        || recovering.stream().anyMatch(each -> each.counts(result));
  }

  /// How it stands. For the loop's thread.
  public MasterStatus status() {
    List<MasterStatus.TabletLine> lines = tablets.values().stream()
        .flatMap(List::stream)
        .map(owned -> new MasterStatus.TabletLine(
            owned.table(), owned.tablet(), owned.objects().count()))
        .toList();
    return new MasterStatus(lines, log.counters(), answers.held(),
        clients.results().clients(), clients.results().count());
  }

  /// Answers once the log's opening is safe: who has a tablet has a log that can be found.
  private void take(TakeTablet request, Responder responder) {
    Tablet tablet = request.tablet();
    Optional<Refused> refused = tablet.owner().equals(self)
        ? acquire(request)
        : Optional.of(
            new Refused(Refusal.WRONG_SERVER, tablet + " cannot be served by " + self));
    if (refused.isPresent()) {
      responder.respond(refused.get());
    } else {
      answers.hold(log.end(), new Done(), responder);
    }
  }

  private Optional<Refused> acquire(TakeTablet request) {
    Tablet tablet = request.tablet();
    for (OwnedTablet known : tablets.getOrDefault(tablet.table(), List.of())) {
      if (known.tablet().equals(tablet)) {
        return Optional.empty();
      }
      if (overlap(known.tablet(), tablet)) {
        return Optional.of(
            new Refused(Refusal.NOT_MINE, tablet + " overlaps " + known.tablet()));
      }
    }
    if (request.recovery() == 0) {
      Optional<Refused> refused = noRoomFor(1);
      if (refused.isEmpty()) {
        own(request, new TabletObjects(tablet.table(), log, pages));
      }
      return refused;
    }
    return adopt(request);
  }

  private Optional<Refused> adopt(TakeTablet request) {
    for (RecoveringTablets each : recovering) {
      Optional<TabletObjects> objects = each.take(request.recovery(), request.tablet());
      if (objects.isPresent()) {
        own(request, objects.get());
        recovering.removeIf(RecoveringTablets::empty);
        return Optional.empty();
      }
    }
    return Optional.of(new Refused(Refusal.NOT_MINE, request.tablet()
        + " was not recovered here by recovery " + request.recovery()));
  }

  private void own(TakeTablet request, TabletObjects objects) {
    tablets.computeIfAbsent(request.tablet().table(), id -> new ArrayList<>())
        .add(new OwnedTablet(request.tablet(), request.tableName(), objects));
  }

  /// Makes room for tablets whose entries will be replayed; or refuses, and nothing was changed.
  ///
  /// @see RecoveryMaster.Tablets
  public Optional<ReplayTarget> recover(RecoverTablets request, Responder responder) {
    Optional<Refused> refused = noRoomFor(request.tablets().size());
    if (refused.isPresent()) {
      responder.respond(refused.get());
      return Optional.empty();
    }
    recovering.removeIf(RecoveringTablets::empty);
    var begun = new RecoveringTablets(request, log, durability, clients);
    for (LostTablet lost : request.tablets()) {
      begun.add(new RecoveringTablet(
          lost, log, new TabletObjects(lost.table(), log, pages)));
    }
    recovering.add(begun);
    return Optional.of(begun);
  }

  private Optional<Refused> noRoomFor(int indexes) {
    if (pages.slicesMax() - pages.slicesTaken() < indexes) {
      return Optional.of(noSpace("for the index of another tablet"));
    }
    return log.opened() || log.reserve(0) == Room.READY
        ? Optional.empty() : Optional.of(noSpace("for the first segment of the log"));
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
    if (found == null || !once.admits(write.once(), write, responder)) {
      return;
    }
    if (!expected(write.expectedVersion(), found)) {
      Refused mismatch = mismatch(write.expectedVersion(), found);
      answers.observe(found.restsOn(), once.without(write.once(), mismatch), responder);
      return;
    }
    MemorySegment key = found.key();
    MemorySegment value = write.value().memory();
    int object = Log.objectBytes(key.byteSize(), value.byteSize());
    int tombstone = found.exists() ? Log.tombstoneBytes(key.byteSize()) : 0;
    Optional<Refused> refused =
        reserve(found, object + tombstone + ExactlyOnce.bytes(write.once()));
    if (refused.isPresent()) {
      responder.respond(once.without(write.once(), refused.get()));
      return;
    }
    long version = found.objects().nextVersion(found.reference());
    bury(found);
    long reference = log.appendObject(write.table(), version, key, value);
    found.objects().put(found.hash(), key, reference);
    Reply done = once.done(found, write.once(), new Written(version));
    answers.hold(log.end(), done, responder);
  }

  private void remove(Remove remove, Responder responder) {
    Found found = find(remove.table(), remove.key(), responder);
    if (found == null || !once.admits(remove.once(), remove, responder)) {
      return;
    }
    if (!found.exists()) {
      answers.observe(found.restsOn(), once.without(remove.once(), new Absent()), responder);
      return;
    }
    if (!expected(remove.expectedVersion(), found)) {
      Refused mismatch = mismatch(remove.expectedVersion(), found);
      answers.observe(found.restsOn(), once.without(remove.once(), mismatch), responder);
      return;
    }
    Optional<Refused> refused = reserve(found,
        Log.tombstoneBytes(found.key().byteSize()) + ExactlyOnce.bytes(remove.once()));
    if (refused.isPresent()) {
      responder.respond(once.without(remove.once(), refused.get()));
      return;
    }
    long version = found.version();
    bury(found);
    found.objects().remove(found.hash(), found.key(), version);
    Reply done = once.done(found, remove.once(), new Removed(version));
    answers.hold(log.end(), done, responder);
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

  private Optional<Refused> reserve(Found found, int bytes) {
    if (!found.exists() && !found.objects().reserve(found.hash())) {
      return Optional.of(noSpace("for more objects in the index"));
    }
    return switch (log.reserve(bytes)) {
      case Room.READY -> Optional.empty();
      case Room.OUT_OF_MEMORY -> Optional.of(noSpace("for another segment of the log"));
      case Room.TOO_LARGE -> Optional.of(new Refused(Refusal.TOO_LARGE,
          "object and key take " + bytes + " bytes, and this cluster's segments hold "
              + log.entryBytesMax()));
    };
  }

  private Refused noSpace(String what) {
    return new Refused(Refusal.NO_SPACE,
        "the memory of " + self + " is full: no room " + what
            + "; nothing was changed, add servers or give them more memory");
  }

  /// The place of a key in a tablet of ours; otherwise nothing, and the request is refused here.
  private @Nullable Found find(TableId table, Bytes key, Responder responder) {
    if (answers.full()) {
      responder.respond(new Refused(Refusal.BUSY,
          self + " holds " + answers.held() + " answers until backups have what they rest on"));
      return null;
    }
    MemorySegment bytes = key.memory();
    long hash = KeyHash.of(bytes);
    for (OwnedTablet owned : tablets.getOrDefault(table, List.of())) {
      if (owned.tablet().contains(hash)) {
        return new Found(owned, bytes, hash, owned.objects().find(hash, bytes));
      }
    }
    responder.respond(new Refused(Refusal.NOT_OWNER,
        "hash %016x of table %s is not served by %s".formatted(hash, table, self)));
    return null;
  }

  private static boolean expected(long version, Found found) {
    return version == Versions.ANY || version == found.version();
  }

  private static Refused mismatch(long expected, Found found) {
    return new Refused(Refusal.VERSION_MISMATCH,
        "expected " + said(expected) + ", there is " + said(found.version()));
  }

  private static String said(long version) {
    return version == Versions.ABSENT ? "no object" : "version " + version;
  }

  private static boolean overlap(Tablet one, Tablet other) {
    return one.contains(other.firstHash()) || other.contains(one.firstHash());
  }
}
