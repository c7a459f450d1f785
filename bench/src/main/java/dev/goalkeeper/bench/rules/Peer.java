package dev.goalkeeper.bench.rules;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// Another way to write what waits for an answer, decides what it means, and acts: each of many
/// tasks of its own has a [StepByHand], and is answered once a round. Answers come from where the
/// tasks run, and everything runs on one processor, so that a step's time is all that it costs.
///
/// Those that need libraries are found as services, if they are on the class path.
public interface Peer {
  /// As in `step_to_NAME` of the report.
  String name();

  /// For people.
  String words();

  /// Makes a task for each of these, waiting for its first answer. Between turns of the side all
  /// have made as many steps.
  Side start(List<StepByHand> steps);

  /// All that are there: those of the JDK first.
  static List<Peer> all() {
    return Stream.concat(Stream.of(new ThreadPeer(), new FuturePeer()), found().stream()).toList();
  }

  /// Those that need libraries.
  static List<Peer> found() {
    return ServiceLoader.load(Peer.class).stream().map(ServiceLoader.Provider::get).toList();
  }
}
