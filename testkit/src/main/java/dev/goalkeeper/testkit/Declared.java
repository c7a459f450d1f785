package dev.goalkeeper.testkit;

import dev.goalkeeper.testkit.Forms.Compare;
import dev.goalkeeper.testkit.Forms.Part;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a check was told about state: which fields are state, and how they compare.
final class Declared {
  private final Map<Field, Way> ways = new HashMap<>();
  private final Set<Class<?>> known = new HashSet<>();
  private final List<Class<?>> outside = new ArrayList<>();
  private final Set<Object> symbols = new LinkedHashSet<>();
  private final List<String> families = new ArrayList<>();

  /// How one field compares; nothing if it is no state.
  private sealed interface Way {
    record As(Compare compare, int family, long bound) implements Way {}

    record Not() implements Way {}
  }

  void state(Class<?> type, String... fields) {
    declare(type, new Way.As(Compare.VALUE, 0, 0), fields);
  }

  void unordered(Class<?> type, String... fields) {
    declare(type, new Way.As(Compare.UNORDERED, 0, 0), fields);
  }

  void counters(String family, Class<?> type, String... fields) {
    if (!families.contains(family)) {
      families.add(family);
    }
    declare(type, new Way.As(Compare.COUNTER, families.indexOf(family), 0), fields);
  }

  void atMost(int most, Class<?> type, String... fields) {
    declare(type, new Way.As(Compare.AT_MOST, 0, most), fields);
  }

  void since(Duration threshold, Class<?> type, String... fields) {
    declare(type, new Way.As(Compare.SINCE, 0, threshold.toNanos()), fields);
  }

  void notState(Class<?> type, String... fields) {
    declare(type, new Way.Not(), fields);
  }

  void outside(Class<?> type) {
    outside.add(type);
  }

  void symmetric(List<?> ids) {
    symbols.addAll(ids);
  }

  /// How many families of counters there are.
  int families() {
    return families.size();
  }

  Set<Object> symbols() {
    return symbols;
  }

  /// Whether some field of the class was declared.
  boolean knows(Class<?> type) {
    return known.contains(type);
  }

  /// The class of the model: all of its fields are state, whatever they are.
  void model(Class<?> type) {
    known.add(type);
    for (Field field : type.getDeclaredFields()) {
      ways.putIfAbsent(field, new Way.As(Compare.VALUE, 0, 0));
    }
  }

  boolean isOutside(Class<?> type) {
    return outside.stream().anyMatch(each -> each.isAssignableFrom(type));
  }

  /// How a field takes part in the state of its class; nothing if it does not.
  ///
  /// @throws UndeclaredState if it can change and nobody said how it compares
  Optional<Part> part(Class<?> owner, Field field) {
    if (isOutside(field.getType())) {
      return Optional.empty();
    }
    boolean constant = Modifier.isFinal(field.getModifiers());
    Way undeclared = constant ? new Way.As(Compare.VALUE, 0, 0) : null;
    return switch (ways.getOrDefault(field, undeclared)) {
      case null -> throw new UndeclaredState(owner.getSimpleName() + "." + field.getName()
          + " can change, and nobody said how it compares: add it to state(" + owner.getSimpleName()
          + ".class, ...), counters(...) or since(...), or leave it out with notState(...).");
      case Way.Not() -> Optional.empty();
      case Way.As(Compare compare, int family, long bound) ->
          Optional.of(new Part(field, compare, family, bound));
    };
  }

  private void declare(Class<?> type, Way way, String... fields) {
    known.add(type);
    for (String name : fields) {
      ways.put(field(type, name), way);
    }
  }

  private static Field field(Class<?> type, String name) {
    try {
      return type.getDeclaredField(name);
    } catch (NoSuchFieldException misspelt) {
      throw new IllegalArgumentException(
          type.getSimpleName() + " has no field '" + name + "'", misspelt);
    }
  }
}
