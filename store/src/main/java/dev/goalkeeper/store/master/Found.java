package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.LogPosition;
import java.lang.foreign.MemorySegment;

/// Where an operation takes place: a key in its tablet, and the newest object there, if any.
///
/// @param reference of that object, or [EntryReference#NONE]
record Found(OwnedTablet tablet, MemorySegment key, long hash, long reference) {
  boolean exists() {
    return reference != EntryReference.NONE;
  }

  /// The object's version; [dev.goalkeeper.store.wire.Versions#ABSENT] without one.
  long version() {
    return tablet.version(reference);
  }

  /// What an answer about the object, or about its absence, rests on.
  LogPosition restsOn() {
    return tablet.restsOn(reference);
  }
}
