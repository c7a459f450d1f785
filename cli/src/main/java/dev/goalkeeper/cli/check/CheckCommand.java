package dev.goalkeeper.cli.check;

import picocli.CommandLine.Command;

/// Explores everything that can happen to a part of the store.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Explores every order of rules, messages, timers and faults of a small model.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CheckReplicationCommand.class})
public final class CheckCommand {}
