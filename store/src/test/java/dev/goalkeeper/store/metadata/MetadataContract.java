package dev.goalkeeper.store.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.metadata.Change.Put;
import dev.goalkeeper.store.metadata.Change.Remove;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [MetadataStore] does, real or simulated: each runs these cases by extending it.
public abstract class MetadataContract {
  /// A door to the one record of a test, which is empty at first, for one more coordinator. It is
  /// closed after the test.
  protected abstract MetadataStore open();

  /// Runs what sends one write through that door. It takes effect; the answer gets lost. The door
  /// works again when this returns.
  protected abstract void loseAnswer(MetadataStore store, Runnable sending);

  /// The record gives up who stands or leads through that door, as if its process had paused or was
  /// cut off for long. The process hears of it as late as can be.
  protected abstract void expire(MetadataStore store);

  /// Waits, within a bound.
  protected abstract <T> T await(CompletableFuture<T> future);

  /// The result of one call.
  private static final class Result<T> implements Completion<T> {
    private static final long TOKEN = 17;

    private final CompletableFuture<T> future = new CompletableFuture<>();

    @Override
    public void complete(long token, T value) {
      assertThat(token).isEqualTo(TOKEN);
      future.complete(value);
    }

    @Override
    public void fail(long token, Throwable cause) {
      assertThat(token).isEqualTo(TOKEN);
      future.completeExceptionally(cause);
    }
  }

  @Test
  void theFirstFindsNothing() {
    Leadership first = elect(open(), "a:1");
    assertThat(first.term()).isPositive();
    assertThat(first.writes()).isZero();
    assertThat(first.records()).isEmpty();
  }

  @Test
  void whoIsElectedReadsWhatWasWritten() {
    MetadataStore store = open();
    Leadership first = elect(store, "a:1");
    write(store, first, 1, new Put("servers/1.1", "a:1 up"), new Put("tables/sea", ""));
    write(store, first, 2, new Put("servers/1.1", "a:1 crashed"));
    write(store, first, 3, new Put("servers", "ﬁve ☃"), new Remove("tables/sea"));
    store.close();
    Leadership next = elect(open(), "a:1");
    assertThat(next.writes()).isEqualTo(3);
    assertThat(next.records())
        .containsExactly(entry("servers", "ﬁve ☃"), entry("servers/1.1", "a:1 crashed"));
  }

  @Test
  void manyRecordsAreReadInOrder() {
    MetadataStore store = open();
    Leadership first = elect(store, "a:1");
    for (int number = 1; number <= 3; number++) {
      int block = number;
      write(store, first, number, IntStream.range(0, MetadataStore.CHANGES_MAX)
          .mapToObj(i -> new Put("k." + (100 * block + i), "v" + i)).toArray(Change[]::new));
    }
    Leadership again = elect(store, "a:1");
    assertThat(again.records()).hasSize(300).containsEntry("k.399", "v99");
    assertThat(List.copyOf(again.records().keySet())).isSorted();
  }

  @Test
  void termsRise() {
    MetadataStore store = open();
    long first = elect(store, "a:1").term();
    long second = elect(store, "a:1").term();
    store.close();
    long third = elect(open(), "a:1").term();
    assertThat(List.of(first, second, third)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aNumberThatIsSentAgainTakesEffectOnce() {
    MetadataStore store = open();
    Leadership first = elect(store, "a:1");
    write(store, first, 1, new Put("a", "1"));
    assertThat(write(store, first, 1, new Put("a", "1"))).isEqualTo(1);
    write(store, first, 2, new Remove("a"));
    assertThat(write(store, first, 2, new Remove("a"))).isEqualTo(2);
    Leadership again = elect(store, "a:1");
    assertThat(again.writes()).isEqualTo(2);
    assertThat(again.records()).isEmpty();
  }

  /// The first sending of two has taken a way round, and others have followed the second.
  @Test
  void aWriteThatArrivesLateChangesNothing() {
    MetadataStore store = open();
    Leadership first = elect(store, "a:1");
    write(store, first, 1, new Put("a", "1"), new Put("b", "1"));
    write(store, first, 2, new Remove("a"), new Put("b", "2"));
    assertThat(write(store, first, 1, new Put("a", "1"), new Put("b", "1"))).isEqualTo(1);
    write(store, first, 3, new Put("a", "3"));
    Leadership again = elect(store, "a:1");
    assertThat(again.records()).containsExactly(entry("a", "3"), entry("b", "2"));
  }

  @Test
  void aWriteWhoseAnswerWasLostIsSentAgainAndEndsWell() {
    MetadataStore store = open();
    Leadership first = elect(store, "a:1");
    write(store, first, 1, new Put("a", "1"), new Put("b", "1"));
    loseAnswer(store, () -> send(store, first.term(), 2, new Put("c", "2"), new Remove("b")));
    assertThat(write(store, first, 2, new Put("c", "2"), new Remove("b"))).isEqualTo(2);
    write(store, first, 3, new Put("c", "3"), new Remove("b"), new Remove("a"));
    Leadership again = elect(store, "a:1");
    assertThat(again.writes()).isEqualTo(3);
    assertThat(again.records()).containsExactly(entry("c", "3"));
  }

  @Test
  void aWriteWithoutChangesProvesTheTerm() {
    MetadataStore store = open();
    Leadership first = elect(store, "a:1");
    assertThat(write(store, first, 1)).isEqualTo(1);
    Leadership second = elect(store, "a:1");
    assertThat(second.writes()).isEqualTo(1);
    assertThatThrownBy(() -> write(store, first, 2)).hasCauseInstanceOf(Deposed.class);
    assertThat(write(store, second, 2)).isEqualTo(2);
  }

  @Test
  void absentRecordsCanBeRemoved() {
    MetadataStore store = open();
    Leadership first = elect(store, "a:1");
    assertThat(write(store, first, 1, new Remove("nothing"))).isEqualTo(1);
  }

  @Test
  void onlyOneLeadsAndTheNextIsElectedWhenItGoes() {
    MetadataStore one = open();
    MetadataStore two = open();
    Leadership first = elect(one, "a:1");
    Result<Leadership> waiting = campaign(two, "b:2");
    write(one, first, 1, new Put("a", "1"));
    assertThat(waiting.future).isNotDone();
    one.close();
    Leadership second = await(waiting.future);
    assertThat(second.term()).isGreaterThan(first.term());
    assertThat(second.records()).containsExactly(entry("a", "1"));
    assertThat(write(two, second, 2, new Put("a", "2"))).isEqualTo(2);
  }

  @Test
  void whoWasGivenUpWritesNothingAnyMore() {
    MetadataStore one = open();
    MetadataStore two = open();
    Leadership first = elect(one, "a:1");
    write(one, first, 1, new Put("a", "1"));
    Result<Leadership> waiting = campaign(two, "b:2");
    expire(one);
    Leadership second = await(waiting.future);
    assertThatThrownBy(() -> write(one, first, 2, new Put("a", "bad"), new Put("b", "bad")))
        .cause().isInstanceOf(Deposed.class).hasMessageContaining("term " + first.term());
    assertThat(write(two, second, 2, new Put("c", "2"))).isEqualTo(2);
    assertThatThrownBy(() -> write(one, first, 2, new Put("a", "bad")))
        .hasCauseInstanceOf(Deposed.class);
    Leadership third = elect(two, "b:2");
    assertThat(third.writes()).isEqualTo(2);
    assertThat(third.records()).containsExactly(entry("a", "1"), entry("c", "2"));
  }

  /// A pause alone costs it nothing.
  @Test
  void whoWasGivenUpAndElectedAgainGoesOnWithItsNewTerm() {
    MetadataStore store = open();
    Leadership first = elect(store, "a:1");
    write(store, first, 1, new Put("a", "1"));
    expire(store);
    Leadership second = elect(store, "a:1");
    assertThat(second.term()).isGreaterThan(first.term());
    assertThat(write(store, second, 2, new Put("a", "2"))).isEqualTo(2);
    assertThatThrownBy(() -> write(store, first, 3)).hasCauseInstanceOf(Deposed.class);
  }

  @Test
  void boundsAreHeldAndWhatBreaksThemIsNotWritten() {
    MetadataStore store = open();
    Leadership first = elect(store, "a:1");
    String large = "x".repeat(MetadataStore.VALUE_BYTES_MAX);
    refused(store, first, new Put("a", "1"), new Put("a", "2"));
    refused(store, first, new Put("a", large + "x"));
    refused(store, first, new Put("a", "☃".repeat(MetadataStore.VALUE_BYTES_MAX / 2)));
    for (String key : List.of("", "/a", "a/", "a//b", "a b", "a:b", "é",
        "k".repeat(MetadataStore.KEY_CHARS_MAX + 1))) {
      refused(store, first, new Put(key, "1"));
      refused(store, first, new Remove(key));
    }
    refused(store, first, IntStream.rangeClosed(0, MetadataStore.CHANGES_MAX)
        .mapToObj(i -> new Put("k" + i, "")).toArray(Change[]::new));
    refused(store, first, full(MetadataStore.WRITE_BYTES_MAX + 1));
    assertThat(elect(store, "a:1").records()).isEmpty();
  }

  @Test
  void theLargestWriteIsTakenAndReadAgain() {
    MetadataStore store = open();
    Leadership first = elect(store, "a:1");
    Change[] changes = full(MetadataStore.WRITE_BYTES_MAX);
    assertThat(write(store, first, 1, changes)).isEqualTo(1);
    assertThat(elect(store, "a:1").records()).hasSize(changes.length);
  }

  /// A write whose keys and values are of as many bytes in all.
  private static Change[] full(int bytes) {
    var changes = new ArrayList<Change>();
    int left = bytes;
    while (left > 0) {
      String key = "k" + (char) ('a' + changes.size())
          + "-".repeat(MetadataStore.KEY_CHARS_MAX - 2);
      int value = Math.min(MetadataStore.VALUE_BYTES_MAX, Math.max(0, left - key.length()));
      changes.add(new Put(key.substring(0, Math.min(key.length(), left)), "v".repeat(value)));
      left -= key.length() + value;
    }
    return changes.toArray(Change[]::new);
  }

  private void refused(MetadataStore store, Leadership leadership, Change... changes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> send(store, leadership.term(), leadership.writes() + 1, changes))
        .withMessageMatching("[^\n]{1,400}");
  }

  private Leadership elect(MetadataStore store, String candidate) {
    return await(campaign(store, candidate).future);
  }

  private static Result<Leadership> campaign(MetadataStore store, String candidate) {
    var result = new Result<Leadership>();
    store.campaign(candidate, result, Result.TOKEN);
    return result;
  }

  /// Sends again, as coordinators do, what fails in a way that tells nothing.
  private long write(MetadataStore store, Leadership in, long number, Change... changes) {
    for (int tries = 0; ; tries++) {
      try {
        return await(send(store, in.term(), number, changes).future);
      } catch (CompletionException failed) {
        if (failed.getCause() instanceof Deposed) {
          throw failed;
        }
        assertThat(tries).as("%s", failed.getCause()).isLessThan(10);
      }
    }
  }

  private static Result<Long> send(
      MetadataStore store, long term, long number, Change... changes) {
    var result = new Result<Long>();
    store.write(new Batch(term, number, List.of(changes)), result, Result.TOKEN);
    return result;
  }
}
