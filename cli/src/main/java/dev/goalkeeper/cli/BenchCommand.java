package dev.goalkeeper.cli;

import picocli.CommandLine.Command;

/// Measures a cluster of processes beside what bare sockets cost, in one run.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures a cluster beside bare sockets and beside peers, in one run.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {BenchWriteCommand.class, BenchRereplicateCommand.class})
final class BenchCommand {}
