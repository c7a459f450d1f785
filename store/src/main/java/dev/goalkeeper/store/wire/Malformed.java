package dev.goalkeeper.store.wire;

/// Bytes that are no frame of this version. The message is one line for the log.
///
/// The only exception that a decoder throws; the transport catches it, logs the line with the
/// remote address, and closes the connection. It carries no stack trace: whoever can reach the port
/// can cause it, and should not choose how much work it is.
public final class Malformed extends RuntimeException {
  public Malformed(String line) {
    super(line, null, false, false);
  }
}
