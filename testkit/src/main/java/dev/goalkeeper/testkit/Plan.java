package dev.goalkeeper.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/// What a check is about: the set-up, what may strike it, what has to hold, and its bounds.
final class Plan<M> {
  private final Function<Outside, M> setup;
  private final Declared declared = new Declared();
  private final List<Happening<M>> happenings = new ArrayList<>();
  private final List<Law<M>> laws = new ArrayList<>();
  private final int[] outcomes = new int[Outcome.values().length];
  private boolean goals;
  private int statesMax = Check.STATES_MAX_DEFAULT;
  private String command = "";
  private BooleanSupplier stop = () -> false;
  private LongConsumer progress = states -> {};

  /// Something from outside that may happen so often: a fault or an event.
  ///
  /// @param when in which states it may
  /// @param ready in which states it must find the model when it does
  record Happening<M>(
      String name, int times, Predicate<M> when, Predicate<M> ready, Consumer<M> what) {}

  /// What must hold in every state.
  ///
  /// @param broken what is wrong, in words; empty if it holds
  record Law<M>(Function<M, String> broken) {}

  Plan(Function<Outside, M> setup) {
    this.setup = setup;
  }

  M setUp(Outside outside) {
    return setup.apply(outside);
  }

  Declared declared() {
    return declared;
  }

  List<Happening<M>> happenings() {
    return happenings;
  }

  List<Law<M>> laws() {
    return laws;
  }

  int allowed(Outcome outcome) {
    return outcomes[outcome.ordinal()];
  }

  void allow(Outcome outcome, int times) {
    outcomes[outcome.ordinal()] = times;
  }

  boolean goals() {
    return goals;
  }

  void askForGoals() {
    goals = true;
  }

  int statesMax() {
    return statesMax;
  }

  void statesMax(int most) {
    statesMax = most;
  }

  String command() {
    return command;
  }

  void command(String line) {
    command = line;
  }

  void stop(BooleanSupplier when) {
    stop = when;
  }

  boolean stopped() {
    return stop.getAsBoolean();
  }

  void progress(LongConsumer listener) {
    progress = listener;
  }

  void tell(long states) {
    progress.accept(states);
  }
}
