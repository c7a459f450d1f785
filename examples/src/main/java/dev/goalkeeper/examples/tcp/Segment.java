package dev.goalkeeper.examples.tcp;

/// What travels. SYN, each character and FIN take one sequence number each.
///
/// @param from the first sequence number in it
/// @param syn whether that is the SYN
/// @param text the characters
/// @param fin whether the last one is the FIN
/// @param ack the next number that its sender expects; 0 before it has heard a SYN
/// @param reset there is no such connection
record Segment(int from, boolean syn, String text, boolean fin, int ack, boolean reset) {
  Segment {
    if (from < 0 || ack < 0 || (syn && from != 0)) {
      throw new IllegalArgumentException("no segment begins at " + from + " and has ack " + ack);
    }
  }

  /// The number behind its last one.
  int end() {
    return from + (syn ? 1 : 0) + text.length() + (fin ? 1 : 0);
  }
}
