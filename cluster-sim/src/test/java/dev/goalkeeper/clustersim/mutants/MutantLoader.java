package dev.goalkeeper.clustersim.mutants;

import dev.goalkeeper.clustersim.Simulation;
import dev.goalkeeper.testkit.Incident;
import dev.goalkeeper.testkit.Shrunk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Loads the store and the simulation anew, some of their methods changed, and runs seeds in them.
///
/// All patches are made at once when it is made: one that has lost its place is known before a seed
/// runs.
final class MutantLoader extends ClassLoader {
  private static final List<String> ANEW =
      List.of("dev.goalkeeper.store.", "dev.goalkeeper.clustersim.");
  private static final String FAILURE = "dev.goalkeeper.clustersim.SimulationFailure";

  private final Map<String, byte[]> patched = new LinkedHashMap<>();
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
  MutantLoader(Simulation chosen, List<Patch> patches) {
    super("mutant", MutantLoader.class.getClassLoader());
    for (Patch patch : patches) {
      patched.put(patch.type(), patch.apply(asPatched(patch.type())));
    }
    try {
      scenarios = loadClass(Simulation.class.getName());
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

  private Object ofFailure(String method, long seed) {
    try {
      call("run", long.class).invoke(scenario, seed);
    } catch (InvocationTargetException thrown) {
      try {
        return call(method, long.class, loadClass(FAILURE))
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

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (ANEW.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      byte[] bytes = asPatched(name);
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private byte[] asPatched(String type) {
    byte[] known = patched.get(type);
    return known == null ? asCompiled(type) : known;
  }

  private static byte[] asCompiled(String type) {
    String file = "/" + type.replace('.', '/') + ".class";
    try (InputStream in = MutantLoader.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("there is no class " + type);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
