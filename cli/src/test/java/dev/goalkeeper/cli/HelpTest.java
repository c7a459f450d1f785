package dev.goalkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.AutoComplete;
import picocli.CommandLine;

/// What `--help` says of each command.
class HelpTest {
  private static final String EXAMPLE = "Example: ";
  private static final String PROGRAM = "goalkeeper";

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
  void everyCommandHasExamplesThatItTakes(CommandLine command) {
    List<List<String>> examples = examples(command);
    assertThat(examples).as("%s", command.getCommandSpec().names()).isNotEmpty();
    for (List<String> example : examples) {
      var parsed = Main.commandLine().parseArgs(example.toArray(String[]::new));
      assertThat(parsed.asCommandLineList().getLast().getCommandSpec().name())
          .as("%s", example).isEqualTo(command.getCommandSpec().name());
    }
  }

  /// Their arguments; what goes through a pipe is given to the last program of it.
  private static List<List<String>> examples(CommandLine command) {
    return Arrays.stream(command.getCommandSpec().usageMessage().description())
        .filter(line -> line.startsWith(EXAMPLE))
        .map(line -> line.substring(line.indexOf(PROGRAM) + PROGRAM.length()))
        .map(line -> Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toList())
        .toList();
  }
}
