package dev.goalkeeper.bench.ycsb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Which numbers may be read: those below the first that is not there.
class KeySpaceTest {
  private final KeySpace keys = new KeySpace();

  @Test
  void insertsMayEndInAnyOrder() {
    assertThat(keys.claim()).isZero();
    assertThat(keys.claim()).isEqualTo(1);
    assertThat(keys.claim()).isEqualTo(2);

    keys.inserted(2);
    keys.inserted(1);
    assertThat(keys.known()).isZero();
    keys.inserted(0);
    assertThat(keys.known()).isEqualTo(3);
  }

  @Test
  void whatFailedIsInsertedByTheNext() {
    long failed = keys.claim();
    keys.failed(failed);

    assertThat(keys.known()).isZero();
    assertThat(keys.claim()).isEqualTo(failed);
    assertThat(keys.claim()).isEqualTo(failed + 1);
    keys.inserted(failed);
    assertThat(keys.known()).isEqualTo(1);
  }
}
