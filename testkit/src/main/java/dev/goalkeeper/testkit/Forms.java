package dev.goalkeeper.testkit;

import dev.goalkeeper.pools.Budget;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.Permit;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.World;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How values of each class are read, and which fields an object has that are its state. Shared by
/// all states of a check.
final class Forms {
  /// Classes that are read in the same way in every check; the first that fits counts.
  private static final List<Known> KNOWN = List.of(
      new Known(Task.class, Form.TASK), new Known(Cell.class, Form.CELL),
      new Known(Op.class, Form.OP), new Known(Timer.class, Form.TIMER),
      new Known(Link.class, Form.LINK), new Known(Group.class, Form.GROUP),
      new Known(Permit.class, Form.PERMIT), new Known(Pending.class, Form.PENDING),
      new Known(Number.class, Form.NUMBER),
      new Known(Boolean.class, Form.FLAG), new Known(Character.class, Form.CONSTANT),
      new Known(String.class, Form.CONSTANT), new Known(Enum.class, Form.ENUM),
      new Known(Duration.class, Form.CONSTANT), new Known(Throwable.class, Form.CLASS_ALONE),
      new Known(Class.class, Form.CODE), new Known(Map.class, Form.MAP),
      new Known(SortedSet.class, Form.SEQUENCE), new Known(LinkedHashSet.class, Form.SEQUENCE),
      new Known(Set.class, Form.SET), new Known(Collection.class, Form.SEQUENCE),
      new Known(Object[].class, Form.ARRAY), new Known(Pool.class, Form.CODE),
      new Known(World.class, Form.CODE), new Known(Budget.class, Form.CODE),
      new Known(Budget.Lane.class, Form.CODE), new Known(Outside.class, Form.CODE),
      new Known(RandomGenerator.class, Form.CODE));

  private static final Shape SYMBOL = new Shape(Form.SYMBOL, 0, List.of(), true);

  private final Declared declared;
  private final Map<Class<?>, Shape> shapes = new HashMap<>();
  private final Set<Class<?>> classesOfSymbols = new HashSet<>();
  private final Map<Object, Long> texts = new HashMap<>();

  /// What a value is to a fingerprint.
  enum Form {
    NUMBER, FLAG, CONSTANT, ENUM, CLASS_ALONE, SYMBOL, TASK, CELL, OP, TIMER, LINK, GROUP, PERMIT,
    SEQUENCE, SET, MAP, RECORD, OBJECT, ARRAY, PENDING, CODE
  }

  private record Known(Class<?> type, Form form) {}

  /// How values of a class are read.
  ///
  /// @param name what its name is hashed to
  /// @param parts the fields that are its state; of what is read field by field
  /// @param symbols whether some values of the class are symmetric ids
  record Shape(Form form, long name, List<Part> parts, boolean symbols) {}

  /// How a field compares.
  enum Compare {
    VALUE,
    UNORDERED,
    COUNTER,
    AT_MOST,
    SINCE
  }

  /// One field that is state.
  ///
  /// @param family which counters it is ranked among
  /// @param bound the value from which on all are alike; of a moment, the age
  record Part(Field field, Compare compare, int family, long bound) {}

  Forms(Declared declared) {
    this.declared = declared;
    declared.symbols().forEach(symbol -> classesOfSymbols.add(symbol.getClass()));
  }

  /// What a set-up returned: unless it is a task, all of its fields are state.
  void model(Object model) {
    if (!(model instanceof Task<?>) && !declared.knows(model.getClass())) {
      declared.model(model.getClass());
    }
  }

  /// How a value is read.
  Shape shape(Object value) {
    Shape known = shapes.get(value.getClass());
    if (known == null) {
      known = find(value, value.getClass());
      shapes.put(value.getClass(), known);
    }
    return known.symbols() && declared.symbols().contains(value) ? SYMBOL : known;
  }

  /// What the text of a constant is hashed to.
  long text(Object constant) {
    return texts.computeIfAbsent(constant, each -> hash(each.toString()));
  }

  /// The operation that a completion is, or leads to by the components of a record.
  static @Nullable Op<?> operation(Object completion) {
    if (completion instanceof Op<?> op) {
      return op;
    }
    if (completion.getClass().isRecord()) {
      for (Field field : completion.getClass().getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        field.setAccessible(true);
        Object component = read(field, completion);
        Op<?> found = component == null ? null : operation(component);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  static @Nullable Object read(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException denied) {
      throw new IllegalStateException("cannot read " + field, denied);
    }
  }

  private Shape find(Object value, Class<?> type) {
    Form form = form(value, type);
    boolean inParts = form == Form.TASK || form == Form.OBJECT || form == Form.RECORD;
    return new Shape(form, hash(type.getName()), inParts ? parts(type) : List.of(),
        classesOfSymbols.contains(type));
  }

  private Form form(Object value, Class<?> type) {
    for (Known each : KNOWN) {
      if (each.type().isInstance(value)) {
        return each.form();
      }
    }
    return other(type);
  }

  private Form other(Class<?> type) {
    if (type.isHidden() || declared.isOutside(type)) {
      return Form.CODE;
    }
    if (type.isRecord()) {
      return Form.RECORD;
    }
    if (declared.knows(type)) {
      return Form.OBJECT;
    }
    throw new UndeclaredState(type.getSimpleName() + ": nobody said whether it is state. "
        + "Name its fields with state(" + type.getSimpleName() + ".class, ...), or leave it out "
        + "with outside(" + type.getSimpleName() + ".class).");
  }

  private List<Part> parts(Class<?> type) {
    var found = new ArrayList<Part>();
    for (Class<?> at = type; at != null && at != Task.class && at != Object.class;
        at = at.getSuperclass()) {
      List<Field> fields = new ArrayList<>(List.of(at.getDeclaredFields()));
      fields.removeIf(field -> Modifier.isStatic(field.getModifiers()) || field.isSynthetic());
      for (Field field : fields) {
        declared.part(type, field).ifPresent(found::add);
        field.setAccessible(true);
      }
    }
    return List.copyOf(found);
  }

  private static long hash(String text) {
    long word = text.length();
    for (int i = 0; i < text.length(); i++) {
      word = Names.mix(word ^ text.charAt(i));
    }
    return word;
  }
}
