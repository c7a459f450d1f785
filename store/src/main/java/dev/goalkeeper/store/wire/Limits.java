package dev.goalkeeper.store.wire;

import org.jspecify.annotations.Nullable;

/// Every limit of the wire, with its reason, and the checks that message constructors share.
///
/// Sender and receiver check alike: a message that breaks a limit cannot be built, so it can
/// neither be sent nor come out of a decoder.
public final class Limits {
  /// Clients in one question: each takes 8 bytes, and whoever has more asks again.
  public static final int CLIENTS_MAX = 1_000;

  /// Mutations of one client that are not acknowledged: what a master keeps for it is bounded so.
  public static final int WINDOW_MAX = 512;

  /// Keys: small against a segment, large enough for any path or URL.
  public static final int KEY_BYTES_MAX = 64 << 10;

  /// Values: an eighth of a default segment, so that a head is never mostly padding.
  public static final int VALUE_BYTES_MAX = 1 << 20;

  /// Log bytes in one [WriteReplica]: the paper's "up to 1 MB" (figure 2, R4). It bounds how long
  /// one replica can keep a connection from the others.
  public static final int CHUNK_BYTES_MAX = 1 << 20;

  /// Segments: eight times the default. Larger ones make repair and recovery coarse.
  public static final int SEGMENT_BYTES_MAX = 64 << 20;

  /// Replicas of one segment: more than anyone can place in distinct failure domains.
  public static final int REPLICAS_MAX = 16;

  /// Names of clusters, tables, hosts and failure domains: what DNS allows for a host.
  public static final int NAME_BYTES_MAX = 255;

  /// Members in one list: each is up to 600 bytes, and a list must fit into one frame.
  public static final int MEMBERS_MAX = 1_000;

  /// Tablets of one table: each is up to 300 bytes, and a table must fit into one frame.
  public static final int TABLETS_MAX = 1_000;

  /// Tables of a cluster: each costs its coordinator a task, and a list of all fits into one frame.
  public static final int TABLES_MAX = 1_000;

  /// Keys and values in a page of a scan: the largest object, or thousands of small ones.
  public static final int PAGE_BYTES_MAX = VALUE_BYTES_MAX + KEY_BYTES_MAX + Page.Line.BYTES;

  /// Objects in a page of a scan: so many are copied in a few hundred microseconds.
  public static final int PAGE_OBJECTS_MAX = 4_000;

  /// Segments of one log: what its recovery says of each, up to 58 bytes, must fit into one frame.
  public static final int LOG_SEGMENTS_MAX = 16_000;

  /// Entries in one answer: the largest object, and where it lay.
  public static final int ENTRIES_BYTES_MAX = VALUE_BYTES_MAX + KEY_BYTES_MAX + 64;

  /// Replicas of a segment that a recovery names: one to read, the others in case it cannot be.
  public static final int SOURCES_MAX = 4;

  /// The reason in a refusal: a few lines for a person.
  public static final int REASON_CHARS_MAX = 1_000;

  /// Servers of a table that are said to be down: all that can be while they come back.
  public static final int OUTAGES_MAX = REPLICAS_MAX;

  /// What an inspection is about: a task's name.
  public static final int SUBJECT_BYTES_MAX = 1_000;

  /// Each of the two forms of an inspection; both fit into one frame.
  public static final int INSPECTION_BYTES_MAX = 512 << 10;

  /// The largest frame after its length field: a key, a value, and 64 KiB for all the rest. It is
  /// checked before anything is allocated.
  public static final int FRAME_BYTES_MAX = VALUE_BYTES_MAX + KEY_BYTES_MAX + (64 << 10);

  private Limits() {}

  /// A name: not empty, at most [#NAME_BYTES_MAX] bytes, without control characters.
  static void requireName(String what, String name) {
    require(!name.isEmpty(), what + " is empty");
    requireLabel(what, name);
  }

  /// A name that may be absent, which is the empty string.
  static void requireLabel(String what, String name) {
    requireText(what, name, NAME_BYTES_MAX);
    require(name.chars().noneMatch(Character::isISOControl), what + " has a control character");
  }

  /// Text that survives its encoding: no unpaired surrogates, at most `bytesMax` bytes of UTF-8.
  static void requireText(String what, String text, int bytesMax) {
    int bytes = utf8Bytes(text);
    require(bytes >= 0, what + " has half a surrogate pair");
    requireAtMost(what + " bytes", bytes, bytesMax);
  }

  /// A reason as it can be sent. It is cut and mended rather than refused: an error path must not
  /// fail over how it words the error.
  static String reason(String text) {
    boolean cut = text.length() > REASON_CHARS_MAX;
    boolean mend = utf8Bytes(text) < 0;
    String kept = cut ? text.substring(0, REASON_CHARS_MAX) : text;
    return cut || mend ? kept.replaceAll("[\\ud800-\\udfff]", "?") : kept;
  }

  static void requireAtMost(String what, long number, long most) {
    if (number > most) {
      throw new IllegalArgumentException(what + ": " + number + ", at most " + most);
    }
  }

  static void requireNotNegative(String what, long number) {
    if (number < 0) {
      throw new IllegalArgumentException(what + " is negative: " + number);
    }
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /// The same for values that are made all the time: the text is put together only if needed.
  static void require(boolean holds, String otherwise, long number) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise + ": " + number);
    }
  }

  /// For lists whose order is part of their meaning.
  static <T extends Comparable<T>> void requireRising(String what, @Nullable T prior, T next) {
    if (prior != null && prior.compareTo(next) >= 0) {
      throw new IllegalArgumentException(what + " " + next + " follows " + prior);
    }
  }

  /// The length of `text` in UTF-8, or -1 when it has half a surrogate pair.
  static int utf8Bytes(String text) {
    int bytes = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        return -1;
      }
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      at += Character.charCount(point);
    }
    return bytes;
  }
}
