package dev.goalkeeper.store.metadata;

import java.util.concurrent.CompletableFuture;

class MemoryMetadataStoreTest extends MetadataContract {
  private final MemoryMetadataStore memory = new MemoryMetadataStore();

  @Override
  protected MetadataStore open() {
    return memory.another();
  }

  /// It comes at once, and nobody has to look at it.
  @Override
  protected void loseAnswer(MetadataStore store, Runnable sending) {
    sending.run();
  }

  @Override
  protected void expire(MetadataStore store) {
    store.close();
  }

  @Override
  protected <T> T await(CompletableFuture<T> future) {
    if (!future.isDone()) {
      throw new AssertionError("no result, and it comes at once or never");
    }
    return future.join();
  }
}
