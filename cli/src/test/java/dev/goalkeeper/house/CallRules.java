package dev.goalkeeper.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/// What the code may not reach for, and where it may.
///
/// Names are matched as written, with or without their package: nothing is resolved, so an import
/// that hides where a name comes from (a static one) counts as a use.
final class CallRules {
  private static final Pattern PACKAGE = Pattern.compile("^([a-z]\\w*\\.)+(?=[A-Z])");
  private static final Set<String> EMPTY = Set.of("Set.of", "Map.of");

  private static final Pattern CLOCK_OR_CHANCE =
      Pattern.compile(
          "System\\.(nanoTime|currentTimeMillis)|Math\\.random|UUID\\.randomUUID"
              + "|ThreadLocalRandom\\.current|RandomGenerator\\.getDefault|Clock\\.system\\w*"
              + "|(Instant|(Local|Offset|Zoned)?(Date|Time|DateTime))\\.now");

  private static final Pattern SLEEP =
      Pattern.compile(
          "Thread\\.(sleep|yield|onSpinWait)|LockSupport\\.park\\w*|TimeUnit(\\.[A-Z]+)?\\.sleep");

  private static final Pattern UNORDERED =
      Pattern.compile(
          "(Set|Map)\\.(of|copyOf|ofEntries)|Collectors\\.toUnmodifiable(Set|Map)"
              + "|System\\.identityHashCode|\\w+\\.parallelStream");

  private static final Pattern CONSOLE = Pattern.compile("System\\.(out|err|in|exit)");

  private static final Pattern THREADS =
      Pattern.compile(
          "java\\.util\\.concurrent\\.(atomic|locks)\\.\\w+|java\\.lang\\.invoke\\.VarHandle");

  private static final Pattern ASSUMPTION = Pattern.compile("(Assumptions\\.)?assum(e|ing)\\w+");

  /// Where other threads come into the library or look at it: its wake-up door, its own driver,
  /// what it shows, and to meters.
  private static final Set<String> DOORS_OF_POOLS =
      Set.of(
          "Letter", "Lookout", "Mailbox", "PoolThread", "Pulse", "Turnstile", "View", // library
          "Readings", "AlarmMetrics"); // of its meters

  private static final Set<String> CLOCKS_OF_POOLS = Set.of("LiveWorld");
  private static final Set<String> DRIVERS_OF_POOLS = Set.of("Lookout", "PoolThread", "Turnstile");

  private CallRules() {}

  static List<Finding> clockAndChance(JavaSource source) {
    if (meetsTheWorld(source, CLOCKS_OF_POOLS)) {
      return List.of();
    }
    Stream<Finding> unseeded =
        source.all(NewClassTree.class).stream()
            .filter(CallRules::isUnseeded)
            .map(made -> source.finding(made, "chance without a seed: take it from the World"));
    return Stream.concat(
            uses(source, CLOCK_OR_CHANCE, "comes from the World, as an argument"), unseeded)
        .toList();
  }

  static List<Finding> sleeps(JavaSource source) {
    if (meetsTheWorld(source, DRIVERS_OF_POOLS)) {
      return List.of();
    }
    Stream<Finding> waits =
        source.all(MethodInvocationTree.class).stream()
            .filter(call -> call.getMethodSelect().toString().matches("(.*\\.)?wait"))
            .map(call -> source.finding(call, "nobody waits for a monitor"));
    return Stream.concat(uses(source, SLEEP, "is a sleep: step the time instead"), waits).toList();
  }

  static List<Finding> unordered(JavaSource source) {
    if (source.isTest() || isOutside(source)) {
      return List.of();
    }
    Stream<Finding> made =
        source.all(NewClassTree.class).stream()
            .filter(each -> typeOf(each).matches("(java\\.util\\.)?(Identity|Weak)HashMap"))
            .map(each -> source.finding(each, "its order varies by run"));
    return Stream.concat(
            uses(source, UNORDERED, "varies by run in its order: take a List or Linked..."), made)
        .toList();
  }

  /// An entry point may speak: its output is what it was started for.
  static List<Finding> console(JavaSource source) {
    return source.isTest() || source.isIn("cli") || isEntryPoint(source)
        ? List.of()
        : uses(source, CONSOLE, "belongs to the command").toList();
  }

  static List<Finding> threads(JavaSource source) {
    if (source.isTest() || meetsTheWorld(source, DOORS_OF_POOLS)) {
      return List.of();
    }
    String why = "state belongs to one pool: no locks, volatiles, atomics here";
    Stream<Tree> modifiers =
        source.all(ModifiersTree.class).stream()
            .filter(CallRules::sharesWithThreads)
            .map(Tree.class::cast);
    Stream<Tree> blocks = source.all(SynchronizedTree.class).stream().map(Tree.class::cast);
    Stream<Tree> names =
        source.all(MemberSelectTree.class).stream()
            .filter(each -> THREADS.matcher(each.toString()).matches())
            .map(Tree.class::cast);
    return Stream.of(modifiers, blocks, names)
        .flatMap(trees -> trees)
        .map(tree -> source.finding(tree, why))
        .toList();
  }

  static List<Finding> suppressions(JavaSource source) {
    return annotations(source, "SuppressWarnings|NullUnmarked", "hides a warning: heed it");
  }

  static List<Finding> disabledTests(JavaSource source) {
    Stream<Finding> assumptions =
        source.all(MethodInvocationTree.class).stream()
            .filter(call -> ASSUMPTION.matcher(call.getMethodSelect().toString()).matches())
            .map(call -> source.finding(call, "skips a test"));
    return Stream.concat(
            annotations(source, "Disabled\\w*|Enabled\\w+|Ignore", "skips a test").stream(),
            source.isTest() ? assumptions : Stream.of())
        .toList();
  }

  private static boolean isEntryPoint(JavaSource source) {
    return source.all(MethodTree.class).stream()
        .anyMatch(
            method ->
                method.getName().contentEquals("main")
                    && method.getModifiers().getFlags().contains(Modifier.STATIC));
  }

  /// Uses of what the pattern names, as `Type.member`: calls, references, static imports.
  private static Stream<Finding> uses(JavaSource source, Pattern banned, String why) {
    Stream<Finding> members =
        source.paths(MemberSelectTree.class).stream()
            .filter(path -> !makesNothing(path))
            .map(TreePath::getLeaf)
            .filter(use -> banned.matcher(withoutPackage(use.toString())).matches())
            .map(use -> source.finding(use, withoutPackage(use.toString()) + " " + why));
    Stream<Finding> references =
        source.all(MemberReferenceTree.class).stream()
            .filter(use -> banned.matcher(named(use)).matches())
            .map(use -> source.finding(use, named(use) + " " + why));
    return Stream.concat(members, references);
  }

  /// `Map.of()`, which has no order to vary.
  private static boolean makesNothing(TreePath use) {
    return use.getParentPath().getLeaf() instanceof MethodInvocationTree call
        && call.getArguments().isEmpty()
        && EMPTY.contains(withoutPackage(use.getLeaf().toString()));
  }

  private static String named(MemberReferenceTree use) {
    return withoutPackage(use.getQualifierExpression() + "." + use.getName());
  }

  /// `java.lang.System.out` as `System.out`; an expression with anything but names stays as it is.
  private static String withoutPackage(String name) {
    return PACKAGE.matcher(name).replaceFirst("");
  }

  private static List<Finding> annotations(JavaSource source, String names, String why) {
    return source.all(AnnotationTree.class).stream()
        .filter(each -> withoutPackage(each.getAnnotationType().toString()).matches(names))
        .map(each -> source.finding(each, "@" + each.getAnnotationType() + " " + why))
        .toList();
  }

  private static boolean isUnseeded(NewClassTree made) {
    return switch (withoutPackage(typeOf(made))) {
      case "SecureRandom" -> true;
      case "Random", "SplittableRandom" -> made.getArguments().isEmpty();
      default -> false;
    };
  }

  private static String typeOf(NewClassTree made) {
    Tree type = made.getIdentifier();
    return type instanceof IdentifierTree name ? name.getName().toString() : withoutGenerics(type);
  }

  private static String withoutGenerics(Tree type) {
    return type.toString().replaceFirst("<.*", "");
  }

  private static boolean sharesWithThreads(ModifiersTree modifiers) {
    return modifiers.getFlags().contains(Modifier.VOLATILE)
        || modifiers.getFlags().contains(Modifier.SYNCHRONIZED);
  }

  private static boolean isOutside(JavaSource source) {
    return source.isIn("cli", "bench", "peers", "store.transport", "store.storage");
  }

  /// No test does: it steps the time, and its chance has a seed.
  private static boolean meetsTheWorld(JavaSource source, Set<String> typesOfPools) {
    return !source.isTest()
        && (isOutside(source)
            || (source.isIn("pools", "micrometer") && typesOfPools.contains(source.name())));
  }
}
