package dev.goalkeeper.testkit.wrong;

import java.util.List;
import java.util.function.Supplier;

/// A mistake that people make, as a module that makes it and one that does not.
///
/// @param mistake what is wrong, in a few words
/// @param finder which part should say so
/// @param expected what it says, in part
/// @param wrong tries the module; returns what was found
/// @param right tries the corrected twin likewise
record WrongModule(
    String mistake,
    Finder finder,
    String expected,
    Supplier<List<String>> wrong,
    Supplier<List<String>> right) {

  @Override
  public String toString() {
    return mistake;
  }
}
