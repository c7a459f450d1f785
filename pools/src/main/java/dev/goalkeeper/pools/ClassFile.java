package dev.goalkeeper.pools;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A class file in the making: constants, fields, methods. As much of the format as a compiled
/// table needs; the JDK has a writer for it, but not yet in Java 21.
final class ClassFile {
  static final int PUBLIC = 0x0001;
  static final int STATIC = 0x0008;
  static final int FINAL = 0x0010;

  private static final int MAGIC = 0xCAFEBABE;
  private static final int JAVA_21 = 65;
  private static final int SUPER = 0x0020;
  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int NAME_AND_TYPE = 12;

  /// Enough for what is ever pushed: three arguments, or a value with the address it goes to.
  private static final int STACK = 4;

  /// An entry's object, the task, and a row.
  private static final int LOCALS = 3;
  private static final int CODE_HEADER_BYTES = 12;
  private static final int ATTRIBUTE_HEADER_BYTES = 6;

  private final Code constants = new Code();
  private final Map<List<Object>, Integer> known = new HashMap<>();
  private final Code fields = new Code();
  private final Code methods = new Code();
  private final int self;
  private final int parent;
  private final int implemented;
  private int constantCount = 1;
  private int fieldCount;
  private int methodCount;

  /// All names are internal ones: `java/lang/Object`.
  ClassFile(String name, String implementedInterface) {
    self = type(name);
    parent = type("java/lang/Object");
    implemented = type(implementedInterface);
  }

  int self() {
    return self;
  }

  int utf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return constant(
        List.of(UTF8, text), new Code().u1(UTF8).u2(bytes.length).raw(bytes));
  }

  int integer(int value) {
    return constant(List.of(INTEGER, value), new Code().u1(INTEGER).u4(value));
  }

  int type(String name) {
    return pair(CLASS, utf8(name));
  }

  int string(String text) {
    return pair(STRING, utf8(text));
  }

  int field(int owner, String name, String type) {
    return member(FIELD, owner, name, type);
  }

  int method(int owner, String name, String type) {
    return member(METHOD, owner, name, type);
  }

  int interfaceMethod(int owner, String name, String type) {
    return member(INTERFACE_METHOD, owner, name, type);
  }

  void addStaticFinal(String name, String type) {
    fields.u2(STATIC | FINAL).u2(utf8(name)).u2(utf8(type)).u2(0);
    fieldCount++;
  }

  void addMethod(int flags, String name, String type, Code code) {
    byte[] instructions = code.instructions();
    byte[] frames = code.frames();
    int nested = ATTRIBUTE_HEADER_BYTES + frames.length;
    methods.u2(flags).u2(utf8(name)).u2(utf8(type)).u2(1);
    methods.u2(utf8("Code")).u4(CODE_HEADER_BYTES + instructions.length + nested);
    methods.u2(STACK).u2(LOCALS).u4(instructions.length).raw(instructions).u2(0).u2(1);
    methods.u2(utf8("StackMapTable")).u4(frames.length).raw(frames);
    methodCount++;
  }

  byte[] bytes() {
    return new Code()
        .u4(MAGIC).u2(0).u2(JAVA_21)
        .u2(constantCount).raw(constants.instructions())
        .u2(FINAL | SUPER).u2(self).u2(parent).u2(1).u2(implemented)
        .u2(fieldCount).raw(fields.instructions())
        .u2(methodCount).raw(methods.instructions())
        .u2(0)
        .instructions();
  }

  private int member(int kind, int owner, String name, String type) {
    int nameAt = utf8(name);
    int typeAt = utf8(type);
    int called = constant(
        List.of(NAME_AND_TYPE, nameAt, typeAt), new Code().u1(NAME_AND_TYPE).u2(nameAt).u2(typeAt));
    return constant(List.of(kind, owner, called), new Code().u1(kind).u2(owner).u2(called));
  }

  private int pair(int kind, int at) {
    return constant(List.of(kind, at), new Code().u1(kind).u2(at));
  }

  private int constant(List<Object> key, Code entry) {
    Integer found = known.get(key);
    if (found != null) {
      return found;
    }
    constants.raw(entry.instructions());
    known.put(key, constantCount);
    return constantCount++;
  }
}
