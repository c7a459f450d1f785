package dev.goalkeeper.store.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.transport.TransportLost;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who of several coordinators is asked.
class CoordinatorsTest {
  private static final Address A = new Address("a", 1);
  private static final Address B = new Address("b", 1);
  private static final Address C = new Address("c", 1);
  private static final Refused STANDBY = new Refused(Refusal.NOT_LEADING, "a standby");
  private static final Refused UNKNOWN = new Refused(Refusal.UNKNOWN_TABLE, "no such table");

  private final Wire wire = new Wire();
  private final Coordinators coordinators = new Coordinators(wire, List.of(A, B, C));
  private final List<Message> answers = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  /// Requests on their way, each with what ends it.
  private static final class Wire implements Transport {
    private final List<Address> asked = new ArrayList<>();
    private final List<Completion<? super Message>> pending = new ArrayList<>();

    @Override
    public void call(Address to, Envelope envelope, Message request,
        Completion<? super Message> answer, long token) {
      asked.add(to);
      pending.add(answer);
    }

    @Override
    public void forget(Address to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException();
    }

    void answer(Message message) {
      pending.removeLast().complete(1, message);
    }

    void lose() {
      pending.removeLast().fail(1, new TransportLost(A, "gone"));
    }
  }

  /// What whoever asks gets.
  private final class Asker implements Completion<Message> {
    @Override
    public void complete(long token, Message value) {
      answers.add(value);
    }

    @Override
    public void fail(long token, Throwable cause) {
      failures.add(cause);
    }
  }

  @Test
  void theOneThatAnswersIsAskedAgain() {
    ask();
    wire.answer(UNKNOWN);
    ask();
    assertThat(wire.asked).containsExactly(A, A);
    assertThat(answers).containsExactly(UNKNOWN);
  }

  @Test
  void whoIsGoneIsFollowedByTheNextAndTheLastByTheFirst() {
    for (int i = 0; i < 4; i++) {
      ask();
      wire.lose();
    }
    assertThat(wire.asked).containsExactly(A, B, C, A);
    assertThat(failures).hasSize(4);
  }

  @Test
  void whoDoesNotLeadIsLikeOneThatHeardNothing() {
    ask();
    wire.answer(STANDBY);
    ask();
    assertThat(wire.asked).containsExactly(A, B);
    assertThat(answers).isEmpty();
    assertThat(failures).singleElement().isInstanceOfSatisfying(TransportLost.class,
        lost -> assertThat(lost.sent()).isFalse());
    assertThat(failures.getFirst()).hasMessageContaining("a:1").hasMessageContaining("a standby");
  }

  /// One that was stopped keeps its connections.
  @Test
  void whoIsSilentForTwoRequestsIsNotAskedAThird() {
    ask();
    ask();
    ask();
    assertThat(wire.asked).containsExactly(A, A, B);
  }

  @Test
  void anAnswerBreaksTheSilence() {
    ask();
    ask();
    wire.answer(UNKNOWN);
    ask();
    ask();
    assertThat(wire.asked).containsExactly(A, A, A, A);
  }

  /// Several were under way when it died: that is one death.
  @Test
  void whatFailsLateTurnsNobodyAway() {
    ask();
    ask();
    wire.lose();
    ask();
    wire.pending.getFirst().fail(1, new TransportLost(A, "gone"));
    ask();
    assertThat(wire.asked).containsExactly(A, A, B, B);
  }

  @Test
  void theOnlyOneIsAskedWhateverItSays() {
    var only = new Coordinators(wire, List.of(B));
    for (int i = 0; i < 4; i++) {
      only.call(Envelope.NONE, new GetTable("t"), new Asker(), 1);
    }
    wire.lose();
    only.call(Envelope.NONE, new GetTable("t"), new Asker(), 1);
    assertThat(wire.asked).hasSize(5).containsOnly(B);
  }

  @Test
  void thereIsAtLeastOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Coordinators(wire, List.of()));
    assertThat(coordinators).hasToString("a:1,b:1,c:1");
  }

  private void ask() {
    coordinators.call(Envelope.NONE, new GetTable("t"), new Asker(), 1);
  }
}
