package dev.goalkeeper.store.fsck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.MappedDisk;
import dev.goalkeeper.store.storage.StoreIdentity;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Tablet;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsckTest {
  private static final int REPLICAS = 3;
  private static final int KEYS = 300;
  private static final String FILE = "frames-000000.gk";
  private static final SegmentId SECOND = new SegmentId(2);

  @TempDir
  private Path root;

  private Path journalFile;
  private List<Path> directories;
  private ReplicatedLog master;

  @BeforeEach
  void replicateThreeTimes() {
    journalFile = root.resolve("journal.tsv");
    directories = List.of(root.resolve("a"), root.resolve("b"), root.resolve("c"));
    master = new ReplicatedLog(journalFile);
    master.write(0, KEYS);
    master.remove(7);
  }

  @AfterEach
  void close() {
    master.close();
  }

  @Test
  void intactDirectoriesPass() {
    FsckReport report = checkAfter(() -> {});
    assertTrue(report.ok(), report::toString);
    assertEquals(new FsckReport.Keys(KEYS, 0, List.of(), 0, List.of()), report.keys());
    assertEquals(master.log().segments().size() * REPLICAS, report.scanned().replicas());
    assertEquals(List.of(), report.corrupt());
    assertEquals(List.of(), report.damage());
    assertTrue(Fsck.run(directories, Holdings.UNKNOWN, REPLICAS).ok());
    assertEquals(KEYS, Fsck.run(directories, Holdings.UNKNOWN, REPLICAS).keys().found());
  }

  @Test
  void flippingAnyCertifiedByteFailsAndNamesTheFrame() {
    replicate();
    Random random = new Random(1);
    for (LogSegment segment : master.log().segments()) {
      for (int trial = 0; trial < 8; trial++) {
        int at = random.nextInt(segment.length());
        flip(directories.get(1), segment.id(), at);
        FsckReport report = check();
        String where = "byte " + at + " of " + segment.id() + ": " + report;
        assertFalse(report.ok(), where);
        assertEquals(1, report.corrupt().size(), where);
        assertEquals(directories.get(1).toString(), report.corrupt().getFirst().directory());
        assertEquals(FILE + " frame " + (segment.id().value() - 1),
            report.corrupt().getFirst().place());
        flip(directories.get(1), segment.id(), at);
      }
    }
    assertTrue(check().ok());
  }

  @Test
  void damagedMetadataIsNamedAndFailsIfBothBlocksAre() throws IOException {
    replicate();
    Path file = directories.get(0).resolve(FILE);
    overwrite(file, 20, new byte[] {77});
    FsckReport report = check();
    assertTrue(report.damage().getFirst().contains(file + " frame 0"));
    assertTrue(report.ok(), report::toString);
    overwrite(file, 4096 + 20, new byte[] {77});
    assertFalse(check().ok());
  }

  @Test
  void truncatedFileFailsAndIsNamed() throws IOException {
    replicate();
    Path file = directories.get(2).resolve(FILE);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 1);
    }
    FsckReport report = check();
    assertFalse(report.ok());
    assertEquals(0, report.keys().lost());
    assertEquals(KEYS, report.keys().underReplicated());
    assertTrue(report.damage().getFirst().contains(file.toString()));
  }

  @Test
  void deletedFileFailsAndItsDirectoryIsNamed() throws IOException {
    replicate();
    Files.delete(directories.get(2).resolve(FILE));
    FsckReport report = check();
    assertFalse(report.ok());
    assertEquals(KEYS, report.keys().underReplicated());
    assertTrue(report.keys().shortages().getFirst().contains("none in " + directories.get(2)));
    assertTrue(report.damage().getFirst().contains(directories.get(2) + "/" + FILE));
  }

  @Test
  void numberStandsForItself() {
    master.append(Bytes.utf8("right"), 1, Bytes.number(7));
    master.append(Bytes.utf8("wrong"), 1, Bytes.number(7));
    master.journal().written(ReplicatedLog.TABLE, Bytes.utf8("right"), 1, Bytes.number(7));
    assertTrue(checkAfter(() -> {}).ok());
    master.journal().written(ReplicatedLog.TABLE, Bytes.utf8("wrong"), 1, Bytes.number(8));
    assertEquals(1, check().keys().lost());
  }

  @Test
  void openReplicaOfASegmentThatWasCleanedSinceIsNoHead() {
    LogSegment first = master.log().segments().getFirst();
    Certificate certificate = first.certificate();
    Path away = root.resolve("away");
    master.replicate(away, first, certificate);
    IntStream.range(0, KEYS).filter(index -> index != 7).forEach(index ->
        master.append(Bytes.utf8("key " + index), 1, ReplicatedLog.value(index)));
    master.log().retire(first.id());
    master.log().roll();
    master.log().free(first.id());
    replicate();
    List<Path> all = Stream.concat(directories.stream(), Stream.of(away)).toList();
    FsckReport report = Fsck.check(all, journal(), Holdings.UNKNOWN, REPLICAS);
    assertTrue(report.ok(), report::toString);
  }

  @Test
  void swappedFramesFailAndAreNamed() throws IOException {
    replicate();
    Path file = directories.get(0).resolve(FILE);
    int stride = ReplicatedLog.SEGMENT_BYTES + 8192;
    byte[] bytes = Files.readAllBytes(file);
    overwrite(file, 0, Arrays.copyOfRange(bytes, stride, 2 * stride));
    overwrite(file, stride, Arrays.copyOfRange(bytes, 0, stride));
    FsckReport report = check();
    assertFalse(report.ok());
    assertEquals(2, report.damage().size());
  }

  @Test
  void swappedContentsFailAndAreNamed() {
    replicate();
    try (FrameStore store = ReplicatedLog.open(directories.get(0))) {
      Frame first = ReplicatedLog.frame(store, new SegmentId(1));
      Frame second = ReplicatedLog.frame(store, SECOND);
      byte[] kept = first.bytes().toArray(ValueLayout.JAVA_BYTE);
      first.write(0, second.bytes());
      second.write(0, MemorySegment.ofArray(kept));
    }
    FsckReport report = check();
    assertFalse(report.ok());
    assertEquals(List.of(FILE + " frame 0", FILE + " frame 1"),
        report.corrupt().stream().map(CorruptReplica::place).toList());
  }

  /// Damage looks like a cut; a server that started in between must not hide it.
  @Test
  void fallingBackIsToldAlsoAfterAServerHasStarted() {
    replicate();
    SegmentId head = master.log().head().id();
    try (FrameStore store = ReplicatedLog.open(directories.get(0))) {
      Frame frame = ReplicatedLog.frame(store, head);
      FrameMetadata said = frame.metadata().orElseThrow();
      var more = new Certificate(said.certificate().length() + 100, 77);
      frame.publish(new FrameMetadata(said.replica(), said.epoch(), more, false, true));
    }
    assertTrue(check().damage().getFirst().contains("its newer metadata vouches for"));
    try (FrameStore store = ReplicatedLog.open(directories.get(0))) {
      ReplicatedLog.frame(store, head).fallBack();
    }
    assertTrue(check().damage().getFirst().contains("its newer metadata vouched for"));
    assertTrue(check().ok());
    try (FrameStore store = ReplicatedLog.open(directories.get(0))) {
      Frame frame = ReplicatedLog.frame(store, head);
      FrameMetadata said = frame.metadata().orElseThrow();
      store.release(frame);
      frame.publish(said);
    }
    assertEquals(List.of(), check().damage(), "nothing is held against the next replica there");
  }

  @Test
  void damageBesideEnoughCopiesIsAWarning() {
    Path fourth = root.resolve("d");
    replicate();
    master.replicate(fourth);
    flip(fourth, SECOND, 100);
    FsckReport report = Fsck.check(
        List.of(directories.get(0), directories.get(1), directories.get(2), fourth),
        journal(), Holdings.UNKNOWN, REPLICAS);
    assertTrue(report.ok(), report::toString);
    assertEquals(1, report.corrupt().size());
  }

  @Test
  void digestMemberWithoutASoundReplicaMakesTheLogIncomplete() {
    replicate();
    directories.forEach(directory -> flip(directory, SECOND, 100));
    FsckReport report = check();
    assertFalse(report.ok());
    assertTrue(report.incomplete().getFirst().contains("no sound replica: [2]"), report::toString);
    assertTrue(report.keys().lost() > 0);
    assertEquals(FsckReport.NAMED_MAX, report.keys().firstLost().size());
  }

  @Test
  void masterWithoutAHeadIsIncomplete() {
    replicate();
    SegmentId head = master.log().head().id();
    directories.forEach(directory -> flip(directory, head, 5));
    assertTrue(check().incomplete().getFirst().contains("no head"));
  }

  @Test
  void oneClosedReplicaClosesTheSegmentForAll() {
    FsckReport report = checkAfter(() -> {
      LogSegment first = master.log().segments().getFirst();
      master.replicate(root.resolve("a"), first, first.opening());
    });
    assertTrue(report.ok(), report::toString);
  }

  @Test
  void replacementUnderConstructionIsIgnored() {
    FsckReport report = checkAfter(() ->
        master.replaceIncompletely(root.resolve("a"), master.log().segments().getFirst()));
    assertTrue(report.ok(), report::toString);
  }

  /// A server died with an open replica, its master went on without it, and it came back.
  @Test
  void openReplicaOfAnEpochThatIsOverDoesNotCount() {
    Path returned = root.resolve("returned");
    master.replicate(returned);
    master.write(KEYS, KEYS + 3);
    directories.forEach(each -> master.replicate(each, 1));
    FsckReport report = Fsck.check(
        List.of(returned, directories.getFirst()), journal(), Holdings.UNKNOWN, 2);
    assertEquals(0, report.keys().lost());
    assertTrue(report.keys().underReplicated() > 3, report::toString);
    assertTrue(report.keys().underReplicated() < KEYS, "closed replicas count in any epoch");
    assertEquals(3, Fsck.check(List.of(returned), journal(), Holdings.UNKNOWN, 1).keys().lost());
  }

  @Test
  void entryBeyondACertificateIsNoCopy() {
    directories.subList(0, 2).forEach(master::replicate);
    try (FrameStore store = ReplicatedLog.open(directories.get(2))) {
      assertTrue(store.used().isEmpty());
    }
    for (LogSegment segment : master.log().segments()) {
      master.replicate(directories.get(2), segment,
          segment.closed() ? segment.certificate() : segment.opening());
    }
    FsckReport report = check();
    assertFalse(report.ok());
    assertEquals(0, report.keys().lost());
    assertTrue(report.keys().underReplicated() < KEYS);
  }

  @Test
  void acknowledgedVersionThatIsNotThereIsLost() {
    Bytes unheard = Bytes.utf8("unheard of");
    master.journal().written(ReplicatedLog.TABLE, unheard, 1, unheard);
    master.journal().written(ReplicatedLog.TABLE, Bytes.utf8("key 3"), 2, unheard);
    master.journal().removed(ReplicatedLog.TABLE, Bytes.utf8("key 4"), 1);
    master.append(Bytes.utf8("key 5"), 2, unheard);
    master.append(Bytes.utf8("key 6"), 2, unheard);
    master.journal().written(ReplicatedLog.TABLE, Bytes.utf8("key 6"), 2, Bytes.EMPTY);
    FsckReport report = checkAfter(() -> {});
    assertEquals(List.of(
        "table 1 key key 3: version 2 is gone; version 1 is there",
        "table 1 key key 4: the removal of version 1 is gone; version 1 is there",
        "table 1 key key 6: version 2 has another value",
        "table 1 key unheard of: version 1 is gone"), report.keys().firstLost());
  }

  @Test
  void directoryThatIsNoneOrInUseIsRefusedInALine() {
    replicate();
    try (FrameStore running = ReplicatedLog.open(directories.get(0))) {
      FsckReport report = Fsck.check(
          List.of(directories.get(0), directories.get(1), root.resolve("nowhere")),
          journal(), Holdings.UNKNOWN, REPLICAS);
      assertFalse(report.ok());
      assertEquals(2, report.refused().size());
      assertTrue(report.refused().get(0).contains("in use"), running.damage()::toString);
      assertTrue(report.refused().get(1).contains("nowhere"));
    }
    assertTrue(check().ok());
  }

  @Test
  void directoryNamedTwiceCountsOnce() {
    replicate();
    Path first = directories.get(0);
    FsckReport report = Fsck.check(
        List.of(first, directories.get(1), first.resolve("../a")), journal(), Holdings.UNKNOWN,
        REPLICAS);
    assertEquals(KEYS, report.keys().underReplicated());
    assertTrue(report.refused().getFirst().contains("named twice"));
  }

  @Test
  void directoryOfAnotherClusterIsRefusedAndSpoilsNoOther() {
    replicate();
    Path foreign = root.resolve("foreign");
    StoreIdentity other = new StoreIdentity("other", ReplicatedLog.SEGMENT_BYTES);
    FrameStore.open(MappedDisk.open(foreign), other, 0).close();
    FsckReport report = Fsck.check(
        List.of(directories.get(0), directories.get(1), directories.get(2), foreign),
        journal(), Holdings.UNKNOWN, REPLICAS);
    assertFalse(report.ok());
    assertTrue(report.refused().getFirst().contains(foreign + " is of cluster 'other'"));
    assertEquals(List.of(), report.corrupt());
    assertEquals(0, report.keys().underReplicated());
  }

  /// A version was given twice: what lies before its tablet's begin is nobody's.
  @Test
  void whatLiesBeforeWhereATabletBeginsInItsOwnersLogIsNobodys() {
    Bytes twice = Bytes.utf8("given twice");
    master.append(twice, 5, Bytes.utf8("nobody's"));
    LogPosition since = master.log().end();
    master.append(twice, 4, Bytes.utf8("the owner's"));
    replicate();
    Journal told = Journal.of(List.of(
        new Journal.Line(ReplicatedLog.TABLE, twice, 5, Journal.hashOf(twice), false)));
    assertEquals(List.of("table 1 key given twice: version 5 has another value"), Fsck.check(
        directories, told, Holdings.UNKNOWN, REPLICAS).keys().firstLost());
    assertEquals(List.of("table 1 key given twice: version 5 is gone; version 4 is there"),
        Fsck.check(directories, told, holdings(ReplicatedLog.MASTER, since, Epoch.NONE), REPLICAS)
            .keys().firstLost());
    assertTrue(check(holdings(ReplicatedLog.MASTER, LogPosition.START, Epoch.NONE)).ok());
  }

  @Test
  void logOfAServerThatHoldsNothingDoesNotCountAndThatOfAnOwnerHasToBeThere() {
    replicate();
    FsckReport report = check(holdings(ServerId.of(3, 1), LogPosition.START, Epoch.NONE));
    assertEquals(List.of("the log of master s3.1 is INCOMPLETE: no head was found"),
        report.incomplete());
    assertEquals(KEYS - 1, report.keys().lost());
    int replicas = master.log().segments().size() * REPLICAS;
    assertTrue(report.lines().contains("By the record, 1 servers hold 1 tablets; " + replicas
        + " replicas are of other servers' logs, and do not count"), report::toString);
  }

  @Test
  void openReplicaOfAnEpochBeforeTheRecordedOneDoesNotCount() {
    replicate();
    var recorded = new Epoch(master.log().head().id(), 1);
    FsckReport report = check(holdings(ReplicatedLog.MASTER, LogPosition.START, recorded));
    assertTrue(report.incomplete().getFirst().contains("no head"), report::toString);
    directories.forEach(each -> master.replicate(each, 1));
    assertTrue(check(holdings(ReplicatedLog.MASTER, LogPosition.START, recorded)).ok());
  }

  @Test
  void recordOfAnotherClusterIsRefused() {
    replicate();
    Holdings own = holdings(ReplicatedLog.MASTER, LogPosition.START, Epoch.NONE);
    FsckReport report = check(new Holdings("other", own.epochs(), own.tablets()));
    assertTrue(report.refused().getFirst().startsWith("the record is of cluster 'other'"));
    assertFalse(report.ok());
  }

  private static Holdings holdings(ServerId owner, LogPosition since, Epoch epoch) {
    var tablet = new LostTablet(ReplicatedLog.TABLE, Tablet.HASH_FIRST, Tablet.HASH_LAST,
        since.segment(), since.offset());
    return new Holdings("test", new TreeMap<>(Map.of(owner, epoch)),
        new TreeMap<>(Map.of(owner, List.of(tablet))));
  }

  private FsckReport checkAfter(Runnable change) {
    replicate();
    change.run();
    return check();
  }

  private void replicate() {
    directories.forEach(master::replicate);
  }

  private FsckReport check() {
    return check(Holdings.UNKNOWN);
  }

  private FsckReport check(Holdings holdings) {
    return Fsck.check(directories, journal(), holdings, REPLICAS);
  }

  private Journal journal() {
    master.journal().flush();
    return Journal.read(journalFile);
  }

  private static void flip(Path directory, SegmentId segment, int offset) {
    try (FrameStore store = ReplicatedLog.open(directory)) {
      Frame frame = ReplicatedLog.frame(store, segment);
      byte old = frame.bytes().get(ValueLayout.JAVA_BYTE, offset);
      frame.write(offset, MemorySegment.ofArray(new byte[] {(byte) (old ^ 1)}));
    }
  }

  private static void overwrite(Path file, long at, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      assertEquals(bytes.length, channel.write(ByteBuffer.wrap(bytes), at));
    }
  }
}
