package dev.goalkeeper.cli.mutation;

/// A method that decides which row applies.
///
/// @param type its class
/// @param method its name in the class file, which for a lambda is a number
/// @param descriptor its parameters and result
record Condition(String type, String method, String descriptor) {
  /// The class as people say it: `figure2.Replica`.
  String shortType() {
    String withoutClass = type.substring(0, type.lastIndexOf('.'));
    return type.substring(withoutClass.lastIndexOf('.') + 1);
  }
}
