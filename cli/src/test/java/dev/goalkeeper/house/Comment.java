package dev.goalkeeper.house;

import java.util.ArrayList;
import java.util.List;

/// One comment as written: a whole block, or one line of a run of line comments.
///
/// @param line where it begins, counted from 1
/// @param text all of it, with its marks
record Comment(int line, String text) {
  /// The kinds of comment that Java knows, by how they begin.
  enum Kind { DOC, LINE, BLOCK, OLD_DOC }

  /// Marks of text in which nothing is a comment, the longest first.
  private static final List<String> QUOTES = List.of("\"\"\"", "\"", "'");

  Kind kind() {
    if (text.startsWith("///")) {
      return Kind.DOC;
    }
    if (text.startsWith("//")) {
      return Kind.LINE;
    }
    return text.startsWith("/**") ? Kind.OLD_DOC : Kind.BLOCK;
  }

  /// What a reader reads: without the marks, and without the space around.
  String words() {
    return switch (kind()) {
      case DOC -> text.substring(3).strip();
      case LINE -> text.substring(2).strip();
      case BLOCK, OLD_DOC -> text.substring(2, Math.max(2, text.length() - 2)).strip();
    };
  }

  /// The comments of a Java text in order; what looks like one inside a literal is none.
  static List<Comment> in(String java) {
    var comments = new ArrayList<Comment>();
    int at = 0;
    int line = 1;
    while (at < java.length()) {
      int end = endOfToken(java, at);
      if (java.startsWith("//", at) || java.startsWith("/*", at)) {
        comments.add(new Comment(line, java.substring(at, end)));
      }
      for (; at < end; at++) {
        line += java.charAt(at) == '\n' ? 1 : 0;
      }
    }
    return comments;
  }

  /// Where the comment or literal that begins here ends, or else the next character.
  private static int endOfToken(String java, int at) {
    if (java.startsWith("//", at)) {
      return endAfter(java, at, "\n") - (java.indexOf('\n', at) < 0 ? 0 : 1);
    }
    if (java.startsWith("/*", at)) {
      return endAfter(java, at + 2, "*/");
    }
    for (String quote : QUOTES) {
      if (java.startsWith(quote, at)) {
        return endOfLiteral(java, at + quote.length(), quote);
      }
    }
    return at + 1;
  }

  private static int endOfLiteral(String java, int from, String quote) {
    int at = from;
    while (at < java.length() && !java.startsWith(quote, at)) {
      at += java.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(java.length(), at + quote.length());
  }

  private static int endAfter(String java, int from, String mark) {
    int found = java.indexOf(mark, from);
    return found < 0 ? java.length() : found + mark.length();
  }
}
