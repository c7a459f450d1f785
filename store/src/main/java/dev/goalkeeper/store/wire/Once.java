package dev.goalkeeper.store.wire;

/// What makes a mutation take effect once however often it is sent.
///
/// A client that loses an answer sends the mutation again with the same client and sequence, to
/// whoever serves the key by then: that master does it, or tells what came of it before.
///
/// @param client the client's lease, from 1
/// @param sequence of this mutation within the client, from 1
/// @param acknowledged the client has the results of all mutations up to this one
public record Once(long client, long sequence, long acknowledged) {
  /// No promise: the mutation is sent at most once.
  public static final Once NONE = new Once(0, 0, 0);

  public Once {
    boolean none = client == 0 && sequence == 0 && acknowledged == 0;
    boolean some = client > 0 && sequence > 0 && acknowledged >= 0 && acknowledged < sequence;
    if (!none && !some) {
      throw new IllegalArgumentException(
          "client " + client + ", sequence " + sequence + ", acknowledged " + acknowledged);
    }
  }

  /// Whether nothing is promised.
  public boolean none() {
    return client == 0;
  }
}
