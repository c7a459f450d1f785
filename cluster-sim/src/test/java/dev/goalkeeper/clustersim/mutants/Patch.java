package dev.goalkeeper.clustersim.mutants;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.util.List;

/// One change of one compiled method.
///
/// @param type the class, by its full name
/// @param method a method of it, of which there is one by that name
record Patch(String type, String method, Change change) {
  private static final String ROOT = "dev.goalkeeper.";
  private static final String DECLARATIONS = "<clinit>";

  /// A method to be changed.
  ///
  /// @param path as in `store.log.Log.append`
  static Place in(String path) {
    int dot = path.lastIndexOf('.');
    return new Place(ROOT + path.substring(0, dot), path.substring(dot + 1));
  }

  /// Where a class declares its clauses and its table.
  ///
  /// @param path as in `store.replication.Replica`
  static Place declarations(String path) {
    return new Place(ROOT + path, DECLARATIONS);
  }

  /// Whether it changes what a class declares as it loads.
  boolean declares() {
    return method.equals(DECLARATIONS);
  }

  /// The class with this change, behind a switch of that number: it is as it was while that is off.
  ///
  /// @throws IllegalStateException if what it changes is not there, or not there once
  byte[] apply(byte[] classBytes, int number) {
    ClassFile files = ClassFile.of();
    ClassModel model = files.parse(classBytes);
    List<MethodModel> found = model.methods().stream()
        .filter(each -> each.methodName().equalsString(method)).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          type + " has " + found.size() + " methods called " + method + ", and not one");
    }
    MethodModel target = found.getFirst();
    MethodTransform changed = switch (change) {
      case Change.Body body -> MethodTransform.transformingCode(
          Switch.before(number, body.check(this, model, target)));
      case Change.AtCall call -> MethodTransform.transformingCode(inside(call, target, number));
    };
    return files.transformClass(
        model, ClassTransform.transformingMethods(each -> each == target, changed));
  }

  private CodeTransform inside(Change.AtCall change, MethodModel target, int number) {
    int there = change.call().count(target);
    if (there < change.call().number()) {
      throw new IllegalStateException(this + ": the method makes " + there + " such calls");
    }
    if (there > 1 && change.call().number() == 0) {
      throw new IllegalStateException(this + ": " + there + " such calls; say which");
    }
    if (there == 0) {
      throw new IllegalStateException(this + ": the method makes no such call");
    }
    return change.rewrite(number);
  }

  /// As the docs tell it.
  String words() {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    String where = declares() ? simple : simple + "." + method;
    return "`" + where + "`: " + change.words();
  }

  @Override
  public String toString() {
    return type + "." + method + ", " + change.words();
  }

  /// A method, still to be told what becomes of it.
  record Place(String type, String method) {
    /// It returns this instead of what it worked out.
    Patch returns(boolean value) {
      return new Patch(type, method, new Change.Returns(value));
    }

    /// It does what another method of its class does.
    Patch does(String other) {
      return new Patch(type, method, new Change.Does(other));
    }

    /// A call that the method makes.
    ///
    /// @param name as in `Log.append`, the class without its package
    At call(String name) {
      int dot = name.indexOf('.');
      return new At(this, new Call(name.substring(0, dot), name.substring(dot + 1), 0, ""));
    }

    /// The declaration of the clause of that name.
    At clause(String kind, String name) {
      return new At(this, new Call("Clauses", kind, 0, name));
    }
  }

  /// A call in a method, still to be told what becomes of it.
  record At(Place place, Call call) {
    /// The second such call in the method, as it is written.
    At second() {
      return new At(place, new Call(call.owner(), call.name(), 2, call.after()));
    }

    /// The first such call in the method, of several.
    At first() {
      return new At(place, new Call(call.owner(), call.name(), 1, call.after()));
    }

    /// It is not made; its arguments are worked out all the same.
    Patch leftOut() {
      return new Patch(place.type(), place.method(), new Change.LeftOut(call));
    }

    /// It is not made, and what it would have returned is this.
    Patch answers(boolean value) {
      return new Patch(place.type(), place.method(), new Change.Answers(call, value));
    }

    /// A method of [Wrong] is called in its place, with what it is called on before its arguments.
    Patch instead(String wrong) {
      return new Patch(place.type(), place.method(), new Change.Instead(call, wrong));
    }
  }
}
