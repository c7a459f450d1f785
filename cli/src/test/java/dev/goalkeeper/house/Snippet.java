package dev.goalkeeper.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A small file for one rule. A line that breaks the rule ends with `//!`; the mark is taken off
/// before the rule looks, so that it is neither a comment nor a character too many.
///
/// @param path decides what the rule demands: main or test, and the package
record Snippet(HouseRule rule, String path, String marked) {
  private static final String MARK = "//!";
  private static final String TASK = "store/src/main/java/dev/goalkeeper/store/master/A.java";
  private static final String NET = "store/src/main/java/dev/goalkeeper/store/transport/A.java";
  private static final String COMMAND = "cli/src/main/java/dev/goalkeeper/cli/A.java";
  private static final String LIBRARY = "pools/src/main/java/dev/goalkeeper/pools/A.java";
  private static final String WORLD = "pools/src/main/java/dev/goalkeeper/pools/LiveWorld.java";
  private static final String ROOT_TASK = "pools/src/main/java/dev/goalkeeper/pools/Task.java";
  private static final String DOOR = "pools/src/main/java/dev/goalkeeper/pools/Mailbox.java";
  private static final String TEST = "store/src/test/java/dev/goalkeeper/store/log/ATest.java";
  private static final String PACKAGE =
      "store/src/main/java/dev/goalkeeper/store/master/package-info.java";

  JavaSource source() {
    return JavaSource.parse(path, marked.replace(" " + MARK, ""));
  }

  List<Integer> badLines() {
    List<String> lines = marked.lines().toList();
    var bad = new ArrayList<Integer>();
    for (int line = 1; line <= lines.size(); line++) {
      if (lines.get(line - 1).endsWith(MARK)) {
        bad.add(line);
      }
    }
    return bad;
  }

  @Override
  public String toString() {
    return rule.name().toLowerCase(Locale.ROOT) + " in " + path;
  }

  static List<Snippet> refusedForSize() {
    return List.of(
        new Snippet(HouseRule.FILE_LENGTH, TASK, "\n".repeat(400) + "class A {} //!"),
        new Snippet(HouseRule.FILE_LENGTH, TEST, "\n".repeat(600) + "class A {} //!"),
        new Snippet(HouseRule.LINE_LENGTH, TASK, "class A {\n" + " ".repeat(100) + "} //!"),
        new Snippet(HouseRule.METHOD_LENGTH, TASK, method(61, "void m() { //!")),
        new Snippet(HouseRule.METHOD_LENGTH, TASK, method(61, "A() { //!")),
        new Snippet(HouseRule.METHOD_LENGTH, TASK, method(61, "@Override //!\npublic int m() {")),
        task(HouseRule.PARAMETERS, "void m(A a, A b, A c, A d, A e, A f) {} //!"),
        task(HouseRule.PARAMETERS, "A(A a, A b, A c, A d, A e, A f) {} //!"),
        new Snippet(
            HouseRule.NESTING,
            TASK,
            type(
                """
                void m() {
                  while (a()) {
                    try {
                      if (b()) {
                        c();
                      } else if (d()) {
                        e();
                      } else {
                        for (int i : f()) { //!
                          g();
                        }
                      }
                    } finally {
                      h();
                    }
                  }
                }
                """)),
        new Snippet(
            HouseRule.NESTING,
            TASK,
            type(
                """
                void m() {
                  a(b -> {
                    synchronized (b) {
                      do {
                        return switch (c()) { //!
                          default -> d();
                        };
                      } while (e());
                    }
                  });
                }
                """)));
  }

  static List<Snippet> refusedForTypes() {
    return List.of(
        new Snippet(HouseRule.NAMES, TASK, "final class SegmentManager {} //!"),
        new Snippet(HouseRule.NAMES, TASK, "record RPCInfo() {} //!"),
        new Snippet(HouseRule.NAMES, TASK, "class A {\n  interface BaseTask {} //!\n}"),
        new Snippet(HouseRule.NAMES, TASK, "package dev.goalkeeper.store.util; //!\nclass A {}"),
        new Snippet(HouseRule.FINAL_CLASSES, TASK, "class A {} //!"),
        task(HouseRule.FINAL_CLASSES, "static class B {} //!"),
        new Snippet(HouseRule.FINAL_CLASSES, TASK, "abstract class A {} //!"),
        new Snippet(HouseRule.FINAL_CLASSES, TASK, "non-sealed class A extends B {} //!"),
        task(HouseRule.PRIVATE_FIELDS, "public int b; //!\nprotected int c; //!"),
        task(HouseRule.OPTIONAL_ONLY_RETURNED, "private Optional<A> b; //!"),
        task(HouseRule.OPTIONAL_ONLY_RETURNED, "void m(OptionalInt b) {} //!"),
        new Snippet(HouseRule.OPTIONAL_ONLY_RETURNED, TASK, "record A(Optional<B> b) {} //!"),
        new Snippet(
            HouseRule.EXHAUSTIVE_SWITCHES,
            TASK,
            type(
                """
                int m(Reply reply) {
                  return switch (reply) {
                    case Done done -> 1;
                    case Value(int v) -> v;
                    default -> 0; //!
                  };
                }
                """)),
        new Snippet(HouseRule.NO_WILDCARD_IMPORTS, TASK, "import java.util.*; //!\nclass A {}"),
        new Snippet(HouseRule.NULL_MARKED, PACKAGE, "/// Doc.\npackage a; //!"),
        new Snippet(HouseRule.DOCUMENTED, PACKAGE, "@NullMarked //!\npackage a;"),
        new Snippet(HouseRule.DOCUMENTED, TASK, "final class A {} //!"),
        task(HouseRule.DOCUMENTED, "// Why.\npublic enum B {} //!"),
        new Snippet(HouseRule.DOCUMENTED, LIBRARY, publicType("public void m() {} //!")));
  }

  static List<Snippet> refusedForCalls() {
    return List.of(
        task(HouseRule.NO_CLOCK_OR_CHANCE, "long b = System.nanoTime(); //!"),
        task(HouseRule.NO_CLOCK_OR_CHANCE, "long b = java.lang.Math.random(); //!"),
        task(HouseRule.NO_CLOCK_OR_CHANCE, "Clock b = System::currentTimeMillis; //!"),
        task(HouseRule.NO_CLOCK_OR_CHANCE, "Random b = new Random(); //!"),
        task(HouseRule.NO_CLOCK_OR_CHANCE, "Object b = Instant.now(); //!"),
        new Snippet(HouseRule.NO_CLOCK_OR_CHANCE, LIBRARY, type("B b = UUID.randomUUID(); //!")),
        new Snippet(HouseRule.NO_CLOCK_OR_CHANCE, DOOR, type("long b = System.nanoTime(); //!")),
        new Snippet(
            HouseRule.NO_CLOCK_OR_CHANCE,
            TEST,
            "import static java.lang.System.nanoTime; //!\nclass A {}"),
        test(HouseRule.NO_CLOCK_OR_CHANCE, "long b = System.nanoTime(); //!"),
        test(HouseRule.NO_SLEEPS, "void m() { Thread.sleep(5); } //!"),
        test(HouseRule.NO_SLEEPS, "void m() { TimeUnit.SECONDS.sleep(5); } //!"),
        test(HouseRule.NO_SLEEPS, "void m() { LockSupport.parkNanos(5); } //!"),
        task(HouseRule.NO_SLEEPS, "void m() { while (b) Thread.onSpinWait(); } //!"),
        task(HouseRule.NO_SLEEPS, "void m() { lock.wait(5); } //!"),
        task(HouseRule.NO_UNORDERED_ITERATION, "Object b = Set.of(1, 2); //!"),
        task(HouseRule.NO_UNORDERED_ITERATION, "Object b = c.map(Map::copyOf); //!"),
        task(HouseRule.NO_UNORDERED_ITERATION, "Object b = new IdentityHashMap<>(); //!"),
        task(HouseRule.NO_CONSOLE, "void m() { System.out.println(); } //!"),
        task(HouseRule.NO_SHARED_STATE, "private volatile int b; //!"),
        task(HouseRule.NO_SHARED_STATE, "synchronized void m() {} //!"),
        task(HouseRule.NO_SHARED_STATE, "void m() { synchronized (b) {} } //!"),
        new Snippet(
            HouseRule.NO_SHARED_STATE,
            TASK,
            "import java.util.concurrent.atomic.AtomicLong; //!\nclass A {}"),
        task(HouseRule.NO_SHARED_STATE, "java.util.concurrent.locks.Lock b; //!"),
        task(HouseRule.NO_SUPPRESSIONS, "@SuppressWarnings(\"all\") int b; //!"),
        test(HouseRule.NO_SUPPRESSIONS, "@java.lang.SuppressWarnings(B) int b; //!"),
        test(HouseRule.NO_SKIPPED_TESTS, "@Disabled @Test void m() {} //!"),
        test(HouseRule.NO_SKIPPED_TESTS, "@EnabledOnOs(LINUX) void m() {} //!"),
        test(HouseRule.NO_SKIPPED_TESTS, "void m() { assumeTrue(b); } //!"));
  }

  static List<Snippet> refusedForComments() {
    return List.of(
        task(HouseRule.NO_PROMISES, "// TODO make it faster //!"),
        task(HouseRule.NO_PROMISES, "/// FIXME: wrong //!"),
        task(HouseRule.NO_SILENCED_TOOLS, "int b; // NOPMD //!"),
        task(HouseRule.NO_AUTHORS, "/// @author somebody //!"),
        task(HouseRule.NO_BANNERS, "// ---- private parts ---- //!"),
        task(HouseRule.NO_BANNERS, "/* //!\n * ====\n */"),
        task(HouseRule.MARKDOWN_DOCS, "/** Old. */ //!"),
        task(HouseRule.NO_DEAD_CODE, "// close(); //!"),
        task(HouseRule.NO_DEAD_CODE, "// if (open) { //!\n//   open = false; //!\n// } //!"),
        task(HouseRule.NO_DEAD_CODE, "// private int count() { //!"),
        task(HouseRule.NO_DEAD_CODE, "/* //!\n int count = 0;\n */"));
  }

  static List<Snippet> accepted() {
    return List.of(
        new Snippet(HouseRule.FILE_LENGTH, TASK, "\n".repeat(399) + "class A {}"),
        new Snippet(HouseRule.FILE_LENGTH, TEST, "\n".repeat(599) + "class A {}"),
        new Snippet(HouseRule.LINE_LENGTH, TASK, "class A {\n" + " ".repeat(99) + "}"),
        new Snippet(HouseRule.METHOD_LENGTH, TASK, method(60, "void m() {")),
        task(HouseRule.PARAMETERS, "void m(A a, A b, A c, A d, A e) {}"),
        new Snippet(HouseRule.PARAMETERS, TASK, "record A(B a, B b, B c, B d, B e, B f) {}"),
        task(HouseRule.NESTING, "void m() { if (a) if (b) c(() -> {}); else if (d) while (e) {} }"),
        new Snippet(HouseRule.NAMES, TASK, "class Database { class Metadata {} int info; }"),
        new Snippet(HouseRule.FINAL_CLASSES, TASK, "final class A { B b = new A() {}; enum C {} }"),
        new Snippet(HouseRule.FINAL_CLASSES, TASK, "abstract sealed class A permits B {}"),
        new Snippet(HouseRule.FINAL_CLASSES, ROOT_TASK, "public abstract class Task {}"),
        new Snippet(HouseRule.FINAL_CLASSES, TEST, "class ATest {}"),
        task(HouseRule.PRIVATE_FIELDS, "final int b = 1; public static final C D = 1;"),
        task(HouseRule.OPTIONAL_ONLY_RETURNED, "Optional<B> m() { Optional<B> b = n(); }"),
        task(HouseRule.EXHAUSTIVE_SWITCHES, "int b = switch (c) { case 1 -> 2; default -> 3; };"),
        new Snippet(HouseRule.NO_WILDCARD_IMPORTS, TASK, "import java.util.List; class A {}"),
        new Snippet(HouseRule.NULL_MARKED, PACKAGE, "/// Doc.\n@NullMarked\npackage a;"),
        new Snippet(HouseRule.DOCUMENTED, PACKAGE, "/// Doc.\n@NullMarked\npackage a;"),
        new Snippet(HouseRule.DOCUMENTED, LIBRARY, publicType("/// Doc.\npublic void m() {}")),
        new Snippet(HouseRule.DOCUMENTED, LIBRARY, publicType("@Override public void m() {}")),
        task(HouseRule.NO_CLOCK_OR_CHANCE, "Random b = new Random(seed);"),
        new Snippet(HouseRule.NO_CLOCK_OR_CHANCE, NET, type("long b = System.nanoTime();")),
        new Snippet(HouseRule.NO_SLEEPS, COMMAND, type("void m() { Thread.sleep(5); }")),
        task(HouseRule.NO_UNORDERED_ITERATION, "Object b = List.of(), c = new TreeSet<>();"),
        test(HouseRule.NO_UNORDERED_ITERATION, "Object b = Set.of();"),
        new Snippet(HouseRule.NO_CONSOLE, COMMAND, type("void m() { System.out.println(); }")),
        new Snippet(HouseRule.NO_CLOCK_OR_CHANCE, WORLD, type("long b = System.nanoTime();")),
        new Snippet(HouseRule.NO_SHARED_STATE, DOOR, type("private volatile int b;")),
        task(HouseRule.NO_UNORDERED_ITERATION, "Object b = Map.of();"),
        task(HouseRule.NO_CONSOLE, "static void main(String[] b) { System.exit(c()); }"),
        task(HouseRule.NO_SHARED_STATE, "private int b;"),
        task(HouseRule.NO_SUPPRESSIONS, "@SafeVarargs static void m(B<C>... b) {}"),
        test(HouseRule.NO_SKIPPED_TESTS, "@Test void m() { assertThat(b); }"),
        task(HouseRule.NO_PROMISES, "// The method of todo lists."),
        task(HouseRule.NO_SILENCED_TOOLS, "// Why it is checked twice."),
        task(HouseRule.NO_AUTHORS, "/// @param b who wrote it"),
        task(HouseRule.NO_BANNERS, "/// | a | b |\n/// |----|----|\nint b;"),
        task(HouseRule.MARKDOWN_DOCS, "/// New."),
        task(HouseRule.NO_DEAD_CODE, "// The first is slow;\n// the second (see R3) is not."),
        task(HouseRule.NO_DEAD_CODE, "/// Use:\n/// ```java\n/// close();\n/// ```\nint b;"));
  }

  private static Snippet task(HouseRule rule, String members) {
    return new Snippet(rule, TASK, type(members));
  }

  private static Snippet test(HouseRule rule, String members) {
    return new Snippet(rule, TEST, type(members));
  }

  private static String type(String members) {
    return "/// Doc.\nfinal class A {\n" + members + "\n}\n";
  }

  private static String publicType(String members) {
    return "/// Doc.\npublic " + type(members).substring("/// Doc.\n".length());
  }

  /// A method of so many lines, from its first word to its closing brace.
  private static String method(int lines, String head) {
    int inside = lines - (int) head.lines().count() - 1;
    return type(head + "\n" + "  b();\n".repeat(inside) + "}");
  }
}
