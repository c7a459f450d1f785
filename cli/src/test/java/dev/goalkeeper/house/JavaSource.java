package dev.goalkeeper.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// One Java file, parsed but not resolved: its lines, its tree and its comments.
///
/// The path tells the rest: `MODULE/src/main/java/PACKAGE/Type.java`.
final class JavaSource {
  private final String path;
  private final String text;
  private final CompilationUnitTree unit;
  private final DocTrees trees;
  private final List<String> syntaxErrors;

  private JavaSource(
      String path, String text, CompilationUnitTree unit, DocTrees trees, List<String> errors) {
    this.path = path;
    this.text = text;
    this.unit = unit;
    this.trees = trees;
    this.syntaxErrors = errors;
  }

  static JavaSource read(Repository repository, Path file) {
    try {
      return parse(repository.name(file), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Parses a text as if it were the file at this path; errors are kept, not thrown.
  static JavaSource parse(String path, String text) {
    var problems = new DiagnosticCollector<JavaFileObject>();
    List<String> options = List.of("-proc:none");
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problems, options, null, List.of(new Text(path, text)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      List<String> errors =
          problems.getDiagnostics().stream()
              .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
              .map(problem -> problem.getLineNumber() + ": " + problem.getMessage(null))
              .toList();
      return new JavaSource(path, text, unit, DocTrees.instance(task), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Compiles small classes into a folder; each text holds one class or interface.
  static void compile(Path folder, List<String> texts) {
    var problems = new DiagnosticCollector<JavaFileObject>();
    List<Text> files =
        texts.stream().map(text -> new Text(simpleNameIn(text) + ".java", text)).toList();
    List<String> options = List.of("-proc:none", "-d", folder.toString());
    if (!ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, problems, options, null, files)
        .call()) {
      throw new IllegalArgumentException(problems.getDiagnostics().toString());
    }
  }

  String path() {
    return path;
  }

  String text() {
    return text;
  }

  List<String> lines() {
    return text.lines().toList();
  }

  CompilationUnitTree unit() {
    return unit;
  }

  /// What the parser refused, line first; empty for Java.
  List<String> syntaxErrors() {
    return syntaxErrors;
  }

  boolean isTest() {
    return !path.contains("/src/main/");
  }

  /// True if the file lies in one of these packages, given under `dev.goalkeeper`.
  boolean isIn(String... packages) {
    for (String name : packages) {
      if (path.contains("/dev/goalkeeper/" + name.replace('.', '/') + "/")) {
        return true;
      }
    }
    return false;
  }

  /// The name of the file without its ending: a type, `package-info` or `module-info`.
  String name() {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
  }

  int firstLine(Tree tree) {
    return lineAt(trees.getSourcePositions().getStartPosition(unit, tree));
  }

  int lastLine(Tree tree) {
    return lineAt(trees.getSourcePositions().getEndPosition(unit, tree));
  }

  int lineAt(long position) {
    return (int) unit.getLineMap().getLineNumber(position);
  }

  Finding finding(Tree tree, String what) {
    return new Finding(path, firstLine(tree), what);
  }

  /// Everything of one sort in this file, in order, each with the path that leads to it.
  <T extends Tree> List<TreePath> paths(Class<T> sort) {
    var found = new ArrayList<TreePath>();
    new TreePathScanner<Void, Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
        if (sort.isInstance(tree)) {
          found.add(new TreePath(getCurrentPath(), tree));
        }
        return super.scan(tree, null);
      }
    }.scan(new TreePath(unit), null);
    return found;
  }

  /// Everything of one sort in this file, in order.
  <T extends Tree> List<T> all(Class<T> sort) {
    return paths(sort).stream().map(TreePath::getLeaf).map(sort::cast).toList();
  }

  /// True if a doc comment stands before the declaration at the end of the path.
  boolean isDocumented(TreePath declaration) {
    return trees.getDocComment(declaration) != null;
  }

  private static String simpleNameIn(String text) {
    return text.replaceFirst("(?s).*?\\b(class|interface) (\\w+).*", "$2");
  }

  /// A source that lies in memory.
  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String path, String text) {
      super(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
