package dev.goalkeeper.clustersim.mutants;

import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;

/// Which call in a method is meant.
///
/// @param owner class that has the called method, without its package
/// @param name of the called method
/// @param number the how-manieth of them, from 1; 0 if there is to be one only
/// @param after the string that was loaded last before it; empty if that does not matter
record Call(String owner, String name, int number, String after) {
  /// How many calls of that method there are after that string, whatever the number.
  int count(MethodModel method) {
    var finder = new Finder(this);
    method.code().orElseThrow().forEach(finder::sees);
    return finder.seen;
  }

  @Override
  public String toString() {
    return "`" + owner + "." + name + "`" + (number == 0 ? "" : " number " + number)
        + (after.isEmpty() ? "" : " of '" + after + "'");
  }

  /// Meets the instructions of a method one after the other.
  static final class Finder {
    private final Call call;
    private String loaded = "";
    private int seen;

    Finder(Call call) {
      this.call = call;
    }

    /// True if this is the call.
    boolean sees(CodeElement element) {
      if (element instanceof ConstantInstruction constant
          && constant.constantValue() instanceof String text) {
        loaded = text;
      }
      if (!(element instanceof InvokeInstruction invoke) || !matches(invoke)) {
        return false;
      }
      seen++;
      return call.number() == 0 || call.number() == seen;
    }

    private boolean matches(InvokeInstruction invoke) {
      String owner = invoke.owner().asSymbol().displayName();
      return owner.substring(owner.lastIndexOf('$') + 1).equals(call.owner())
          && invoke.name().equalsString(call.name())
          && (call.after().isEmpty() || call.after().equals(loaded));
    }
  }
}
