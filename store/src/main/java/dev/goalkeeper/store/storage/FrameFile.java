package dev.goalkeeper.store.storage;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/// A file of frames that is being made.
///
/// Filling and forcing 64 MiB takes hundreds of milliseconds. Done on the thread that answers
/// writes, they would stand still that long, and pings with them.
final class FrameFile {
  private final String name;
  private final CompletableFuture<MemorySegment> memory;

  FrameFile(Disk disk, String name, long bytes, Executor executor) {
    this.name = name;
    this.memory = CompletableFuture.supplyAsync(() -> disk.create(name, bytes), executor);
  }

  String name() {
    return name;
  }

  boolean made() {
    return memory.isDone();
  }

  /// Runs `then` once it is made or has failed: there and then, or on this thread if it has.
  void whenMade(Runnable then) {
    var _ = memory.whenComplete((_, _) -> then.run());
  }

  /// The file's memory, once it is made.
  ///
  /// @throws DiskFull if there was no room for it
  MemorySegment memory() {
    try {
      return memory.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof DiskFull full ? full : failed;
    }
  }

  /// Waits until nothing is written any more, however it ended.
  void settle() {
    memory.handle((_, _) -> true).join();
  }
}
