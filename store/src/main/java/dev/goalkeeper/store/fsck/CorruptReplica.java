package dev.goalkeeper.store.fsck;

/// A replica that does not count, since its bytes are not what they were certified to be.
///
/// @param directory of the server that kept it
/// @param place the file and the frame in it
/// @param why what is wrong, with what, and where in the segment
public record CorruptReplica(String directory, String place, String why) {
  /// One line.
  @Override
  public String toString() {
    return directory + "/" + place + ": " + why;
  }
}
