package dev.goalkeeper.testkit;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.ChosenWorld;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.Permit;
import dev.goalkeeper.pools.Status;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.testkit.Forms.Part;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a state and makes two 64-bit words of it.
///
/// Tasks, operations and declared symmetric ids have no value of their own: each is its number in
/// the order in which it is first met, so states that differ by such names alone are one. What has
/// no order is met in the order of a sketch of it, which looks at what is not numbered yet from
/// outside only; a tie may cost a state that is counted twice, and never merges two. Counters are
/// replaced by their rank among all of their family.
///
/// Two states of a million share a fingerprint by accident with a chance of one in 10^26.
final class Fingerprint {
  /// How deep a sketch looks into tasks that are not numbered yet.
  private static final int SKETCH_DEPTH = 2;

  private static final int CAPACITY_FIRST = 512;
  private static final long NULL = 0x6e756c6c;
  private static final long AGAIN = 0x616761;
  private static final long UNKNOWN = 0x756e6b;
  private static final long END = 0x656e64;

  private final Forms forms;
  private final int families;
  private final long nowNanos;
  private final Map<Object, Integer> numbers = new HashMap<>();
  private long[] words = new long[CAPACITY_FIRST];
  private byte[] kinds = new byte[CAPACITY_FIRST];
  private int size;
  private int sketching;
  private int depth;

  Fingerprint(Forms forms, int families, long nowNanos) {
    this.forms = forms;
    this.families = families;
    this.nowNanos = nowNanos;
  }

  /// Takes in a value, and all that it leads to.
  void add(@Nullable Object value) {
    if (value == null) {
      put(NULL);
      return;
    }
    Forms.Form form = forms.form(value);
    switch (form) {
      case NUMBER -> put(number((Number) value));
      case FLAG -> put(value.equals(true) ? 1 : 2);
      case CONSTANT -> put(text(value.toString()));
      case ENUM -> put(((Enum<?>) value).ordinal() + 0x1000L);
      case CLASS_ALONE -> put(name(value.getClass()));
      case SYMBOL -> symbol(value);
      case TASK, OBJECT -> named(value);
      case CELL -> add(((Cell<?>) value).get());
      case OP -> operation((Op<?>) value);
      case TIMER -> put(((Timer) value).running() ? 3 : 4);
      case LINK -> add(((Link<?>) value).target().orElse(null));
      case GROUP -> sequence(((Group<?>) value).members());
      case PERMIT -> permit((Permit) value);
      case SEQUENCE -> sequence((Collection<?>) value);
      case SET -> unordered(List.copyOf((Collection<?>) value));
      case MAP -> map((Map<?, ?>) value);
      case RECORD -> parts(value);
      case ARRAY -> array(value);
      case PENDING -> asked((Pending<?>) value);
      case CODE -> put(END);
    }
  }

  /// Takes in values whose order means nothing.
  void unordered(List<?> values) {
    put(values.size());
    for (Object each : inOrderOfSketch(values)) {
      add(each);
    }
  }

  /// Takes in those tasks that nothing led to so far.
  void rest(List<Task<?>> tasks) {
    List<Task<?>> unmet = new ArrayList<>(tasks);
    unmet.removeIf(numbers::containsKey);
    unordered(unmet);
  }

  /// Takes in what was asked, and which operation waits for it; after the tasks, which number
  /// those.
  void pending(List<Pending<?>> asked) {
    unordered(asked);
  }

  private void asked(Pending<?> asked) {
    add(asked.subject());
    Op<?> op = asked.op();
    Integer number = op == null ? null : numbers.get(op);
    put(number == null ? UNKNOWN : number);
    put(asked.awaited() ? 5 : 6);
  }

  void put(long word) {
    put(word, 0);
  }

  /// The two words of all that was taken in.
  long[] words() {
    rank();
    long one = 0x9E3779B97F4A7C15L;
    long two = 0xC2B2AE3D27D4EB4FL;
    for (int i = 0; i < size; i++) {
      one = mix(one ^ words[i]);
      two = mix(two + words[i] * 0xD6E8FEB86659FD93L);
    }
    return new long[] {one == 0 && two == 0 ? 1 : one, two};
  }

  private void put(long word, int family) {
    if (size == words.length) {
      words = Arrays.copyOf(words, size * 2);
      kinds = Arrays.copyOf(kinds, size * 2);
    }
    kinds[size] = (byte) family;
    words[size++] = word;
  }

  private void symbol(Object id) {
    Integer known = numbers.get(id);
    if (known != null) {
      put(known + 0x2000L);
    } else if (sketching > 0) {
      put(UNKNOWN);
    } else {
      put(remember(id) + 0x2000L);
    }
  }

  private int remember(Object named) {
    int number = numbers.size();
    numbers.put(named, number);
    return number;
  }

  private void named(Object object) {
    Integer known = numbers.get(object);
    if (known != null) {
      put(AGAIN);
      put(known);
      return;
    }
    if (sketching > 0) {
      if (depth < SKETCH_DEPTH) {
        depth++;
        put(name(object.getClass()));
        parts(object);
        depth--;
      } else {
        put(UNKNOWN);
      }
      return;
    }
    remember(object);
    put(name(object.getClass()));
    parts(object);
  }

  private void operation(Op<?> op) {
    if (sketching == 0) {
      numbers.putIfAbsent(op, numbers.size());
    }
    Status status = op.status();
    put(0x3000L + status.ordinal());
    if (status == Status.OK) {
      add(op.value());
    } else if (status == Status.FAILED) {
      put(name(op.failure().getClass()));
    }
  }

  private void permit(Permit permit) {
    put(ChosenWorld.standing(permit));
    ChosenWorld.ticket(permit).ifPresent(ticket -> put(ticket, families + 1));
  }

  private void parts(Object owner) {
    for (Part part : forms.parts(owner)) {
      Object value = Forms.read(part.field(), owner);
      switch (part.compare()) {
        case VALUE -> add(value);
        case UNORDERED -> unordered(elements(value));
        case COUNTER -> counters(value, part.family());
        case AT_MOST -> atMost(value, part.bound());
        case SINCE -> moments(value, part.bound());
      }
    }
    put(END);
  }

  private void atMost(@Nullable Object value, long most) {
    if (value instanceof Number number) {
      put(Math.min(most, number.longValue()));
    } else {
      throw new IllegalStateException("no number, and has no most: " + value);
    }
  }

  private static List<?> elements(@Nullable Object value) {
    if (value instanceof Group<?> group) {
      return group.members();
    }
    if (value instanceof Collection<?> values) {
      return List.copyOf(values);
    }
    throw new IllegalStateException("no collection, and has no order to leave out: " + value);
  }

  private void counters(@Nullable Object value, int family) {
    if (value instanceof Cell<?> cell) {
      counters(cell.get(), family);
    } else if (value instanceof Number number) {
      if (sketching == 0) {
        put(number.longValue(), family + 1);
      }
    } else {
      throw new IllegalStateException("a counter is a number, not " + value);
    }
  }

  /// Of a moment, or the moments in a map, only whether it lies so far back counts.
  private void moments(@Nullable Object value, long thresholdNanos) {
    if (value instanceof Number moment) {
      put(nowNanos - moment.longValue() >= thresholdNanos ? 7 : 8);
    } else if (value instanceof Map<?, ?> map) {
      List<List<Object>> entries = new ArrayList<>();
      map.forEach((key, moment) ->
          entries.add(List.of(key, nowNanos - ((Number) moment).longValue() >= thresholdNanos)));
      unordered(entries);
    } else {
      throw new IllegalStateException("a moment is a number of nanoseconds, not " + value);
    }
  }

  private void sequence(Collection<?> values) {
    put(values.size());
    for (Object each : values) {
      add(each);
    }
  }

  private void array(Object array) {
    int length = Array.getLength(array);
    put(length);
    for (int i = 0; i < length; i++) {
      add(Array.get(array, i));
    }
  }

  private void map(Map<?, ?> map) {
    List<List<Object>> entries = new ArrayList<>();
    map.forEach((key, value) -> entries.add(List.of(key, value)));
    unordered(entries);
  }

  private List<?> inOrderOfSketch(List<?> values) {
    if (values.size() < 2) {
      return values;
    }
    List<Sketched> sketches = new ArrayList<>();
    for (Object each : values) {
      sketches.add(new Sketched(each, sketch(each)));
    }
    sketches.sort((left, right) -> Long.compare(left.sketch(), right.sketch()));
    return sketches.stream().map(Sketched::value).toList();
  }

  private record Sketched(Object value, long sketch) {}

  private long sketch(Object value) {
    int mark = size;
    sketching++;
    add(value);
    sketching--;
    long sketch = 0;
    for (int i = mark; i < size; i++) {
      sketch = mix(sketch ^ (kinds[i] == 0 ? words[i] : 0));
    }
    size = mark;
    return sketch;
  }

  /// Replaces the counters of each family by their ranks.
  private void rank() {
    for (int family = 1; family <= families + 1; family++) {
      long[] values = new long[size];
      int count = 0;
      for (int i = 0; i < size; i++) {
        if (kinds[i] == family) {
          values[count++] = words[i];
        }
      }
      if (count > 0) {
        replace(family, Arrays.stream(values, 0, count).sorted().distinct().toArray());
      }
    }
  }

  private void replace(int family, long[] sorted) {
    for (int i = 0; i < size; i++) {
      if (kinds[i] == family) {
        words[i] = Arrays.binarySearch(sorted, words[i]);
      }
    }
  }

  private static long number(Number value) {
    return value instanceof Double || value instanceof Float
        ? Double.doubleToLongBits(value.doubleValue()) : value.longValue();
  }

  private static long name(Class<?> type) {
    return text(type.getName());
  }

  private static long text(String text) {
    long word = text.length();
    for (int i = 0; i < text.length(); i++) {
      word = mix(word ^ text.charAt(i));
    }
    return word;
  }

  private static long mix(long bits) {
    long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
