package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Reply;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// What came of the mutations of one client that it has not acknowledged.
///
/// Those lie within [Limits#WINDOW_MAX] sequences of each other, so a ring by sequence holds them;
/// it is no larger than it was ever needed. What is acknowledged is written over.
final class ClientResults {
  private static final int FIRST_SLOTS = 8;

  private final long client;
  private final LongConsumer died;
  private long[] sequences = new long[FIRST_SLOTS];
  private @Nullable Reply[] replies = new @Nullable Reply[FIRST_SLOTS];
  private long[] references = new long[FIRST_SLOTS];
  private long acknowledged;
  private long heard;
  private @Nullable ClientResults next;

  /// @param died is told of each reference into the log that is needed no more
  ClientResults(long client, LongConsumer died) {
    this.client = client;
    this.died = died;
  }

  long client() {
    return client;
  }

  /// The client has all results up to that one; they are needed no more.
  void acknowledge(long upTo) {
    if (upTo - acknowledged > sequences.length) {
      for (long sequence : sequences) {
        if (sequence <= upTo) {
          drop(sequence);
        }
      }
    } else {
      for (long sequence = acknowledged + 1; sequence <= upTo; sequence++) {
        drop(sequence);
      }
    }
    acknowledged = Math.max(acknowledged, upTo);
  }

  private void drop(long sequence) {
    int slot = slot(sequence);
    if (sequences[slot] == sequence && references[slot] != EntryReference.NONE) {
      died.accept(references[slot]);
      references[slot] = EntryReference.NONE;
    }
  }

  boolean hasAcknowledged(long sequence) {
    return sequence <= acknowledged;
  }

  /// What came of that mutation, if it is known, and the client has not acknowledged it.
  @Nullable Reply result(long sequence) {
    int slot = slot(sequence);
    return sequences[slot] == sequence && !hasAcknowledged(sequence) ? replies[slot] : null;
  }

  /// Where the log has what came of that mutation; [EntryReference#NONE] if it is not kept, or had
  /// no effect.
  long reference(long sequence) {
    int slot = slot(sequence);
    return sequences[slot] == sequence && !hasAcknowledged(sequence)
        ? references[slot] : EntryReference.NONE;
  }

  /// That result, which is kept, lies there from now on.
  void move(long sequence, long reference) {
    drop(sequence);
    references[slot(sequence)] = reference;
  }

  /// Nothing is needed any more.
  void release() {
    for (long sequence : sequences) {
      drop(sequence);
    }
  }

  /// @param reference of what the log has of it; [EntryReference#NONE] if it had no effect
  /// @throws IllegalArgumentException if it is beyond what the client may have under way
  void put(Once once, Reply reply, long reference) {
    if (beyond(once)) {
      throw new IllegalArgumentException(once + " is beyond the window");
    }
    long sequence = once.sequence();
    while (taken(slot(sequence), sequence)) {
      grow();
    }
    drop(sequence);
    sequences[slot(sequence)] = sequence;
    replies[slot(sequence)] = reply;
    references[slot(sequence)] = reference;
  }

  static boolean beyond(Once once) {
    return once.sequence() - once.acknowledged() > Limits.WINDOW_MAX;
  }

  /// Where the log has what is kept and had an effect.
  void forEachReference(LongConsumer action) {
    for (int slot = 0; slot < sequences.length; slot++) {
      if (references[slot] != EntryReference.NONE && !hasAcknowledged(sequences[slot])) {
        action.accept(references[slot]);
      }
    }
  }

  /// How many are kept.
  int count() {
    return (int) Arrays.stream(sequences).filter(sequence -> sequence > acknowledged).count();
  }

  /// Takes over what another table knows of the same client.
  void merge(ClientResults other) {
    acknowledge(other.acknowledged);
    for (int slot = 0; slot < other.sequences.length; slot++) {
      long sequence = other.sequences[slot];
      Reply reply = other.replies[slot];
      if (reply != null && !hasAcknowledged(sequence)) {
        put(new Once(client, sequence, Math.min(acknowledged, sequence - 1)), reply,
            other.references[slot]);
      } else {
        other.drop(sequence);
      }
    }
  }

  /// As of which adoption of tablets the coordinator has said that the lease lives; 0 for never.
  long heard() {
    return heard;
  }

  void hear(long adoption) {
    heard = Math.max(heard, adoption);
  }

  /// The next one in the same bucket of [Results].
  @Nullable ClientResults next() {
    return next;
  }

  void next(@Nullable ClientResults following) {
    next = following;
  }

  private boolean taken(int slot, long sequence) {
    return sequences[slot] != sequence && !hasAcknowledged(sequences[slot]);
  }

  /// Doubles the ring. What is alive in it lies apart there too, since it did before.
  private void grow() {
    long[] sequencesBefore = sequences;
    @Nullable Reply[] repliesBefore = replies;
    long[] referencesBefore = references;
    sequences = new long[2 * sequencesBefore.length];
    replies = new @Nullable Reply[sequences.length];
    references = new long[sequences.length];
    for (int slot = 0; slot < sequencesBefore.length; slot++) {
      if (!hasAcknowledged(sequencesBefore[slot])) {
        sequences[slot(sequencesBefore[slot])] = sequencesBefore[slot];
        replies[slot(sequencesBefore[slot])] = repliesBefore[slot];
        references[slot(sequencesBefore[slot])] = referencesBefore[slot];
      }
    }
  }

  private int slot(long sequence) {
    return (int) sequence & sequences.length - 1;
  }
}
