package dev.goalkeeper.store.metadata;

import java.util.List;

/// Changes that are made at once, or not at all.
///
/// @param term in which they are made, as [MetadataStore#campaign] gave it
/// @param number one more than the last; the one before must have ended well
/// @param changes at most [MetadataStore#CHANGES_MAX], of [MetadataStore#WRITE_BYTES_MAX] bytes,
///     each key once; none if only the term is to be proved
public record Batch(long term, long number, List<Change> changes) {
  public Batch {
    changes = List.copyOf(changes);
  }
}
