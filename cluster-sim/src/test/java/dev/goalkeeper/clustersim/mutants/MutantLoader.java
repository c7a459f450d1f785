package dev.goalkeeper.clustersim.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Loads the store and the simulation anew, with patches in some of their methods, each of which
/// does nothing until it is switched on.
///
/// All patches are made at once when it is made: one that has lost its place is known before a seed
/// runs.
final class MutantLoader extends ClassLoader {
  private static final List<String> ANEW =
      List.of("dev.goalkeeper.store.", "dev.goalkeeper.clustersim.");

  private final Map<String, byte[]> patched = new LinkedHashMap<>();
  private final List<Patch> patches;

  /// With these patches in it, each once.
  MutantLoader(List<Patch> patches) {
    super("mutant", MutantLoader.class.getClassLoader());
    this.patches = patches.stream().distinct().toList();
    for (int number = 0; number < this.patches.size(); number++) {
      Patch patch = this.patches.get(number);
      patched.put(patch.type(), patch.apply(asPatched(patch.type()), number));
    }
  }

  /// Switches these patches on for this thread, and all others off. What is declared as a class
  /// loads is as it was then.
  ///
  /// @throws IllegalStateException if it does not have one of them
  void switchOn(List<Patch> working) {
    var numbers = new BitSet();
    for (Patch patch : working) {
      int number = patches.indexOf(patch);
      if (number < 0) {
        throw new IllegalStateException("these classes are without " + patch);
      }
      numbers.set(number);
    }
    try {
      loadClass(Switch.class.getName()).getMethod("set", BitSet.class).invoke(null, numbers);
    } catch (ReflectiveOperationException gone) {
      throw new IllegalStateException("the patches cannot be switched on", gone);
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
