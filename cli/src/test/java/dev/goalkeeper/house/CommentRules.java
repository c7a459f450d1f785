package dev.goalkeeper.house;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a comment may not be.
final class CommentRules {
  private static final Pattern PROMISE = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");
  private static final Pattern SILENCER =
      Pattern.compile("\\b(NOPMD|NOSONAR|noinspection|CHECKSTYLE)\\b");
  private static final Pattern BANNER = Pattern.compile("([-=*#/~_+])\\1{3}");
  private static final Pattern AUTHOR = Pattern.compile("@(author|since|version)\\b");

  private CommentRules() {}

  static List<Finding> promises(JavaSource source) {
    return where(source, "a promise: do it, or file it", has(PROMISE));
  }

  static List<Finding> silencers(JavaSource source) {
    return where(source, "silences a tool", has(SILENCER));
  }

  static List<Finding> authors(JavaSource source) {
    return where(source, "git knows who and when", has(AUTHOR));
  }

  /// Docs are let off, since tables of Markdown are drawn with such lines.
  static List<Finding> banners(JavaSource source) {
    return where(
        source,
        "a banner: a file that needs one needs two files",
        is(Comment.Kind.DOC)
            .negate()
            .and(comment -> BANNER.matcher(comment.words()).find()));
  }

  static List<Finding> oldDocs(JavaSource source) {
    return where(source, "docs are /// Markdown", is(Comment.Kind.OLD_DOC));
  }

  static List<Finding> deadCode(JavaSource source) {
    return where(
        source,
        "code in a comment: git keeps what was",
        is(Comment.Kind.DOC)
            .negate()
            .and(comment -> comment.words().lines().anyMatch(CommentRules::isCode)));
  }

  /// Ends as code does, and parses as a statement, a member, or the beginning of one.
  private static boolean isCode(String line) {
    String words = line.strip();
    if (words.endsWith("{")) {
      return words.equals("{") || parses(words + "}") || parses(words.replaceFirst("^}", "") + "}");
    }
    return words.equals("}") || (words.endsWith(";") && parses(words));
  }

  private static boolean parses(String code) {
    return isJava("class C { void m() { " + code + " } }")
        || isJava("class C { " + code + " }")
        || (code.startsWith("import ") && isJava(code));
  }

  private static boolean isJava(String text) {
    return JavaSource.parse("C.java", text).syntaxErrors().isEmpty();
  }

  private static Predicate<Comment> is(Comment.Kind kind) {
    return comment -> comment.kind() == kind;
  }

  private static Predicate<Comment> has(Pattern pattern) {
    return comment -> pattern.matcher(comment.text()).find();
  }

  private static List<Finding> where(JavaSource source, String why, Predicate<Comment> bad) {
    return Comment.in(source.text()).stream()
        .filter(bad)
        .map(comment -> new Finding(source.path(), comment.line(), why))
        .toList();
  }
}
