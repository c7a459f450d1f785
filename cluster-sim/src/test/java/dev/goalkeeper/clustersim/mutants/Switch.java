package dev.goalkeeper.clustersim.mutants;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.BitSet;
import java.util.function.Consumer;

/// Which patches are on, for the thread that asks: so one set of classes has all of them in it, and
/// the next mutant finds compiled code where the last one has left it.
///
/// The classes of a [MutantLoader] have this class loaded anew with them, and it knows of those
/// patches alone. Public for them, which live in other packages.
public final class Switch {
  private static final ThreadLocal<BitSet> ON = ThreadLocal.withInitial(BitSet::new);

  private static final ClassDesc OWN = ClassDesc.of(Switch.class.getName());
  private static final MethodTypeDesc TRUTH_OF_NUMBER =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int);

  private Switch() {}

  /// Whether that patch is on.
  public static boolean isOn(int number) {
    return ON.get().get(number);
  }

  /// From now on these patches are on, and no others.
  ///
  /// @param numbers read as it is asked: its owner changes it no more
  public static void set(BitSet numbers) {
    ON.set(numbers);
  }

  /// Writes the question whether that patch is on.
  static void ask(int number, CodeBuilder code) {
    code.loadConstant(number).invokestatic(OWN, "isOn", TRUTH_OF_NUMBER);
  }

  /// Lets a method begin with something if that patch is on.
  ///
  /// @param written returns from the method
  static CodeTransform before(int number, Consumer<CodeBuilder> written) {
    return new CodeTransform() {
      @Override
      public void atStart(CodeBuilder code) {
        ask(number, code);
        code.ifThen(written::accept);
      }

      @Override
      public void accept(CodeBuilder code, CodeElement element) {
        code.with(element);
      }
    };
  }
}
