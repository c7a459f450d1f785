package dev.goalkeeper.clustersim.mutants;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What is done to a method.
sealed interface Change {
  /// As the docs tell it.
  String words();

  /// Gives the whole method another body.
  sealed interface Body extends Change {
    /// What the method begins, and ends, with; if it can be had.
    Consumer<CodeBuilder> check(Patch patch, ClassModel type, MethodModel method);
  }

  /// Changes one call within the method.
  sealed interface AtCall extends Change {
    Call call();

    /// Writes other instructions in place of the call.
    void write(CodeBuilder code, InvokeInstruction invoke);

    /// Asks a switch at the call, and makes it as it was while that is off.
    default CodeTransform rewrite(int number) {
      return CodeTransform.ofStateful(() -> {
        var finder = new Call.Finder(call());
        return (code, element) -> {
          if (finder.sees(element)) {
            Switch.ask(number, code);
            code.ifThenElse(
                wrong -> write(wrong, (InvokeInstruction) element), right -> right.with(element));
          } else {
            code.with(element);
          }
        };
      });
    }
  }

  /// Returns a constant.
  record Returns(boolean value) implements Body {
    @Override
    public String words() {
      return "returns " + value;
    }

    @Override
    public Consumer<CodeBuilder> check(Patch patch, ClassModel type, MethodModel method) {
      requireTruth(patch, method.methodTypeSymbol());
      return code -> code.loadConstant(value ? 1 : 0).ireturn();
    }
  }

  /// Does what another method of the class does.
  record Does(String other) implements Body {
    @Override
    public String words() {
      return "does what `" + other + "` does";
    }

    @Override
    public Consumer<CodeBuilder> check(Patch patch, ClassModel type, MethodModel method) {
      MethodTypeDesc descriptor = method.methodTypeSymbol();
      boolean there = type.methods().stream().anyMatch(
          each -> each.methodName().equalsString(other)
              && each.methodTypeSymbol().equals(descriptor)
              && !each.flags().has(AccessFlag.STATIC));
      if (!there || descriptor.parameterCount() > 0 || method.flags().has(AccessFlag.STATIC)) {
        throw new IllegalStateException(
            patch + ": there is no method " + other + " without parameters to call instead");
      }
      return code -> code.aload(0)
          .invokevirtual(type.thisClass().asSymbol(), other, descriptor)
          .return_(TypeKind.from(descriptor.returnType()));
    }
  }

  /// The call is not made.
  record LeftOut(Call call) implements AtCall {
    @Override
    public String words() {
      return "leaves out " + call;
    }

    @Override
    public void write(CodeBuilder code, InvokeInstruction invoke) {
      if (!invoke.typeSymbol().returnType().equals(ConstantDescs.CD_void)) {
        throw new IllegalStateException(call + " returns something; say what it answers");
      }
      dropArguments(code, invoke);
    }
  }

  /// The call is not made, and a constant takes the place of its result.
  record Answers(Call call, boolean value) implements AtCall {
    @Override
    public String words() {
      return "takes " + value + " for " + call;
    }

    @Override
    public void write(CodeBuilder code, InvokeInstruction invoke) {
      requireTruth(this, invoke.typeSymbol());
      dropArguments(code, invoke);
      code.loadConstant(value ? 1 : 0);
    }
  }

  /// A method of [Wrong] is called instead.
  record Instead(Call call, String wrong) implements AtCall {
    @Override
    public String words() {
      return "calls `" + wrong + "` instead of " + call;
    }

    @Override
    public void write(CodeBuilder code, InvokeInstruction invoke) {
      MethodTypeDesc called = invoke.typeSymbol();
      MethodTypeDesc wanted =
          isStatic(invoke) ? called : called.insertParameterTypes(0, invoke.owner().asSymbol());
      if (Stream.of(Wrong.class.getMethods()).noneMatch(each -> isThat(each, wanted))) {
        throw new IllegalStateException("there is no " + wrong + wanted.displayDescriptor()
            + " to call instead of " + call);
      }
      code.invokestatic(Wrong.class.describeConstable().orElseThrow(), wrong, wanted);
    }

    private boolean isThat(Method method, MethodTypeDesc wanted) {
      return method.getName().equals(wrong)
          && MethodType.methodType(method.getReturnType(), method.getParameterTypes())
              .describeConstable().orElseThrow().equals(wanted);
    }
  }

  private static void dropArguments(CodeBuilder code, InvokeInstruction invoke) {
    List<ClassDesc> arguments = invoke.typeSymbol().parameterList();
    for (ClassDesc argument : arguments.reversed()) {
      if (TypeKind.from(argument).slotSize() == 2) {
        code.pop2();
      } else {
        code.pop();
      }
    }
    if (!isStatic(invoke)) {
      code.pop();
    }
  }

  private static boolean isStatic(InvokeInstruction invoke) {
    return invoke.opcode() == Opcode.INVOKESTATIC;
  }

  private static void requireTruth(Object what, MethodTypeDesc called) {
    if (!called.returnType().equals(ConstantDescs.CD_boolean)) {
      throw new IllegalStateException(what + ": returns no truth value");
    }
  }
}
