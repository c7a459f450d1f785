package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.store.wire.Mode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What the acknowledgements of a new cluster promise.
public final class ModeOption {
  @Option(
      names = "--mode",
      paramLabel = "MODE",
      converter = Converter.class,
      description = {
        "buffered: an acknowledged write outlives the death of all processes;",
        "synced: also a power cut of all machines (default: buffered)"
      })
  private @Nullable Mode mode;

  public Mode mode() {
    return mode(Mode.BUFFERED);
  }

  /// The one that was asked for, or else this.
  public Mode mode(Mode otherwise) {
    return mode == null ? otherwise : mode;
  }

  /// As people write it, and other commands are told.
  public static String text(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /// For picocli.
  static final class Converter implements ITypeConverter<Mode> {
    @Override
    public Mode convert(String text) {
      return Arrays.stream(Mode.values()).filter(each -> text(each).equals(text)).findFirst()
          .orElseThrow(() -> new TypeConversionException("'" + text + "' is none; write "
              + Arrays.stream(Mode.values()).map(ModeOption::text)
                  .collect(Collectors.joining(" or "))));
    }
  }
}
