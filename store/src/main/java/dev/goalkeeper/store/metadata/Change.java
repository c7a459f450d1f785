package dev.goalkeeper.store.metadata;

/// One change of the record.
public sealed interface Change {
  /// Names of at most [MetadataStore#KEY_CHARS_MAX] characters: parts of letters, digits, dots and
  /// dashes, with a slash between two of them.
  String key();

  /// The record of that key is this from now on.
  ///
  /// @param value text that people can read in the store; at most [MetadataStore#VALUE_BYTES_MAX]
  ///     bytes of UTF-8
  record Put(String key, String value) implements Change {}

  /// There is no record of that key from now on, if there was one.
  record Remove(String key) implements Change {}
}
