package dev.goalkeeper.testkit;

import dev.goalkeeper.pools.Row;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.RulesError;
import dev.goalkeeper.pools.Task;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;

/// Tests of rule tables, a line each: `RuleTables.verify(Worker.class)`.
public final class RuleTables {
  private RuleTables() {}

  /// The rule table of a task class: its static field of type [Rules].
  ///
  /// @throws IllegalArgumentException if the class has none
  /// @throws RulesError if the table does not build
  public static Rules<?> of(Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      if (field.getType() == Rules.class && Modifier.isStatic(field.getModifiers())) {
        return read(field);
      }
    }
    throw new IllegalArgumentException(type + " has no static field of type Rules");
  }

  /// Checks that the table of a task class builds, and that none of its rows could be left out.
  ///
  /// @return the table
  /// @throws AssertionError if the table still builds without some row
  public static Rules<?> verify(Class<?> type) {
    Rules<?> rules = of(type);
    for (Row<?> row : rules.rows()) {
      if (buildsWithout(rules, row)) {
        throw new AssertionError(rules.name() + " still builds without " + row.name());
      }
    }
    return rules;
  }

  /// The tables of all task classes of some packages, by class name; so that a new table cannot be
  /// forgotten.
  ///
  /// @param name of the package, which stands for those below it too
  /// @param beside a class from the same folder of classes, or from the same jar
  public static List<Rules<?>> below(String name, Class<?> beside) {
    return ClassFiles.below(name, beside).stream()
        .filter(type -> Task.class.isAssignableFrom(type)
            && !Modifier.isAbstract(type.getModifiers()))
        .<Rules<?>>map(RuleTables::of).toList();
  }

  private static boolean buildsWithout(Rules<?> rules, Row<?> row) {
    try {
      rules.without(row.name());
      return true;
    } catch (RulesError expected) { // what a table says that lacks a row
      return false;
    }
  }

  private static Rules<?> read(Field field) {
    try {
      field.setAccessible(true);
      return (Rules<?>) field.get(null);
    } catch (IllegalAccessException denied) {
      throw new IllegalArgumentException("cannot read " + field, denied);
    }
  }
}
