package dev.goalkeeper.store.backup;

import dev.goalkeeper.store.log.FrameReading;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameStore;
import java.util.List;

/// A directory's frames, and what lies in them from earlier lives. Reading it walks every byte that
/// was ever certified, which is not for the thread that answers pings.
///
/// @param store the frames
/// @param found what each used one is worth
public record KeptFrames(FrameStore store, List<FrameReading> found) {
  /// Keeps an order of its own.
  public KeptFrames {
    found = List.copyOf(found);
  }

  /// Reads all frames that hold something.
  public static KeptFrames read(FrameStore store) {
    List<Frame> used = store.used();
    return new KeptFrames(store, used.stream().map(FrameReading::of).toList());
  }
}
