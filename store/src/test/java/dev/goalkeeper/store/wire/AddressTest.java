package dev.goalkeeper.store.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"localhost:0", "127.0.0.1:7071", "[::1]:65535", "a-b.example:1"})
  void whatIsPrintedIsRead(String text) {
    assertThat(Address.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", ":1", "host", "host:", "host:x", "host:65536", "::1:1", "a b:1", "[]:1"
  })
  void whatIsNoAddressIsRefusedInOneLine(String text) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message().isNotBlank().doesNotContain("\n");
  }

  @Test
  void bracketsAreNotPartOfTheHost() {
    assertThat(Address.parse("[::1]:9")).isEqualTo(new Address("::1", 9));
  }
}
