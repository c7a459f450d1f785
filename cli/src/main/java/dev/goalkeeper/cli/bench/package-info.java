/// `bench`: what things cost, beside what they would cost without us, in one run.
///
/// **What it owns.** A bench measures in turns ([TurnOptions]) what is compared, and reports
/// ratios: [WriteBench] beside bare sockets and Redis, [RepairBench] and [RecoveryBench] beside
/// [BareCopies].
@NullMarked
package dev.goalkeeper.cli.bench;

import org.jspecify.annotations.NullMarked;
