package dev.goalkeeper.testkit.wrong;

/// The part of the library that should find what is wrong with a module.
enum Finder {
  /// The table does not build: the class does not load.
  BUILD,
  /// A call with which the contract is broken is refused at once.
  CALL,
  /// A simulated world ends with an error.
  SIMULATION,
  /// A live pool raises an alarm.
  WATCHDOG
}
