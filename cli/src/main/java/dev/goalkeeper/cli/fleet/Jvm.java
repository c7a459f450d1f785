package dev.goalkeeper.cli.fleet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a JVM of ours is started.
///
/// @param main the name of the class that it runs
/// @param heapMegabytes at most
/// @param compiler which of its compilers it may use
public record Jvm(String main, int heapMegabytes, Compiler compiler) {
  /// What a process is to be good at.
  public enum Compiler {
    /// Being there soon: what runs for seconds is not worth the work of the second compiler.
    QUICK,
    /// Running fast, after a while: what is measured is to be what users run.
    OPTIMIZING
  }

  /// One that runs another command of this program.
  public static Jvm goalkeeper(int heapMegabytes, Compiler compiler) {
    return new Jvm("dev.goalkeeper.cli.Main", heapMegabytes, compiler);
  }

  /// One that runs a class of ours.
  public static Jvm of(Class<?> main, int heapMegabytes, Compiler compiler) {
    return new Jvm(main.getName(), heapMegabytes, compiler);
  }

  /// The beginning of its command line; arguments follow.
  public List<String> line() {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(inheritedOptions());
    if (compiler == Compiler.QUICK) {
      line.add("-XX:TieredStopAtLevel=1");
    }
    line.add("-Xmx" + heapMegabytes + "m");
    line.add("-cp");
    line.add(System.getProperty("java.class.path"));
    line.add(main);
    return line;
  }

  /// What the launcher gave this process, so that both use the same archive of classes.
  private static List<String> inheritedOptions() {
    String[] arguments = ProcessHandle.current().info().arguments().orElse(new String[0]);
    var options = new ArrayList<String>();
    for (String argument : arguments) {
      if (argument.startsWith("-XX:SharedArchiveFile") || argument.startsWith("-XX:AOTCache=")) {
        options.add(argument);
      }
    }
    options.add("-Xlog:cds*=off");
    options.add("-XX:+UseSerialGC");
    options.add("--enable-native-access=ALL-UNNAMED");
    return options;
  }
}
