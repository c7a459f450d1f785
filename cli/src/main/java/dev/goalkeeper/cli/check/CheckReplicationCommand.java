package dev.goalkeeper.cli.check;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.clustersim.check.ReplicationCheck;
import dev.goalkeeper.testkit.Check;
import dev.goalkeeper.testkit.Verdict;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Explores the store's own replication.
@Command(
    name = "replication",
    mixinStandardHelpOptions = true,
    description = {
      "Explores the tasks that replicate a log, before model backups and a model coordinator:",
      "in every state, any of the disks together give all that was acknowledged, or say that",
      "something is missing. Exit status 0: COMPLETE. REFUTED and CAPPED: 1.",
      "Example: goalkeeper check replication"
    })
final class CheckReplicationCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(names = "--json", description = "one JSON object, alone on standard output")
  private boolean json;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "gives up after so long, with the verdict CAPPED (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--replay",
      paramLabel = "SCHEDULE",
      description = "goes the way of a counterexample, and explores from its end")
  private String schedule = "";

  @Override
  public Integer call() {
    if (seconds < 1) {
      throw new BadInput("--seconds " + seconds + ": must be 1 or more");
    }
    ReplicationCheck.Size size = model.size();
    Terminal terminal = Terminal.on(Outlet.errors(spec));
    long begun = System.nanoTime();
    Check<?> check = ReplicationCheck.of(size)
        .until(() -> seconds(begun) > seconds)
        .progress(states -> terminal.bar("checking", seconds(begun) / seconds,
            String.format("%,d states", states)))
        .replayedBy("./goalkeeper check replication" + model.asOptions() + " --replay");
    Verdict verdict = schedule.isEmpty() ? check.run() : replay(check);
    print(size, verdict, seconds(begun), terminal);
    return verdict instanceof Verdict.Complete ? 0 : Status.FAILED;
  }

  private Verdict replay(Check<?> check) {
    try {
      return check.replay(schedule);
    } catch (IllegalArgumentException another) {
      throw new BadInput("--replay: " + another.getMessage());
    }
  }

  private void print(
      ReplicationCheck.Size size, Verdict verdict, double spent, Terminal terminal) {
    String name = switch (verdict) {
      case Verdict.Complete _ -> "COMPLETE";
      case Verdict.Capped _ -> "CAPPED";
      case Verdict.Refuted _ -> "REFUTED";
    };
    String more = switch (verdict) {
      case Verdict.Complete _ -> "";
      case Verdict.Capped capped -> "by " + capped.bound();
      case Verdict.Refuted refuted -> refuted.counterexample().toString();
    };
    PrintWriter out = Outlet.of(spec);
    if (json) {
      out.println(new Json.Fields(fields(size, verdict, name, more, spent)).line());
      out.flush();
    } else {
      terminal.say("");
      out.printf("%s%n%s %s%n%,d states, %,.0f a second, in %.1f s%n",
          size, name, more, verdict.states(), verdict.states() / spent, spent);
      out.flush();
    }
  }

  private static Map<String, Json> fields(ReplicationCheck.Size size, Verdict verdict,
      String name, String more, double spent) {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("model", Json.of(size.toString()));
    fields.put("backups", Json.of((long) size.backupCount()));
    fields.put("replicas", Json.of((long) size.replicas()));
    fields.put("segments", Json.of((long) size.segments()));
    fields.put("crashes", Json.of((long) size.crashes()));
    fields.put("lost", Json.of((long) size.messages().lost()));
    fields.put("late", Json.of((long) size.messages().late()));
    fields.put("reply_lost", Json.of((long) size.messages().replyLost()));
    fields.put("verdict", Json.of(name));
    fields.put("why", Json.of(more));
    fields.put("states", Json.of((long) verdict.states()));
    fields.put("states_per_second", Json.of(verdict.states() / spent));
    fields.put("seconds", Json.of(spent));
    return fields;
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / NANOS;
  }
}
