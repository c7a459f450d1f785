package dev.goalkeeper.store.metadata;

import dev.goalkeeper.pools.Completion;

/// A small, slow, durable store of records by key, which also elects who may write it.
///
/// Nothing here blocks. Results come on any thread; without one within the time-out of the caller's
/// operation the outcome is unknown, as after every failure but [Deposed].
///
/// Why writes are fenced and how: docs/design/0012. RAMCloud's `ExternalStorage` is its ancestor.
public interface MetadataStore extends AutoCloseable {
  /// Characters of a key.
  int KEY_CHARS_MAX = 200;

  /// Bytes of one record, in UTF-8.
  int VALUE_BYTES_MAX = 64 * 1024;

  /// Changes of one write.
  int CHANGES_MAX = 100;

  /// Bytes of the keys and values of one write, in UTF-8: a store may take a megabyte at once.
  int WRITE_BYTES_MAX = 512 * 1024;

  /// Stands for election until elected; whoever asks again after a failure may be elected twice,
  /// and the later term counts.
  ///
  /// The result is read after the election took effect, so no earlier term can add to it.
  ///
  /// Fails with [MetadataRefused] if no other try would end otherwise.
  ///
  /// @param candidate as people find it in the store: its address
  void campaign(String candidate, Completion<Leadership> done, long token);

  /// Makes all changes at once, or none of them.
  ///
  /// Sent again with the same number, after a failure, it takes effect at most once, and ends well
  /// if it has. A write without changes, which has its number like every other, proves that the
  /// term was the last one at some moment since it was sent.
  ///
  /// Fails with [Deposed] if there is a later term; after any other failure nobody knows.
  ///
  /// @param done gets the number
  /// @throws IllegalArgumentException if a bound is broken; nothing is written
  void write(Batch batch, Completion<Long> done, long token);

  /// Gives up leading or standing; what is under way fails, or stays without a result. Others are
  /// elected at once, as far as the store can be told: telling it may take a second.
  @Override
  void close();
}
