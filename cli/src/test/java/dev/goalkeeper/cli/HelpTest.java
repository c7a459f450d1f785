package dev.goalkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.AutoComplete;
import picocli.CommandLine;

/// What `--help` says of each command.
class HelpTest {
  static Stream<CommandLine> commands() {
    return below(Main.commandLine());
  }

  private static Stream<CommandLine> below(CommandLine command) {
    return Stream.concat(Stream.of(command),
        command.getSubcommands().values().stream().distinct().flatMap(HelpTest::below));
  }

  /// All but the library's own.
  static Stream<CommandLine> leaves() {
    return commands().filter(command -> command.getSubcommands().isEmpty()
        && !(command.getCommandSpec().userObject() instanceof AutoComplete.GenerateCompletion));
  }

  /// The library formats each line, and prints a warning in the middle of the help if it cannot.
  @ParameterizedTest
  @MethodSource("commands")
  void everyLineOfADescriptionIsAFormatWithoutArguments(CommandLine command) {
    for (String line : command.getCommandSpec().usageMessage().description()) {
      assertThatCode(() -> String.format(Locale.ROOT, line)).as(line).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("leaves")
  void everyCommandHasAnExample(CommandLine command) {
    Set<String> names = command.getCommandSpec().names();
    assertThat(Arrays.asList(command.getCommandSpec().usageMessage().description()))
        .as("%s", names).anyMatch(line -> line.startsWith("Example: ")
            && Arrays.stream(line.split(" ")).anyMatch(names::contains));
  }
}
