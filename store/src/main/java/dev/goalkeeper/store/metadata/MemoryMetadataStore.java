package dev.goalkeeper.store.metadata;

import dev.goalkeeper.pools.Completion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A store that lives as long as its process: for a coordinator whose cluster may be forgotten with
/// it, and for tests that start a second one over what the first has written.
///
/// Results come at once. All doors to one memory are for one thread at a time.
public final class MemoryMetadataStore implements MetadataStore {
  private final Memory memory;

  /// What the doors share.
  private static final class Memory {
    private final Records records = new Records();
    private final List<Candidate> waiting = new ArrayList<>();
    private @Nullable MemoryMetadataStore leader;
  }

  /// Somebody who waits to be elected.
  private record Candidate(
      MemoryMetadataStore store, Completion<Leadership> done, long token) {}

  /// An empty one.
  public MemoryMetadataStore() {
    this(new Memory());
  }

  private MemoryMetadataStore(Memory memory) {
    this.memory = memory;
  }

  /// Another door to the same records, for another coordinator.
  public MemoryMetadataStore another() {
    return new MemoryMetadataStore(memory);
  }

  /// What everybody who leads begins with.
  public Records records() {
    return memory.records;
  }

  @Override
  public void campaign(String candidate, Completion<Leadership> done, long token) {
    memory.waiting.add(new Candidate(this, done, token));
    if (memory.leader == null || memory.leader == this) {
      elect();
    }
  }

  @Override
  public void write(Batch batch, Completion<Long> done, long token) {
    Records.check(batch.changes());
    try {
      memory.records.write(batch);
      done.complete(token, batch.number());
    } catch (Deposed deposed) {
      done.fail(token, deposed);
    }
  }

  @Override
  public void close() {
    memory.waiting.removeIf(candidate -> candidate.store() == this);
    if (memory.leader == this) {
      memory.leader = null;
      elect();
    }
  }

  private void elect() {
    if (!memory.waiting.isEmpty()) {
      Candidate next = memory.waiting.removeFirst();
      memory.leader = next.store();
      next.done().complete(next.token(), memory.records.elect());
    }
  }
}
