package dev.goalkeeper.store.metadata;

/// The record is not one that this coordinator can lead with: another cluster's, or of a newer
/// format. No other try would end otherwise, a person has to decide; so the process ends with the
/// message.
public final class MetadataRefused extends Exception {
  /// @param line for a person: what was found where, and what to do
  public MetadataRefused(String line) {
    super(line);
  }
}
