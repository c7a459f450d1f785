package dev.goalkeeper.store.log;

/// The running CRC32C over the checksums of entries, each taken as four little-endian bytes.
///
/// The JDK's `CRC32C` gives the same figure, but keeps its state to itself. Here the state is an
/// `int`: a segment extends it without an object, and a verifier that meets a wrong certificate
/// goes back to where it was by forgetting a number.
final class ChecksumChain {
  /// The chain over nothing.
  static final int EMPTY = 0;

  /// The Castagnoli polynomial, bits reversed.
  private static final int POLYNOMIAL = 0x82F63B78;

  private static final int[] TABLE_0 = firstTable();
  private static final int[] TABLE_1 = nextTable(TABLE_0);
  private static final int[] TABLE_2 = nextTable(TABLE_1);
  private static final int[] TABLE_3 = nextTable(TABLE_2);

  private ChecksumChain() {}

  static int extend(int chain, int checksum) {
    int state = ~chain ^ checksum;
    return ~(TABLE_3[state & 0xFF]
        ^ TABLE_2[state >>> 8 & 0xFF]
        ^ TABLE_1[state >>> 16 & 0xFF]
        ^ TABLE_0[state >>> 24]);
  }

  private static int[] firstTable() {
    int[] table = new int[256];
    for (int index = 0; index < table.length; index++) {
      int crc = index;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : POLYNOMIAL);
      }
      table[index] = crc;
    }
    return table;
  }

  private static int[] nextTable(int[] previous) {
    int[] table = new int[previous.length];
    for (int index = 0; index < table.length; index++) {
      table[index] = previous[index] >>> 8 ^ TABLE_0[previous[index] & 0xFF];
    }
    return table;
  }
}
