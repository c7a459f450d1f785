package dev.goalkeeper.examples.figure2;

/// How far something has come: queued, sent or committed.
///
/// @param open the header
/// @param bytes of data
/// @param closed the footer, which says that there will be no more
record Progress(boolean open, int bytes, boolean closed) {
  static final Progress NONE = new Progress(false, 0, false);

  Progress {
    if (bytes < 0 || (!open && (bytes > 0 || closed))) {
      throw new IllegalArgumentException("a segment opens first: " + open + ", " + bytes);
    }
  }

  boolean covers(Progress other) {
    return (open || !other.open) && bytes >= other.bytes && (closed || !other.closed);
  }
}
