package dev.goalkeeper.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.fleet.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  private static final int HEAP_MEGABYTES = 64;

  /// A server that was given up leaves just as something is to be done to it.
  @Test
  void whatHasEndedCanBeStoppedFilledUpAndContinuedInVain(@TempDir Path folder) throws Exception {
    Path home = Files.createDirectory(folder.resolve("server1"));
    try (var proxies = new Proxies("it is a test");
        var machine = new Machine(home, proxies.host("one"),
            Jvm.goalkeeper(HEAP_MEGABYTES, Jvm.Compiler.QUICK), List.of("no-such-command"))) {
      assertThatThrownBy(machine::start).isInstanceOf(Failed.class);
      assertThatCode(() -> {
        machine.fill();
        machine.freeze();
        machine.resume();
        machine.clean();
      }).doesNotThrowAnyException();
      assertThat(machine.alive()).isFalse();
    }
  }
}
