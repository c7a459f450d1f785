package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.LogPosition;
import java.lang.foreign.MemorySegment;

/// Where an operation takes place: a key in its tablet, and the newest object there, if any.
///
/// @param reference of that object, or [EntryReference#NONE]
record Found(OwnedTablet owner, MemorySegment key, long hash, long reference) {
  TabletObjects objects() {
    return owner.objects();
  }

  boolean exists() {
    return reference != EntryReference.NONE;
  }

  /// The object's version; [dev.goalkeeper.store.wire.Versions#ABSENT] without one.
  long version() {
    return owner.objects().version(reference);
  }

  /// What an answer about the object, or about its absence, rests on.
  LogPosition restsOn() {
    return owner.objects().restsOn(reference);
  }
}
