/// `bench`: what things cost, beside what they would cost without us, in one run.
///
/// **What it owns.** A bench measures in turns ([TurnOptions]) what is compared, and reports
/// ratios: [WriteBench] and [ReadBench] beside bare sockets and Redis ([Contestants]),
/// [RepairBench] and [RecoveryBench] beside [BareCopies]. [TimelineBench] shows a death as a
/// picture; [BenchYcsbCommand] runs what others run.
@NullMarked
package dev.goalkeeper.cli.bench;

import org.jspecify.annotations.NullMarked;
