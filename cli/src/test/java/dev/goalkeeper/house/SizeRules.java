package dev.goalkeeper.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.stream.IntStream;

/// How much a reader has to hold in mind at once.
final class SizeRules {
  static final int FILE_LINES_MAX = 400;
  static final int TEST_FILE_LINES_MAX = 600;
  static final int METHOD_LINES_MAX = 60;
  static final int NESTING_MAX = 3;
  static final int PARAMETERS_MAX = 5;
  static final int LINE_CHARACTERS_MAX = 100;

  private SizeRules() {}

  static List<Finding> fileLength(JavaSource source) {
    int max = source.isTest() ? TEST_FILE_LINES_MAX : FILE_LINES_MAX;
    int lines = source.lines().size();
    return lines <= max
        ? List.of()
        : List.of(new Finding(source.path(), max + 1, lines + " lines, at most " + max));
  }

  static List<Finding> lineLength(JavaSource source) {
    List<String> lines = source.lines();
    return IntStream.range(0, lines.size())
        .filter(at -> characters(lines.get(at)) > LINE_CHARACTERS_MAX)
        .mapToObj(
            at ->
                new Finding(
                    source.path(),
                    at + 1,
                    characters(lines.get(at)) + " characters, at most " + LINE_CHARACTERS_MAX))
        .toList();
  }

  static List<Finding> methodLength(JavaSource source) {
    return source.all(MethodTree.class).stream()
        .filter(method -> linesOf(source, method) > METHOD_LINES_MAX)
        .map(
            method ->
                source.finding(
                    method,
                    "'" + method.getName() + "' has " + linesOf(source, method)
                        + " lines, at most " + METHOD_LINES_MAX))
        .toList();
  }

  static List<Finding> parameters(JavaSource source) {
    return source.paths(MethodTree.class).stream()
        .filter(path -> !constructsRecord(path))
        .map(path -> (MethodTree) path.getLeaf())
        .filter(method -> method.getParameters().size() > PARAMETERS_MAX)
        .map(
            method ->
                source.finding(
                    method,
                    "'" + method.getName() + "' takes " + method.getParameters().size()
                        + " parameters, at most " + PARAMETERS_MAX + "; more means a record"))
        .toList();
  }

  static List<Finding> nesting(JavaSource source) {
    return source.paths(Tree.class).stream()
        .filter(SizeRules::nests)
        .filter(path -> depth(path) > NESTING_MAX)
        .map(
            path ->
                source.finding(
                    path.getLeaf(),
                    "nested " + depth(path) + " deep, at most " + NESTING_MAX))
        .toList();
  }

  private static int characters(String line) {
    return line.codePointCount(0, line.length());
  }

  private static int linesOf(JavaSource source, Tree tree) {
    return source.lastLine(tree) - source.firstLine(tree) + 1;
  }

  /// The parameters of a record's constructor are its components: more of them belong there.
  private static boolean constructsRecord(TreePath method) {
    return method.getParentPath().getLeaf().getKind() == Tree.Kind.RECORD
        && ((MethodTree) method.getLeaf()).getReturnType() == null;
  }

  private static int depth(TreePath path) {
    int depth = 0;
    for (TreePath at = path; at != null && !isDeclaration(at.getLeaf()); at = at.getParentPath()) {
      depth += nests(at) ? 1 : 0;
    }
    return depth;
  }

  private static boolean isDeclaration(Tree tree) {
    return tree instanceof MethodTree || tree instanceof ClassTree;
  }

  private static boolean nests(TreePath path) {
    return switch (path.getLeaf()) {
      case IfTree branch -> !continuesChain(path, branch);
      case LambdaExpressionTree lambda ->
          lambda.getBodyKind() == LambdaExpressionTree.BodyKind.STATEMENT;
      case ForLoopTree _, EnhancedForLoopTree _, WhileLoopTree _, DoWhileLoopTree _ -> true;
      case SwitchTree _, SwitchExpressionTree _, TryTree _, SynchronizedTree _ -> true;
      case Tree _ -> false;
    };
  }

  /// An `else if` reads as one more case beside the others, not as a level below them.
  private static boolean continuesChain(TreePath path, IfTree branch) {
    return path.getParentPath().getLeaf() instanceof IfTree outer
        && outer.getElseStatement() == branch;
  }
}
