package dev.goalkeeper.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON in and out.
class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,-2.5e3,true,false,null],\"b\":{\"c\":\"d\\\\\\\"\\u0001\"}}", "[]", "{}", "\"\""
      })
  void whatIsReadIsWrittenTheSame(String text) {
    assertThat(Json.parse(text).line()).isEqualTo(text);
  }

  @Test
  void findsFields() {
    Json read = Json.parse(" { \"rows\" : { \"R1\" : 7 } , \"name\" : \"x\\ty\" } ");
    assertThat(read.at("rows").at("R1").number()).isEqualTo(7);
    assertThat(read.at("name").text()).isEqualTo("x\ty");
    assertThat(read.has("rows")).isTrue();
    assertThat(read.has("R1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1", "{\"a\"}", "\"a", "1 2", "tru", "\"\\u00", "{\"a\":}"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesEndlessNesting() {
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("deep");
  }
}
