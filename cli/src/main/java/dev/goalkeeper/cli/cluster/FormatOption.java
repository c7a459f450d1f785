package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.rows.RowFormat;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the rows of a file look.
public final class FormatOption {
  @Option(names = "--format", paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: as the file's name ends)")
  private @Nullable RowFormat format;

  /// @throws BadInput if neither the option nor the name tells
  RowFormat of(Path file) {
    RowFormat chosen = format;
    return chosen != null ? chosen : RowFormat.ofName(file.toString()).orElseThrow(
        () -> new BadInput(file + ": say with --format whether it is csv, tsv or jsonl"));
  }
}
