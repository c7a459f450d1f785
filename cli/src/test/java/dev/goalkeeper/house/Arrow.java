package dev.goalkeeper.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/// Who may use whom, over the compiled classes of all modules.
///
/// The order of the store's packages is the order in which they are read. A package that does not
/// exist yet is in it already, so that its arrows hold from its first class on.
enum Arrow {
  STORE_PACKAGES_ARE_LISTED,
  STORE_USES_ONLY_WHAT_IS_LISTED_BEFORE,
  FSCK_STANDS_ALONE,
  POOLS_USE_NOTHING,
  TESTKIT_USES_ONLY_POOLS_AND_JUNIT,
  METERS_USE_ONLY_POOLS_AND_MICROMETER,
  RECORDERS_USE_ONLY_POOLS,
  EXAMPLES_USE_ONLY_POOLS_AND_TESTKIT,
  ONLY_THE_RECORD_KNOWS_ZOOKEEPER,
  NOTHING_BELOW_USES_WHAT_IS_ABOVE,
  THE_SIMULATOR_ADDS_NO_RULES,
  SOCKETS_STAY_IN_THE_TRANSPORT,
  MAPPED_FILES_STAY_IN_THE_STORAGE,
  ONLY_THE_COMMAND_PARSES_ARGUMENTS,
  COMMANDS_USE_ONLY_WHAT_ALL_SHARE;

  static final String ROOT = "dev.goalkeeper.";

  private static final String STORE = ROOT + "store.";
  private static final String CLI = ROOT + "cli.";

  /// Each uses only those before it. Fsck is none of them: no server uses it, and it uses only what
  /// it must, so that what it proves depends on no server code.
  private static final List<String> STORE_ORDER =
      List.of(
          "wire", "transport", "storage", "log", "membership", "replication", "backup", "cleaner",
          "metadata", "coordinator", "recovery", "master", "client", "server");

  /// Of the command, what all share: each uses only those before it.
  private static final List<String> SHARED = List.of("console", "rows", "cluster", "fleet");

  /// Commands that use what is shared, and nothing of each other.
  private static final List<String> COMMANDS =
      List.of("shell", "demo", "chaos", "bench", "check", "sim", "mutation");

  private static final List<String> FSCK_USES = List.of("wire", "storage", "log");
  private static final String FSCK = "fsck";

  /// What the library is made of: the JDK, and annotations that no running program needs.
  private static final String[] PLAIN = {"java..", "javax..", "jdk..", "org.jspecify.."};

  /// What breaks this arrow, in the words of the rule; empty if it holds.
  List<String> broken(JavaClasses classes) {
    return rules()
        .flatMap(
            rule ->
                rule.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails()
                    .stream())
        .toList();
  }

  private Stream<ArchRule> rules() {
    return switch (this) {
      case STORE_PACKAGES_ARE_LISTED -> Stream.of(listed());
      case STORE_USES_ONLY_WHAT_IS_LISTED_BEFORE -> STORE_ORDER.stream().map(Arrow::before);
      case FSCK_STANDS_ALONE -> Stream.of(fsckUses(), fsckIsNotUsed());
      case POOLS_USE_NOTHING -> Stream.of(only("pools"));
      case TESTKIT_USES_ONLY_POOLS_AND_JUNIT ->
          Stream.of(poolsAnd("testkit", "org.junit.jupiter.api.."));
      case METERS_USE_ONLY_POOLS_AND_MICROMETER ->
          Stream.of(poolsAnd("micrometer", "io.micrometer.core.instrument.."));
      case RECORDERS_USE_ONLY_POOLS -> Stream.of(only("jfr", "pools"));
      case EXAMPLES_USE_ONLY_POOLS_AND_TESTKIT -> Stream.of(only("examples", "pools", "testkit"));
      case ONLY_THE_RECORD_KNOWS_ZOOKEEPER ->
          Stream.of(
              noClasses().that().resideOutsideOfPackage(ROOT + "zookeeper..")
                  .should().dependOnClassesThat()
                  .resideInAnyPackage("org.apache.zookeeper..", "org.apache.curator.."),
              usesOf("zookeeper", "metadata", "wire"));
      case NOTHING_BELOW_USES_WHAT_IS_ABOVE ->
          Stream.of(
              not("store", "zookeeper", "testkit", "clustersim", "bench", "cli", "examples"),
              not("zookeeper", "testkit", "clustersim", "bench", "cli", "examples"),
              not("clustersim", "zookeeper", "bench", "cli", "examples"),
              not("bench", "zookeeper", "testkit", "clustersim", "cli", "examples"));
      case THE_SIMULATOR_ADDS_NO_RULES -> Stream.of(noTask(), noTable());
      case SOCKETS_STAY_IN_THE_TRANSPORT ->
          Stream.of(
              stays("io.netty.channel..", "transport", "server"),
              stays("io.netty.bootstrap..", "transport", "server"),
              stays("io.netty.handler..", "transport", "server"),
              stays("java.net..", "transport", "server"));
      case MAPPED_FILES_STAY_IN_THE_STORAGE ->
          Stream.of(stays("java.nio.channels..", "transport", "storage"));
      case ONLY_THE_COMMAND_PARSES_ARGUMENTS ->
          Stream.of(
              noClasses().that().resideOutsideOfPackage(ROOT + "cli..")
                  .should().dependOnClassesThat().resideInAPackage("picocli.."));
      case COMMANDS_USE_ONLY_WHAT_ALL_SHARE ->
          Stream.concat(SHARED.stream(), COMMANDS.stream()).map(Arrow::ofCommand);
    };
  }

  private static ArchRule listed() {
    return classes().that().resideInAPackage(ROOT + "store..")
        .should().resideInAnyPackage(
            Stream.concat(STORE_ORDER.stream(), Stream.of(FSCK))
                .map(Arrow::under)
                .toArray(String[]::new));
  }

  private static ArchRule before(String part) {
    List<String> later = STORE_ORDER.subList(STORE_ORDER.indexOf(part) + 1, STORE_ORDER.size());
    return noClasses().that().resideInAPackage(under(part))
        .should().dependOnClassesThat()
        .resideInAnyPackage(later.stream().map(Arrow::under).toArray(String[]::new));
  }

  private static ArchRule ofCommand(String part) {
    List<String> later = SHARED.subList(SHARED.indexOf(part) + 1, SHARED.size());
    Stream<String> others = Stream.concat(
        SHARED.contains(part) ? later.stream() : Stream.of(), COMMANDS.stream());
    Stream<String> barred =
        others.filter(each -> !each.equals(part)).map(each -> CLI + each + "..");
    return noClasses().that().resideInAPackage(CLI + part + "..")
        .should().dependOnClassesThat()
        .resideInAnyPackage(Stream.concat(barred, Stream.of(ROOT + "cli")).toArray(String[]::new));
  }

  private static ArchRule fsckUses() {
    Stream<String> others = STORE_ORDER.stream().filter(part -> !FSCK_USES.contains(part));
    return noClasses().that().resideInAPackage(under(FSCK))
        .should().dependOnClassesThat()
        .resideInAnyPackage(others.map(Arrow::under).toArray(String[]::new));
  }

  private static ArchRule fsckIsNotUsed() {
    return noClasses().that().resideInAPackage(ROOT + "store..")
        .and().resideOutsideOfPackage(under(FSCK))
        .should().dependOnClassesThat().resideInAPackage(under(FSCK));
  }

  private static ArchRule only(String part, String... used) {
    Stream<String> ours =
        Stream.concat(Stream.of(part), Stream.of(used)).map(each -> ROOT + each + "..");
    return classes().that().resideInAPackage(ROOT + part + "..")
        .should().onlyDependOnClassesThat()
        .resideInAnyPackage(Stream.concat(ours, Stream.of(PLAIN)).toArray(String[]::new));
  }

  private static ArchRule poolsAnd(String part, String used) {
    Stream<String> allowed = Stream.of(ROOT + part + "..", ROOT + "pools..", used);
    return classes().that().resideInAPackage(ROOT + part + "..")
        .should().onlyDependOnClassesThat()
        .resideInAnyPackage(Stream.concat(allowed, Stream.of(PLAIN)).toArray(String[]::new));
  }

  /// Of the store's packages a part uses only these.
  private static ArchRule usesOf(String part, String... used) {
    String[] others = STORE_ORDER.stream().filter(each -> !List.of(used).contains(each))
        .map(Arrow::under).toArray(String[]::new);
    return noClasses().that().resideInAPackage(ROOT + part + "..")
        .should().dependOnClassesThat().resideInAnyPackage(others);
  }

  private static ArchRule not(String part, String... above) {
    return noClasses().that().resideInAPackage(ROOT + part + "..")
        .should().dependOnClassesThat()
        .resideInAnyPackage(
            Stream.of(above).map(each -> ROOT + each + "..").toArray(String[]::new));
  }

  /// Simulations run the production rules: one of their own would be a rule that nobody ships.
  private static ArchRule noTask() {
    return noClasses().that().resideInAnyPackage(ROOT + "clustersim..", ROOT + "testkit..")
        .should().beAssignableTo(ROOT + "pools.Task");
  }

  private static ArchRule noTable() {
    return noClasses().that().resideInAnyPackage(ROOT + "clustersim..", ROOT + "testkit..")
        .should().callMethodWhere(
            DescribedPredicate.describe(
                "declares clauses",
                call -> call.getTargetOwner().getName().equals(ROOT + "pools.Clauses")));
  }

  private static ArchRule stays(String used, String... parts) {
    DescribedPredicate<JavaClass> elsewhere =
        JavaClass.Predicates.resideOutsideOfPackages(
            Stream.of(parts).map(Arrow::under).toArray(String[]::new));
    return noClasses().that().resideInAPackage(ROOT + "store..").and(elsewhere)
        .should().dependOnClassesThat().resideInAPackage(used);
  }

  private static String under(String part) {
    return STORE + part + "..";
  }
}
