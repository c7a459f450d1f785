package dev.goalkeeper.testkit;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.ChosenWorld;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.Permit;
import dev.goalkeeper.pools.Status;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.testkit.Forms.Part;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads states, one after the other, and makes two 64-bit words of each.
///
/// Tasks, operations, objects and declared symmetric ids have no value of their own but where they
/// stand: states that differ by such [Names] alone are one. Counters are replaced by their rank
/// among all of their family.
final class Fingerprint {
  private static final long NULL = 0x6e756c6c;
  private static final long UNKNOWN = 0x756e6b;

  private final Forms forms;
  private final int families;
  private final Picture picture = new Picture();
  private final Names names = new Names();
  private final Map<Object, Integer> numbers = new HashMap<>();
  private final List<Object> unread = new ArrayList<>();
  private long nowNanos;
  private int root;
  private int held;

  Fingerprint(Forms forms, int families) {
    this.forms = forms;
    this.families = families;
  }

  /// Begins with a state.
  ///
  /// @param now the moment that it is read at
  void begin(long now) {
    nowNanos = now;
    numbers.clear();
    picture.clear();
    root = picture.begin(Picture.LIST);
    held = 0;
  }

  /// Takes in a number.
  void put(long word) {
    picture.put(word);
    held++;
  }

  /// Takes in a value, and all that it leads to.
  void add(@Nullable Object value) {
    read(value);
    held++;
  }

  /// Takes in values whose order means nothing.
  void unordered(Collection<?> values) {
    bag(values);
    held++;
  }

  /// The two words of all that was taken in.
  long[] words() {
    picture.end(root, held);
    while (!unread.isEmpty()) {
      Object named = unread.removeLast();
      picture.means(numberOf(named, false));
      if (named instanceof Op<?> op) {
        operation(op);
      } else {
        parts(named);
      }
    }
    picture.rank(families + 1);
    return names.fingerprint(picture);
  }

  private void read(@Nullable Object value) {
    if (value == null) {
      picture.put(NULL);
      return;
    }
    Forms.Shape shape = forms.shape(value);
    switch (shape.form()) {
      case NUMBER -> picture.put(number((Number) value));
      case FLAG -> picture.put(value.equals(true) ? 1 : 2);
      case CONSTANT -> picture.put(forms.text(value));
      case ENUM -> picture.put(((Enum<?>) value).ordinal() + 0x1000L);
      case CLASS_ALONE -> picture.put(shape.name());
      case SYMBOL -> picture.name(numberOf(value, false));
      case TASK, OBJECT, OP -> picture.name(numberOf(value, true));
      case CELL -> read(((Cell<?>) value).get());
      case TIMER -> picture.put(((Timer) value).running() ? 3 : 4);
      case LINK -> read(((Link<?>) value).target().orElse(null));
      case GROUP -> sequence(((Group<?>) value).members());
      case PERMIT -> permit((Permit) value);
      case SEQUENCE -> sequence((Collection<?>) value);
      case SET -> bag((Collection<?>) value);
      case MAP -> map((Map<?, ?>) value);
      case RECORD -> parts(value);
      case ARRAY -> array(value);
      case PENDING -> asked((Pending<?>) value);
      case CODE -> picture.put(UNKNOWN);
    }
  }

  private int numberOf(Object value, boolean means) {
    Integer known = numbers.get(value);
    if (known != null) {
      return known;
    }
    int number = picture.newName();
    numbers.put(value, number);
    if (means) {
      unread.add(value);
    }
    return number;
  }

  /// What it is about, and which operation waits for it. Whoever does not wait any more takes no
  /// answer.
  private void asked(Pending<?> asked) {
    int list = picture.begin(Picture.LIST);
    read(asked.subject());
    picture.put(asked.awaited() ? 5 : 6);
    read(asked.awaited() ? asked.op() : null);
    picture.end(list, 3);
  }

  private void operation(Op<?> op) {
    Status status = op.status();
    int list = picture.begin(Picture.LIST);
    picture.put(0x3000L + status.ordinal());
    read(status == Status.OK ? op.value() : status == Status.FAILED ? op.failure() : null);
    picture.end(list, 2);
  }

  private void permit(Permit permit) {
    int list = picture.begin(Picture.LIST);
    picture.put(ChosenWorld.standing(permit));
    ChosenWorld.ticket(permit).ifPresent(ticket -> picture.counter(families + 1, ticket));
    picture.end(list, 2);
  }

  private void parts(Object owner) {
    Forms.Shape shape = forms.shape(owner);
    int list = picture.begin(Picture.LIST);
    picture.put(shape.name());
    for (Part part : shape.parts()) {
      Object value = Forms.read(part.field(), owner);
      switch (part.compare()) {
        case VALUE -> read(value);
        case UNORDERED -> bag(elements(value));
        case COUNTER -> counter(value, part.family());
        case AT_MOST -> atMost(value, part.bound());
        case SINCE -> moments(value, part.bound());
      }
    }
    picture.end(list, shape.parts().size());
  }

  private void atMost(@Nullable Object value, long most) {
    if (value instanceof Number number) {
      picture.put(Math.min(most, number.longValue()));
    } else {
      throw new IllegalStateException("no number, and has no most: " + value);
    }
  }

  private static Collection<?> elements(@Nullable Object value) {
    if (value instanceof Group<?> group) {
      return group.members();
    }
    if (value instanceof Collection<?> values) {
      return values;
    }
    throw new IllegalStateException("no collection, and has no order to leave out: " + value);
  }

  private void counter(@Nullable Object value, int family) {
    if (value instanceof Cell<?> cell) {
      counter(cell.get(), family);
    } else if (value instanceof Number number) {
      picture.counter(family + 1, number.longValue());
    } else {
      throw new IllegalStateException("a counter is a number, not " + value);
    }
  }

  /// Of a moment, or the moments in a map, only whether it lies so far back counts.
  private void moments(@Nullable Object value, long thresholdNanos) {
    if (value instanceof Number moment) {
      moment(moment, thresholdNanos);
    } else if (value instanceof Map<?, ?> map) {
      int bag = picture.begin(Picture.BAG);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        int pair = picture.begin(Picture.LIST);
        read(entry.getKey());
        moment((Number) entry.getValue(), thresholdNanos);
        picture.end(pair, 2);
      }
      picture.end(bag, map.size());
    } else {
      throw new IllegalStateException("a moment is a number of nanoseconds, not " + value);
    }
  }

  private void moment(Number moment, long thresholdNanos) {
    picture.put(nowNanos - moment.longValue() >= thresholdNanos ? 7 : 8);
  }

  private void bag(Collection<?> values) {
    int bag = picture.begin(Picture.BAG);
    for (Object each : values) {
      read(each);
    }
    picture.end(bag, values.size());
  }

  private void sequence(Collection<?> values) {
    int list = picture.begin(Picture.LIST);
    for (Object each : values) {
      read(each);
    }
    picture.end(list, values.size());
  }

  private void array(Object array) {
    int length = Array.getLength(array);
    int list = picture.begin(Picture.LIST);
    for (int i = 0; i < length; i++) {
      read(Array.get(array, i));
    }
    picture.end(list, length);
  }

  private void map(Map<?, ?> map) {
    int bag = picture.begin(Picture.BAG);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      int pair = picture.begin(Picture.LIST);
      read(entry.getKey());
      read(entry.getValue());
      picture.end(pair, 2);
    }
    picture.end(bag, map.size());
  }

  private static long number(Number value) {
    return value instanceof Double || value instanceof Float
        ? Double.doubleToLongBits(value.doubleValue()) : value.longValue();
  }
}
