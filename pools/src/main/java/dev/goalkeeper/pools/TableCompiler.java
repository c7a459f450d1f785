package dev.goalkeeper.pools;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Turns a table into a hidden class: nested ifs over clauses, a switch over actions, and its
/// promises one after the other. The JIT knows clauses and actions to be constant, so that it
/// inlines them.
///
/// One static method for each piece of the tree that fits the JIT's limit; equal subtrees are
/// emitted once in a method. Every one of them is `static int(Task, int path)`: the task, and the
/// path as far as it is counted. See design note 0008.
final class TableCompiler {
  /// Bytes of a method: HotSpot compiles none of 8,000 and more.
  static final int METHOD_BYTES_MAX = 7_900;

  /// Forks of a table that is compiled; a larger one stays interpreted. Far above any table that a
  /// person reads, far below what a class file can hold.
  static final int FORKS_MAX = 8_192;

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final String HERE = "dev/goalkeeper/pools/";
  private static final String PIECE = "(L" + HERE + "Task;I)I";
  private static final String CONSUMER = "java/util/function/Consumer";
  private static final int LOOK_BYTES = 9;
  private static final int BRANCH_BYTES = 3;
  private static final int CHILD_BYTES = 12;
  private static final int SWITCH_BYTES = 24;

  private final Clauses<?> declared;
  private final List<? extends Clause<?>> clauses;
  private final List<? extends Row<?>> rows;
  private final Shapes shapes;
  private final ClassFile file = new ClassFile(HERE + "CompiledTable", HERE + "Decider");
  private final int[] methodOf;
  private final List<Integer> pending = new ArrayList<>();
  private int methods;

  private TableCompiler(Clauses<?> declared, List<? extends Row<?>> rows, Shapes shapes) {
    this.declared = declared;
    this.clauses = declared.all();
    this.rows = rows;
    this.shapes = shapes;
    this.methodOf = new int[shapes.forks() + 2];
  }

  /// Nothing if the table is too large, or this JVM defines no classes at run time: the table goes
  /// on being interpreted.
  static Optional<Decider> compile(
      Clauses<?> declared, List<? extends Row<?>> rows, Decision<?> tree) {
    Shapes shapes = Shapes.of(tree);
    if (shapes.forks() > FORKS_MAX || !shapes.isFork(shapes.root())) {
      return Optional.empty();
    }
    return define(new TableCompiler(declared, rows, shapes));
  }

  private static Optional<Decider> define(TableCompiler compiler) {
    try {
      var hidden = LOOKUP.defineHiddenClassWithClassData(
          compiler.emit(), compiler.constants(), true);
      return Optional.of((Decider) hidden.lookupClass().getDeclaredConstructor().newInstance());
    } catch (UnsupportedOperationException closedWorld) {
      return Optional.empty();
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("a table's class cannot be made", impossible);
    }
  }

  /// What the class keeps in its static fields: the clauses that are looked at anywhere, then the
  /// rows' actions. A predicate itself, not its clause: the JIT trusts the field, but not what is
  /// behind it.
  private List<Object> constants() {
    var constants = new ArrayList<Object>();
    for (int clause : used()) {
      constants.add(clauses.get(clause) instanceof StatedFact<?> fact
          ? fact.predicate() : clauses.get(clause));
    }
    rows.forEach(row -> constants.add(row.action()));
    return constants;
  }

  private List<Integer> used() {
    var used = new TreeSet<Integer>();
    for (int clause : shapes.clauses()) {
      used.add(clause);
    }
    declared.implications().forEach(implication -> {
      used.add(implication.cause().clause().index());
      used.add(implication.effect().clause().index());
    });
    declared.nevers().forEach(never -> never.together().forEach(
        literal -> used.add(literal.clause().index())));
    return List.copyOf(used);
  }

  private byte[] emit() {
    divide();
    emitConstructor();
    emitInitializer();
    emitEntry();
    emitAct();
    emitSound();
    methodOf(shapes.root());
    while (!pending.isEmpty()) {
      int root = pending.removeFirst();
      var code = new Code();
      new Piece(root, code).emitFork(root);
      if (code.length() > METHOD_BYTES_MAX) {
        throw new IllegalStateException("a method of " + code.length() + " bytes");
      }
      file.addMethod(ClassFile.STATIC, "m" + methodOf[root], PIECE, code);
    }
    return file.bytes();
  }

  /// Finds the forks that get methods of their own, from the leaves up: whenever what would be in
  /// one method is too much, the largest child leaves it.
  private void divide() {
    int[] weights = new int[methodOf.length];
    for (int node = Shapes.LEAF + 1; node < weights.length; node++) {
      Shapes.Fork fork = shapes.fork(node);
      weights[node] = ownBytes(fork) + childBytes(fork, weights);
      while (weights[node] > METHOD_BYTES_MAX) {
        int largest = fork.children().stream()
            .filter(child -> methodOf[child] == 0)
            .max((one, other) -> Integer.compare(weights[one], weights[other]))
            .orElseThrow();
        methodOf[largest] = ++methods;
        pending.add(largest);
        weights[node] = ownBytes(fork) + childBytes(fork, weights);
      }
    }
  }

  private int childBytes(Shapes.Fork fork, int[] weights) {
    return fork.children().stream().mapToInt(child -> methodOf[child] == 0 ? weights[child] : 0)
        .sum();
  }

  private static int ownBytes(Shapes.Fork fork) {
    int values = fork.children().size();
    return LOOK_BYTES + CHILD_BYTES * values
        + (values == 2 ? BRANCH_BYTES : SWITCH_BYTES + Integer.BYTES * values);
  }

  private int methodOf(int node) {
    if (methodOf[node] == 0) {
      methodOf[node] = ++methods;
      pending.add(node);
    }
    return methodOf[node];
  }

  private void emitConstructor() {
    int parent = file.method(file.type("java/lang/Object"), "<init>", "()V");
    file.addMethod(0, "<init>", "()V",
        new Code().op(Code.ALOAD_0).op(Code.INVOKESPECIAL, parent).op(Code.RETURN));
  }

  private void emitEntry() {
    int root = file.method(file.self(), "m" + methodOf(shapes.root()), PIECE);
    file.addMethod(ClassFile.PUBLIC, "path", "(L" + HERE + "Task;)I",
        new Code().op(Code.ALOAD_1).op(Code.ICONST_0).op(Code.INVOKESTATIC, root)
            .op(Code.IRETURN));
  }

  /// Takes the constants over from the class data into static final fields.
  private void emitInitializer() {
    int handles = file.type("java/lang/invoke/MethodHandles");
    int list = file.type("java/util/List");
    int lookup = file.method(handles, "lookup", "()Ljava/lang/invoke/MethodHandles$Lookup;");
    int data = file.method(handles, "classData", "(Ljava/lang/invoke/MethodHandles$Lookup;"
        + "Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;");
    int get = file.interfaceMethod(list, "get", "(I)Ljava/lang/Object;");
    var code = new Code()
        .op(Code.INVOKESTATIC, lookup)
        .op(Code.LDC_W, file.string(ConstantDescs.DEFAULT_NAME))
        .op(Code.LDC_W, list)
        .op(Code.INVOKESTATIC, data)
        .op(Code.CHECKCAST, list);
    int at = 0;
    for (int clause : used()) {
      file.addStaticFinal("c" + clause, descriptor(clause));
      emitTake(code, get, at++, typeName(clause), constant(clause));
    }
    for (int row = 0; row < rows.size(); row++) {
      file.addStaticFinal("a" + row, "L" + CONSUMER + ";");
      emitTake(code, get, at++, CONSUMER, action(row));
    }
    file.addMethod(ClassFile.STATIC, "<clinit>", "()V", code.op(Code.POP).op(Code.RETURN));
  }

  private void emitTake(Code code, int get, int at, String type, int field) {
    code.op(Code.DUP).op(Code.SIPUSH, at).interfaceCall(get, 2)
        .op(Code.CHECKCAST, file.type(type))
        .op(Code.PUTSTATIC, field);
  }

  /// A jump for each row, to its action.
  private void emitAct() {
    int accept = file.interfaceMethod(file.type(CONSUMER), "accept", "(Ljava/lang/Object;)V");
    var code = new Code();
    var nothing = new Code.Label();
    List<Code.Label> labels = labels(rows.size());
    code.op(Code.ILOAD_2).tableSwitch(nothing, labels);
    for (int row = 0; row < rows.size(); row++) {
      code.place(labels.get(row));
      if (rows.get(row).kind() == Row.Kind.RULE) {
        code.op(Code.GETSTATIC, action(row)).op(Code.ALOAD_1).interfaceCall(accept, 2);
      }
      code.op(Code.RETURN);
    }
    code.place(nothing).op(Code.RETURN);
    file.addMethod(ClassFile.PUBLIC, "act", "(L" + HERE + "Task;I)V", code);
  }

  /// One promise after the other, in the order in which they were given.
  private void emitSound() {
    var code = new Code();
    var broken = new Code.Label();
    declared.implications().forEach(implication -> {
      var kept = new Code.Label();
      emitUnless(code, implication.cause(), kept);
      emitUnless(code, implication.effect(), broken);
      code.place(kept);
    });
    declared.nevers().forEach(never -> {
      var kept = new Code.Label();
      never.together().forEach(literal -> emitUnless(code, literal, kept));
      code.jump(Code.GOTO, broken).place(kept);
    });
    code.op(Code.ICONST_1).op(Code.IRETURN);
    if (broken.used()) { // code that nothing leads to does not verify
      code.place(broken).op(Code.ICONST_0).op(Code.IRETURN);
    }
    boolean always = declared.nevers().stream().anyMatch(never -> never.together().isEmpty());
    boolean fits = !always && code.length() <= METHOD_BYTES_MAX;
    file.addMethod(ClassFile.PUBLIC, "sound", "(L" + HERE + "Task;)Z",
        fits ? code : new Code().op(Code.ICONST_0).op(Code.IRETURN));
  }

  /// Jumps if the statement does not hold.
  private void emitUnless(Code code, Literal<?> literal, Code.Label elsewhere) {
    int clause = literal.clause().index();
    boolean two = literal.clause().size() == 2;
    if (two && literal.mask() == Fact.TRUE_MASK) {
      emitLook(code, clause, Code.ALOAD_1);
      code.jump(Code.IFEQ, elsewhere);
    } else if (two && literal.mask() == Fact.FALSE_MASK) {
      emitLook(code, clause, Code.ALOAD_1);
      code.jump(Code.IFNE, elsewhere);
    } else {
      code.op(Code.LDC_W, file.integer(literal.mask()));
      emitLook(code, clause, Code.ALOAD_1);
      code.op(Code.ISHR).op(Code.ICONST_1).op(Code.IAND).jump(Code.IFEQ, elsewhere);
    }
  }

  /// Puts the value of a clause of the task on the stack.
  private void emitLook(Code code, int clause, int loadTask) {
    code.op(Code.GETSTATIC, constant(clause)).op(loadTask);
    int owner = file.type(typeName(clause));
    if (stated(clause)) {
      code.interfaceCall(file.interfaceMethod(owner, "test", "(Ljava/lang/Object;)Z"), 2);
    } else {
      code.op(Code.INVOKEVIRTUAL, file.method(owner, "value", "(L" + HERE + "Task;)I"));
    }
  }

  private static List<Code.Label> labels(int count) {
    return Stream.generate(Code.Label::new).limit(count).toList();
  }

  private int action(int row) {
    return file.field(file.self(), "a" + row, "L" + CONSUMER + ";");
  }

  private boolean stated(int clause) {
    return clauses.get(clause) instanceof StatedFact<?>;
  }

  private String typeName(int clause) {
    return stated(clause) ? Predicate.class.getName().replace('.', '/') : HERE + "Clause";
  }

  private String descriptor(int clause) {
    return "L" + typeName(clause) + ";";
  }

  private int constant(int clause) {
    return file.field(file.self(), "c" + clause, descriptor(clause));
  }

  /// One method: the forks from its root down to leaves, and to the roots of others.
  private final class Piece {
    private final int root;
    private final Code code;
    private final Map<Integer, Code.Label> emitted = new HashMap<>();

    Piece(int root, Code code) {
      this.root = root;
      this.code = code;
    }

    private void emitFork(int node) {
      var start = new Code.Label();
      emitted.put(node, start);
      code.place(start);
      Shapes.Fork fork = shapes.fork(node);
      emitLook(code, fork.clause(), Code.ALOAD_0);
      List<Code.Label> labels = labels(fork.children().size());
      if (labels.size() == 2) {
        code.jump(Code.IFNE, labels.get(1));
      } else {
        var unknown = new Code.Label();
        code.tableSwitch(unknown, labels);
        code.place(unknown).op(Code.ICONST_M1).op(Code.IRETURN);
      }
      for (int value = 0; value < labels.size(); value++) {
        code.place(labels.get(value));
        emitChild(fork.children().get(value), fork.before().get(value));
      }
    }

    private void emitChild(int child, int before) {
      if (child == Shapes.IMPOSSIBLE) {
        code.op(Code.ICONST_M1).op(Code.IRETURN);
        return;
      }
      if (before != 0) {
        code.op(Code.ILOAD_1).op(Code.LDC_W, file.integer(before)).op(Code.IADD)
            .op(Code.ISTORE_1);
      }
      Code.Label there = emitted.get(child);
      if (child == Shapes.LEAF) {
        code.op(Code.ILOAD_1).op(Code.IRETURN);
      } else if (there != null) {
        code.jump(Code.GOTO, there);
      } else if (methodOf[child] != 0 && child != root) {
        code.op(Code.ALOAD_0).op(Code.ILOAD_1)
            .op(Code.INVOKESTATIC, file.method(file.self(), "m" + methodOf[child], PIECE))
            .op(Code.IRETURN);
      } else {
        emitFork(child);
      }
    }
  }
}
