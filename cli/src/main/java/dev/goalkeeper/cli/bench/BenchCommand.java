package dev.goalkeeper.cli.bench;

import picocli.CommandLine.Command;

/// Measures a cluster of processes, or rules alone, beside what the bare parts cost, in one run.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures a cluster, or rules, beside bare parts and peers, in one run.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BenchWriteCommand.class, BenchReadCommand.class, BenchYcsbCommand.class,
      BenchTimelineCommand.class, BenchRereplicateCommand.class, BenchRecoveryCommand.class,
      BenchCleanCommand.class, BenchRulesCommand.class
    })
public final class BenchCommand {}
