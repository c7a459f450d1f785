/// Example 5: a job scheduler, from nineteen rules that were published.
///
/// **What it teaches.** How to find what is wrong with rules, and in which order: first the proof
/// of the tables, then simulated worlds. The rules are those by which Hadoop's MapReduce scheduler
/// was rewritten (job, task, attempt: seven, four and eight). Read as listed they say nothing of
/// much that happens. `ListedTest` keeps the wrong versions, and what each is refused for.
///
/// **What was wrong.** In the order in which it was found:
/// - *Holes.* No row says what a job does whose setup, commit or abort fails; what becomes of a
///   container that is refused; what a killed attempt does. The tables do not build.
/// - *Overlaps.* "Killed" and "not set up" both apply to a job that is killed early: does it kill,
///   or set up? "Inputs missing" and "no winner" to a task: does it end, or begin one more attempt?
/// - *Stalls.* Whoever fills the holes with "else wait" gets tables that build. But nobody kills
///   the attempts of a killed task, so the task waits for ever, and with it its job.
/// - *Doubled effects.* Two attempts of one task, both done, both commit: the winner is adopted
///   after it has committed. It has to be chosen before.
/// - *Work without end.* A task adds attempts as long as attempts fail; nothing says when it fails
///   itself. So "kill the job if a task failed" never applies.
/// - *Success that is called failure.* A commit without an answer may have been carried out. Taking
///   it for failed lets another attempt commit too. It has to be asked again until it answers.
/// - *Doubled effects, again.* This one was in the mended version. A second request is refused, the
///   first was carried out without an answer: seed 27 shows two commits. Hence row `Ad`.
///
/// **Invariants.** The output of a task is committed by one attempt at most, of four at most that
/// are begun; a job is not both aborted and committed; in the end every job has ended, and has
/// succeeded if it was committed.
///
/// Left out: containers that are granted late, or held by attempts that have won. They are taken
/// back by whoever lent them.
///
/// Start with [Job], then [TaskWork], then [Attempt].
@NullMarked
package dev.goalkeeper.examples.jobs;

import org.jspecify.annotations.NullMarked;
