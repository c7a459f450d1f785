package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// The instructions of one method as they are emitted, and where jumps may land.
///
/// Whenever a jump lands, the stack is empty and the locals are as at the method's start: so the
/// stack maps that the verifier demands are the shortest ones that there are.
final class Code {
  static final int ICONST_M1 = 0x02;
  static final int ICONST_0 = 0x03;
  static final int ICONST_1 = 0x04;
  static final int SIPUSH = 0x11;
  static final int LDC_W = 0x13;
  static final int ILOAD_1 = 0x1b;
  static final int ILOAD_2 = 0x1c;
  static final int ALOAD_0 = 0x2a;
  static final int ALOAD_1 = 0x2b;
  static final int AALOAD = 0x32;
  static final int ISTORE_1 = 0x3c;
  static final int POP = 0x57;
  static final int DUP = 0x59;
  static final int IADD = 0x60;
  static final int ISHR = 0x7a;
  static final int IAND = 0x7e;
  static final int IFEQ = 0x99;
  static final int IFNE = 0x9a;
  static final int GOTO = 0xa7;
  static final int TABLESWITCH = 0xaa;
  static final int IRETURN = 0xac;
  static final int RETURN = 0xb1;
  static final int GETSTATIC = 0xb2;
  static final int PUTSTATIC = 0xb3;
  static final int INVOKEVIRTUAL = 0xb6;
  static final int INVOKESPECIAL = 0xb7;
  static final int INVOKESTATIC = 0xb8;
  static final int INVOKEINTERFACE = 0xb9;
  static final int CHECKCAST = 0xc0;

  private static final int WORD = 4;
  private static final int SAME_FRAME_MAX = 63;
  private static final int SAME_FRAME_EXTENDED = 251;

  private byte[] bytes = new byte[256];
  private int length;
  private final TreeSet<Integer> landings = new TreeSet<>();

  /// A place to jump to, which may be placed after the jumps to it.
  static final class Label {
    private final List<int[]> jumps = new ArrayList<>();
    private int position = -1;

    /// True if a jump waits for it to be placed.
    boolean used() {
      return !jumps.isEmpty();
    }
  }

  int length() {
    return length;
  }

  Code op(int opcode) {
    return u1(opcode);
  }

  /// An instruction with a number of two bytes: of a constant, or itself.
  Code op(int opcode, int operand) {
    return u1(opcode).u2(operand);
  }

  Code interfaceCall(int method, int arguments) {
    return op(INVOKEINTERFACE, method).u1(arguments).u1(0);
  }

  /// A jump within this method, by two bytes.
  Code jump(int opcode, Label to) {
    int from = length;
    u1(opcode);
    offset(to, from, 2);
    return this;
  }

  /// Goes on at the label of the value on the stack, from 0 on.
  Code tableSwitch(Label otherwise, List<Label> byValue) {
    int from = length;
    u1(TABLESWITCH);
    while (length % WORD != 0) {
      u1(0);
    }
    offset(otherwise, from, WORD);
    u4(0).u4(byValue.size() - 1);
    byValue.forEach(label -> offset(label, from, WORD));
    return this;
  }

  Code place(Label label) {
    label.position = length;
    label.jumps.forEach(jump -> patch(jump, label));
    label.jumps.clear();
    return this;
  }

  byte[] instructions() {
    return Arrays.copyOf(bytes, length);
  }

  /// The entries of the method's StackMapTable, and how many there are before them.
  byte[] frames() {
    var table = new Code();
    table.u2(landings.size());
    int before = -1;
    for (int landing : landings) {
      int delta = landing - before - 1;
      if (delta <= SAME_FRAME_MAX) {
        table.u1(delta);
      } else {
        table.u1(SAME_FRAME_EXTENDED).u2(delta);
      }
      before = landing;
    }
    return table.instructions();
  }

  Code u1(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) value;
    return this;
  }

  Code u2(int value) {
    return u1(value >> 8).u1(value);
  }

  Code u4(int value) {
    return u2(value >> 16).u2(value);
  }

  Code raw(byte[] more) {
    for (byte each : more) {
      u1(each);
    }
    return this;
  }

  private void offset(Label to, int from, int size) {
    int[] jump = {from, length, size};
    for (int i = 0; i < size; i++) {
      u1(0);
    }
    if (to.position >= 0) {
      patch(jump, to);
    } else {
      to.jumps.add(jump);
    }
  }

  private void patch(int[] jump, Label to) {
    int offset = to.position - jump[0];
    int size = jump[2];
    for (int i = 0; i < size; i++) {
      bytes[jump[1] + i] = (byte) (offset >> (8 * (size - 1 - i)));
    }
    landings.add(to.position);
  }
}
