package dev.goalkeeper.house;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/// How types are declared, named and described.
final class TypeRules {
  /// Words that say nothing: whatever they are put behind, the reader knows no more than before.
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "impl", "manager", "util", "utils", "utility", "helper", "helpers", "handler", "handlers",
          "base", "abstract", "data", "info");

  /// Where one word of a camel-case name ends and the next begins.
  private static final String WORD_ENDS = "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])";

  private static final Set<Modifier> CLOSED = Set.of(Modifier.FINAL, Modifier.SEALED);

  private TypeRules() {}

  static List<Finding> names(JavaSource source) {
    Stream<Finding> types =
        source.all(ClassTree.class).stream()
            .filter(type -> hasEmptyWord(type.getSimpleName().toString().split(WORD_ENDS)))
            .map(type -> source.finding(type, "'" + type.getSimpleName() + "' says nothing"));
    Stream<Finding> packages =
        source.all(PackageTree.class).stream()
            .filter(named -> hasEmptyWord(named.getPackageName().toString().split("\\.")))
            .map(named -> source.finding(named, "'" + named.getPackageName() + "' says nothing"));
    return Stream.concat(types, packages).toList();
  }

  /// Nobody inherits from what is not made for it: of ours, `Task` alone is.
  static List<Finding> finalClasses(JavaSource source) {
    boolean isTask = source.isIn("pools") && source.name().equals("Task");
    return source.paths(ClassTree.class).stream()
        .filter(path -> !source.isTest() && !isTask && isOpen(path))
        .map(path -> (ClassTree) path.getLeaf())
        .map(type -> source.finding(type, "'" + type.getSimpleName() + "' is not final or sealed"))
        .toList();
  }

  static List<Finding> privateFields(JavaSource source) {
    return source.paths(VariableTree.class).stream()
        .filter(path -> !source.isTest() && isField(path))
        .map(path -> (VariableTree) path.getLeaf())
        .filter(field -> isExposed(field.getModifiers()))
        .map(field -> source.finding(field, "'" + field.getName() + "' shows state to others"))
        .toList();
  }

  static List<Finding> optionals(JavaSource source) {
    return source.paths(VariableTree.class).stream()
        .filter(path -> isField(path) || path.getParentPath().getLeaf() instanceof MethodTree)
        .map(path -> (VariableTree) path.getLeaf())
        .filter(variable -> isOptional(variable.getType()))
        .map(variable -> source.finding(variable, "Optional is for returning, not for keeping"))
        .toList();
  }

  /// A `default` among patterns hides the case that a later subtype will need.
  static List<Finding> defaults(JavaSource source) {
    Stream<List<? extends CaseTree>> switches =
        Stream.concat(
            source.all(SwitchTree.class).stream().map(SwitchTree::getCases),
            source.all(SwitchExpressionTree.class).stream().map(SwitchExpressionTree::getCases));
    return switches
        .filter(cases -> cases.stream().anyMatch(TypeRules::isPattern))
        .flatMap(cases -> cases.stream().filter(TypeRules::isDefault))
        .map(each -> source.finding(each, "'default' in a switch over patterns"))
        .toList();
  }

  static List<Finding> wildcards(JavaSource source) {
    return source.all(ImportTree.class).stream()
        .filter(each -> each.getQualifiedIdentifier().toString().endsWith(".*"))
        .map(each -> source.finding(each, "imports everything: name what is used"))
        .toList();
  }

  static List<Finding> nullMarked(JavaSource source) {
    return source.all(PackageTree.class).stream()
        .filter(_ -> source.name().equals("package-info"))
        .filter(each -> !each.getAnnotations().toString().contains("NullMarked"))
        .map(each -> source.finding(each, "the package is not @NullMarked"))
        .toList();
  }

  static List<Finding> documented(JavaSource source) {
    if (source.isTest()) {
      return List.of();
    }
    Stream<TreePath> declarations =
        Stream.of(PackageTree.class, ClassTree.class, MethodTree.class)
            .flatMap(sort -> source.paths(sort).stream())
            .filter(path -> owesDocs(source, path));
    return declarations
        .filter(path -> !source.isDocumented(path))
        .map(path -> source.finding(path.getLeaf(), "nothing says what this is"))
        .toList();
  }

  private static boolean owesDocs(JavaSource source, TreePath path) {
    return switch (path.getLeaf()) {
      case PackageTree _ -> source.name().equals("package-info");
      case ClassTree type -> isTopLevel(path) || isPublic(type.getModifiers());
      case MethodTree method ->
          source.isIn("pools", "testkit", "store.client")
              && isPublic(method.getModifiers())
              && isTopLevel(path.getParentPath())
              && isPublic(((ClassTree) path.getParentPath().getLeaf()).getModifiers())
              && !isAnnotated(method.getModifiers(), "Override");
      case Tree _ -> false;
    };
  }

  private static boolean hasEmptyWord(String[] words) {
    return Arrays.stream(words)
        .anyMatch(word -> EMPTY_WORDS.contains(word.toLowerCase(Locale.ROOT)));
  }

  private static boolean isOpen(TreePath path) {
    ClassTree type = (ClassTree) path.getLeaf();
    return type.getKind() == Tree.Kind.CLASS
        && !type.getSimpleName().isEmpty()
        && type.getModifiers().getFlags().stream().noneMatch(CLOSED::contains);
  }

  private static boolean isField(TreePath path) {
    return path.getParentPath().getLeaf() instanceof ClassTree;
  }

  private static boolean isExposed(ModifiersTree modifiers) {
    Set<Modifier> flags = modifiers.getFlags();
    return (flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED))
        && !flags.contains(Modifier.STATIC);
  }

  private static boolean isOptional(@Nullable Tree type) {
    return switch (type) {
      case null -> false;
      case AnnotatedTypeTree annotated -> isOptional(annotated.getUnderlyingType());
      case ParameterizedTypeTree generic -> isOptional(generic.getType());
      case Tree plain -> plain.toString().matches("(java\\.util\\.)?Optional(Int|Long|Double)?");
    };
  }

  private static boolean isPattern(CaseTree each) {
    return each.getLabels().stream()
        .filter(PatternCaseLabelTree.class::isInstance)
        .map(label -> ((PatternCaseLabelTree) label).getPattern())
        .anyMatch(
            pattern ->
                pattern instanceof BindingPatternTree
                    || pattern instanceof DeconstructionPatternTree);
  }

  private static boolean isDefault(CaseTree each) {
    return each.getLabels().stream().anyMatch(DefaultCaseLabelTree.class::isInstance);
  }

  private static boolean isTopLevel(TreePath path) {
    return path.getParentPath().getParentPath() == null;
  }

  private static boolean isPublic(ModifiersTree modifiers) {
    return modifiers.getFlags().contains(Modifier.PUBLIC);
  }

  private static boolean isAnnotated(ModifiersTree modifiers, String name) {
    return modifiers.getAnnotations().stream()
        .anyMatch(each -> each.getAnnotationType().toString().equals(name));
  }
}
