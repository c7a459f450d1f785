package dev.goalkeeper.store.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.metadata.Batch;
import dev.goalkeeper.store.metadata.Change;
import dev.goalkeeper.store.metadata.Deposed;
import dev.goalkeeper.store.metadata.Leadership;
import dev.goalkeeper.store.metadata.MetadataStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final long TERM = 3;
  private static final long WRITES_BEFORE = 40;

  private final SimulatedWorld world = World.simulated(2);
  private final Pool pool = Pool.named("coordinator-membership").world(world).build();
  private final Held store = new Held();
  private final List<String> effects = new ArrayList<>();
  private final Journal journal =
      new Journal(store, TERM, WRITES_BEFORE, () -> effects.add("deposed"));

  /// What was sent, and how it ends.
  private record Sent(Batch batch, Completion<Long> done, long token) {
    long term() {
      return batch.term();
    }

    long number() {
      return batch.number();
    }

    List<Change> changes() {
      return batch.changes();
    }

    void ok() {
      done.complete(token, number());
    }
  }

  /// A store in which nothing happens unless the test says so.
  private static final class Held implements MetadataStore {
    final List<Sent> sent = new ArrayList<>();

    @Override
    public void campaign(String candidate, Completion<Leadership> done, long token) {
      throw new IllegalStateException("a journal does not stand for election");
    }

    @Override
    public void write(Batch batch, Completion<Long> done, long token) {
      sent.add(new Sent(batch, done, token));
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void begin() {
    pool.add(journal);
    world.run(Duration.ofMillis(1));
  }

  @Test
  void ruleJ1WritesOneAtATimeWithAllThatCameUpMeanwhile() {
    decide("one", put("a", "1"));
    decide("two", put("a", "2"), put("b", "2"));
    decide("three");
    assertThat(store.sent).extracting(Sent::changes).containsExactly(List.of(put("a", "1")));
    assertThat(store.sent.getFirst().term()).isEqualTo(TERM);

    answer();
    assertThat(effects).containsExactly("one");
    assertThat(store.sent.getLast().changes())
        .containsExactly(put("a", "2"), put("b", "2"));
    answer();
    assertThat(effects).containsExactly("one", "two", "three");
    assertThat(store.sent).extracting(Sent::number)
        .containsExactly(WRITES_BEFORE + 1, WRITES_BEFORE + 2);
  }

  @Test
  void itLedWhenAWriteWasSentFirstHoweverLateItEnds() {
    decide("one");
    assertThat(journal.ledWithin(Long.MAX_VALUE, world.nanos())).isFalse();
    long sentBy = world.nanos();
    world.run(Duration.ofSeconds(3));
    assertThat(store.sent).hasSizeGreaterThan(1);
    answer();
    long ago = world.nanos() - sentBy;
    assertThat(journal.ledWithin(ago, world.nanos())).isFalse();
    assertThat(journal.ledWithin(ago + Duration.ofMillis(10).toNanos(), world.nanos())).isTrue();
  }

  @Test
  void oneWriteHasTheLastWordOnEachKey() {
    decide("begin");
    decide("one", put("a", "1"));
    decide("two", put("a", "2"));
    answer();
    assertThat(store.sent.getLast().changes()).containsExactly(put("a", "2"));
  }

  @Test
  void ruleJ2LetsNothingTakeEffectBeforeItIsRecorded() {
    decide("one", put("a", "1"));
    world.run(Duration.ofMillis(300));
    assertThat(effects).isEmpty();
    answer();
    assertThat(effects).containsExactly("one");
  }

  @Test
  void ruleJ3SendsTheSameAgainUnderTheSameNumberWhateverCameUpSince() {
    decide("one", put("a", "1"));
    decide("two", put("a", "2"));
    fail(new IllegalStateException("gone"));
    world.run(Duration.ofMillis(100));
    world.run(Duration.ofMillis(1_200));

    assertThat(store.sent).hasSizeGreaterThanOrEqualTo(3)
        .allMatch(each -> each.number() == WRITES_BEFORE + 1)
        .allMatch(each -> each.changes().equals(List.of(put("a", "1"))));
    answer();
    assertThat(effects).containsExactly("one");
  }

  @Test
  void ruleJ4EndsWithTheTermAndNothingFollows() {
    decide("one", put("a", "1"));
    fail(new Deposed(TERM));
    decide("two", put("b", "2"));
    world.run(Duration.ofSeconds(3));
    assertThat(effects).containsExactly("deposed");
    assertThat(store.sent).hasSize(1);
  }

  @Test
  void aWriteProvesThatItLedAsItWasSentFirst() {
    long hour = Duration.ofHours(1).toNanos();
    assertThat(journal.ledWithin(hour, world.nanos())).isFalse();
    decide("one", put("a", "1"));
    long sent = world.nanos();
    fail(new IllegalStateException("gone"));
    world.run(Duration.ofMillis(500));
    answer();

    assertThat(journal.ledWithin(hour, world.nanos())).isTrue();
    assertThat(journal.ledWithin(world.nanos() - sent, world.nanos())).isFalse();
  }

  @Test
  void aWriteStaysWithinTheStoresBounds() {
    decide("begin");
    String large = "x".repeat(MetadataStore.VALUE_BYTES_MAX);
    for (int i = 0; i < 2 * MetadataStore.CHANGES_MAX; i++) {
      decide("small", put("s" + i, ""));
    }
    for (int i = 0; i < MetadataStore.WRITE_BYTES_MAX / large.length() + 1; i++) {
      decide("large", put("l" + i, large));
    }
    while (journal.pending() > 0) {
      answer();
    }
    assertThat(store.sent).allMatch(each -> each.changes().size() <= MetadataStore.CHANGES_MAX)
        .allMatch(each -> each.changes().stream()
            .mapToInt(change -> ((Change.Put) change).value().length()).sum()
            <= MetadataStore.WRITE_BYTES_MAX);
    assertThat(effects).hasSize(1 + 2 * MetadataStore.CHANGES_MAX
        + MetadataStore.WRITE_BYTES_MAX / large.length() + 1);
  }

  private static Change put(String key, String value) {
    return new Change.Put(key, value);
  }

  private void decide(String effect, Change... changes) {
    Map<String, Change> byKey = new LinkedHashMap<>();
    for (Change change : changes) {
      byKey.put(change.key(), change);
    }
    pool.event(effect, () -> journal.decide(byKey, () -> effects.add(effect)));
    world.run(Duration.ofMillis(1));
  }

  private void answer() {
    store.sent.getLast().ok();
    world.run(Duration.ofMillis(1));
  }

  private void fail(Exception why) {
    store.sent.getLast().done().fail(store.sent.getLast().token(), why);
    world.run(Duration.ofMillis(1));
  }
}
