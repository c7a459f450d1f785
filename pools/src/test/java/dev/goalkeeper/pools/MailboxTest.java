package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private static final int SENDERS = 4;
  private static final int LETTERS = 20_000;
  private static final int ROOM = 2;

  private final Mailbox mailbox = new Mailbox(ROOM);
  private final List<Integer> opened = new ArrayList<>();

  @Test
  void lettersAreOpenedInTheOrderInWhichTheyCame() {
    for (int number = 0; number < 3; number++) {
      send(number);
    }
    open();
    send(3);
    send(4);
    while (!mailbox.isEmpty()) {
      open();
    }
    assertThat(opened).containsExactly(0, 1, 2, 3, 4);
    assertThat(mailbox.poll()).isNull();
  }

  @Test
  void letterThatWasOpenedMayBeSentAgain() {
    Letter letter = letter(7);
    for (int i = 0; i < 3; i++) {
      mailbox.post(letter);
      send(i);
      open();
      open();
    }
    assertThat(opened).containsExactly(7, 0, 7, 1, 7, 2);
  }

  @Test
  void nothingIsLostOrTurnedRoundOnItsWayFromSeveralThreads() throws Exception {
    var senders = new ArrayList<Thread>();
    for (int sender = 0; sender < SENDERS; sender++) {
      int own = sender;
      senders.add(Thread.ofPlatform().start(
          () -> IntStream.range(0, LETTERS).forEach(i -> send(own + SENDERS * i))));
    }
    while (opened.size() < SENDERS * LETTERS) {
      if (!mailbox.isEmpty()) {
        open();
      }
    }
    for (Thread sender : senders) {
      sender.join();
    }
    for (int sender = 0; sender < SENDERS; sender++) {
      int own = sender;
      assertThat(opened.stream().filter(number -> number % SENDERS == own).toList()).isSorted()
          .hasSize(LETTERS);
    }
  }

  private void send(int number) {
    mailbox.post(letter(number));
  }

  private Letter letter(int number) {
    return Letter.of(() -> opened.add(number));
  }

  private void open() {
    Letter letter = mailbox.poll();
    assertThat(letter).isNotNull();
    if (letter != null) {
      letter.open();
    }
  }
}
