package dev.goalkeeper.cli.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The conditions of a part, each with a name that stays when code around it moves.
///
/// Read from the class files: what a static initializer of a task class makes a clause of, and
/// whatever of the same part that calls in its turn. Constructors are none: what they check they
/// check for everybody.
public final class Conditions {
  /// What clauses are made of.
  private static final List<String> PREDICATES =
      List.of("java.util.function.Predicate", "java.util.function.ToIntFunction");

  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

  private final Part part;
  private final Map<String, ClassModel> classes = new TreeMap<>();
  private final Map<Condition, String> names = new LinkedHashMap<>();

  private Conditions(Part part) {
    this.part = part;
  }

  /// Looks through the tables of a part.
  public static Conditions of(Part part) {
    var conditions = new Conditions(part);
    part.tables().forEach(conditions::addClauses);
    return conditions;
  }

  /// How many methods they are.
  public int count() {
    return names.size();
  }

  /// The names of the classes that have some.
  public List<String> types() {
    return names.keySet().stream().map(Condition::type).distinct().sorted().toList();
  }

  /// Names of methods of these classes, none of which is a condition in any of them.
  public List<String> otherMethods() {
    var others = new TreeSet<String>();
    types().forEach(type -> read(type).orElseThrow().methods()
        .forEach(method -> others.add(method.methodName().stringValue())));
    names.keySet().forEach(condition -> others.remove(condition.method()));
    return List.copyOf(others);
  }

  /// What people call them: `figure2.Replica "unsent"` for a clause, `figure2.Progress.covers` for
  /// what it calls.
  public List<String> names() {
    return names.values().stream().distinct().sorted().toList();
  }

  /// What people call it, if it is one.
  Optional<String> name(Condition method) {
    return Optional.ofNullable(names.get(method));
  }

  private void addClauses(String table) {
    for (MethodModel method : read(table).orElseThrow().methods()) {
      if (method.methodName().equalsString("<clinit>")) {
        addClauses(table, method);
      }
    }
  }

  /// A clause's name is the last constant text before its predicate.
  private void addClauses(String table, MethodModel initializer) {
    String clause = "";
    for (var element : initializer.code().orElseThrow()) {
      if (element instanceof ConstantInstruction constant
          && constant.constantValue() instanceof String text) {
        clause = text;
      } else if (element instanceof InvokeDynamicInstruction lambda
          && PREDICATES.contains(name(lambda.typeSymbol().returnType()))) {
        String name = clause;
        handles(lambda).forEach(method -> add(method, named(method, table, name)));
      }
    }
  }

  private static String named(Condition method, String table, String clause) {
    return LAMBDA.matcher(method.method()).matches()
        ? new Condition(table, "", "").shortType() + " \"" + clause + "\"" : named(method);
  }

  private static String named(Condition method) {
    Matcher lambda = LAMBDA.matcher(method.method());
    return method.shortType() + "." + (lambda.matches() ? lambda.group(1) : method.method());
  }

  /// With all that it calls.
  private void add(Condition method, String name) {
    Optional<MethodModel> code = find(method);
    if (code.isEmpty() || method.method().startsWith("<")
        || names.putIfAbsent(method, name) != null) {
      return;
    }
    code.get().code().ifPresent(body -> body.forEach(element -> {
      if (element instanceof InvokeInstruction call) {
        var called = new Condition(name(call.owner().asSymbol()), call.name().stringValue(),
            call.typeSymbol().descriptorString());
        add(called, named(called));
      } else if (element instanceof InvokeDynamicInstruction lambda) {
        handles(lambda).forEach(inner -> add(inner, LAMBDA.matcher(inner.method()).matches()
            && inner.type().equals(method.type()) ? name : named(inner)));
      }
    }));
  }

  private Optional<MethodModel> find(Condition method) {
    return read(method.type()).flatMap(type -> type.methods().stream()
        .filter(each -> each.methodName().equalsString(method.method())
            && each.methodType().equalsString(method.descriptor()))
        .findFirst());
  }

  private static Stream<Condition> handles(InvokeDynamicInstruction lambda) {
    return lambda.bootstrapArgs().stream()
        .filter(DirectMethodHandleDesc.class::isInstance).map(DirectMethodHandleDesc.class::cast)
        .map(handle -> new Condition(
            name(handle.owner()), handle.methodName(), handle.lookupDescriptor()));
  }

  /// A class of the part; none of any other.
  private Optional<ClassModel> read(String type) {
    if (!type.startsWith(part.prefix())) {
      return Optional.empty();
    }
    return Optional.of(classes.computeIfAbsent(type, Conditions::parse));
  }

  private static ClassModel parse(String type) {
    String file = "/" + type.replace('.', '/') + ".class";
    try (InputStream bytes = Conditions.class.getResourceAsStream(file)) {
      if (bytes == null) {
        throw new IllegalStateException("no class file of " + type);
      }
      return ClassFile.of().parse(bytes.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String name(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.startsWith("L")
        ? descriptor.substring(1, descriptor.length() - 1).replace('/', '.') : descriptor;
  }
}
