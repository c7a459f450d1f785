package dev.goalkeeper.cli.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON text: what our own processes say, or a row of a file.
final class JsonReader {
  /// Deeper than anything that our processes say; it keeps a bad text from using up the stack.
  private static final int DEPTH_MAX = 32;

  private final String text;
  private int at;
  private int depth;

  JsonReader(String text) {
    this.text = text;
  }

  Json read() {
    Json value = value();
    if (peek() != 0) {
      throw wrong("more than one value");
    }
    return value;
  }

  private Json value() {
    if (++depth > DEPTH_MAX) {
      throw wrong("nested too deep");
    }
    Json value =
        switch (peek()) {
          case '{' -> new Json.Fields(fields());
          case '[' -> new Json.Items(items());
          case '"' -> new Json.Text(quoted());
          case 't' -> word("true", new Json.Flag(true));
          case 'f' -> word("false", new Json.Flag(false));
          case 'n' -> word("null", new Json.Nothing());
          default -> digits();
        };
    depth--;
    return value;
  }

  private Map<String, Json> fields() {
    var fields = new LinkedHashMap<String, Json>();
    expect('{');
    while (peek() != '}') {
      if (!fields.isEmpty()) {
        expect(',');
      }
      String name = quoted();
      expect(':');
      fields.put(name, value());
    }
    expect('}');
    return fields;
  }

  private List<Json> items() {
    var items = new ArrayList<Json>();
    expect('[');
    while (peek() != ']') {
      if (!items.isEmpty()) {
        expect(',');
      }
      items.add(value());
    }
    expect(']');
    return items;
  }

  private String quoted() {
    expect('"');
    var read = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      read.append(c == '\\' ? escaped() : c);
    }
    return read.toString();
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        if (at + 4 > text.length()) {
          throw wrong("cut off");
        }
        at += 4;
        yield (char) Integer.parseInt(text, at - 4, at, 16);
      }
      default -> c;
    };
  }

  private Json digits() {
    int from = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (from == at) {
      throw wrong("no value");
    }
    return new Json.Digits(text.substring(from, at));
  }

  private Json word(String word, Json value) {
    if (!text.startsWith(word, at)) {
      throw wrong("no value");
    }
    at += word.length();
    return value;
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw wrong("no '" + wanted + "'");
    }
    at++;
  }

  /// The next character that is not a space, or 0 at the end.
  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char next() {
    if (at >= text.length()) {
      throw wrong("cut off");
    }
    return text.charAt(at++);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("no JSON, " + what + " at character " + at);
  }
}
