package dev.goalkeeper.clustersim.mutants;

import dev.goalkeeper.clustersim.Simulation;
import dev.goalkeeper.testkit.Incident;
import dev.goalkeeper.testkit.Shrunk;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/// A simulation in classes of its own, some patches of which are on while it runs a seed.
final class PatchedSimulation {
  private static final String FAILURE = "dev.goalkeeper.clustersim.SimulationFailure";

  private final MutantLoader classes;
  private final List<Patch> working;
  private final Class<?> scenarios;
  private final Object scenario;

  /// How the run of one seed ended.
  sealed interface Ending {
    /// All invariants held.
    record Kept(long hash) implements Ending {}

    /// The simulation objected.
    record Broken(String complaint) implements Ending {}
  }

  /// @param chosen what runs the seeds
  /// @param working the patches that are on, of those that the classes have
  PatchedSimulation(MutantLoader classes, Simulation chosen, List<Patch> working) {
    this.classes = classes;
    this.working = List.copyOf(working);
    classes.switchOn(working);
    try {
      scenarios = classes.loadClass(Simulation.class.getName());
      scenario = scenarios.getField(chosen.name()).get(null);
    } catch (ReflectiveOperationException gone) {
      throw new IllegalStateException(chosen + " runs no seeds", gone);
    }
  }

  /// Runs the simulation of that seed.
  ///
  /// @throws IllegalStateException if what broke is not what is simulated
  Ending run(long seed) {
    return ending(() -> call("run", long.class).invoke(scenario, seed));
  }

  /// Runs it with these incidents alone.
  Ending run(long seed, List<Incident> incidents) {
    return ending(() -> call("run", long.class, List.class).invoke(scenario, seed, incidents));
  }

  /// What is left of a seed that fails.
  Shrunk shrink(long seed) {
    return (Shrunk) ofFailure("shrink", seed);
  }

  /// What people are told of it.
  List<?> told(long seed) {
    return (List<?>) ofFailure("told", seed);
  }

  /// A class as it is there.
  Class<?> type(Class<?> unpatched) throws ClassNotFoundException {
    return classes.loadClass(unpatched.getName());
  }

  private Object ofFailure(String method, long seed) {
    try {
      call("run", long.class).invoke(scenario, seed);
    } catch (InvocationTargetException thrown) {
      try {
        return call(method, long.class, classes.loadClass(FAILURE))
            .invoke(scenario, seed, thrown.getCause());
      } catch (ReflectiveOperationException gone) {
        throw new IllegalStateException("the failure cannot be shrunk", gone);
      }
    } catch (ReflectiveOperationException gone) {
      throw new IllegalStateException("the simulation cannot be run", gone);
    }
    throw new IllegalStateException("seed " + seed + " does not fail");
  }

  private Method call(String name, Class<?>... parameters) throws NoSuchMethodException {
    classes.switchOn(working);
    return scenarios.getMethod(name, parameters);
  }

  /// A call of the simulation.
  private interface Run {
    Object report() throws ReflectiveOperationException;
  }

  private static Ending ending(Run run) {
    try {
      Object report = run.report();
      return new Ending.Kept((long) report.getClass().getMethod("hash").invoke(report));
    } catch (InvocationTargetException thrown) {
      Throwable cause = thrown.getCause();
      if (cause != null && cause.getClass().getName().equals(FAILURE)) {
        return new Ending.Broken(String.valueOf(cause.getMessage()));
      }
      throw new IllegalStateException("a seed broke the simulation itself", cause);
    } catch (ReflectiveOperationException gone) {
      throw new IllegalStateException("the simulation cannot be run", gone);
    }
  }
}
