package dev.goalkeeper.cli.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowReaderTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenIsReadAgain(RowFormat format) throws IOException {
    var random = new SplittableRandom(7);
    List<Row> rows = new ArrayList<>();
    var text = new StringBuilder();
    format.header().ifPresent(header -> text.append(header).append('\n'));
    for (int i = 0; i < 2_000; i++) {
      Bytes key = bytes(random, 1);
      Bytes value = bytes(random, 0);
      rows.add(new Row.Good(0, key, value));
      text.append(format.text(key, value)).append('\n');
    }

    List<Row> read = read(format, text.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(read.stream().map(row -> (Row.Good) row).map(
        row -> (Row) new Row.Good(0, row.key(), row.value()))).isEqualTo(rows);
  }

  @Test
  void recordMayTakeSeveralLinesAndIsToldByItsFirst() throws IOException {
    assertThat(csv("key,value\r\na,1\r\n\"b \"\"x\"\"\",\"two\r\nlines, one comma\"\r\nc,\r\n"))
        .containsExactly(good(2, "a", "1"), good(3, "b \"x\"", "two\r\nlines, one comma"),
            good(5, "c", ""));
  }

  @Test
  void badRowsAreToldByLineAndReasonAndTheRestIsRead() throws IOException {
    List<Row> rows = csv("a,1\nb\nc,2,3\n\"d\"x,4\ne\"f,5\n,6\nbase64:!,7\n\ng,8\n\"h,9\n");

    assertThat(rows.stream().filter(Row.Good.class::isInstance))
        .containsExactly(good(1, "a", "1"), good(9, "g", "8"));
    assertThat(rows.stream().filter(Row.Bad.class::isInstance).map(Row::line))
        .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 10L);
    assertThat(rows.stream().filter(Row.Bad.class::isInstance).map(row -> ((Row.Bad) row).why()))
        .satisfiesExactly(
            why -> assertThat(why).contains("1 fields"),
            why -> assertThat(why).contains("3 fields"),
            why -> assertThat(why).contains("closing quote"),
            why -> assertThat(why).contains("a quote within"),
            why -> assertThat(why).contains("key is empty"),
            why -> assertThat(why).contains("no base64"),
            why -> assertThat(why).contains("open at the end"));
  }

  @Test
  void otherEncodingsAndRowsBeyondTheLimitsAreBad() throws IOException {
    assertThat(read(RowFormat.TSV, new byte[] {'k', '\t', (byte) 0xE4, '\n'}))
        .singleElement().isInstanceOfSatisfying(Row.Bad.class,
            bad -> assertThat(bad.why()).contains("not UTF-8"));
    assertThat(read(RowFormat.TSV, "k\tä\\".getBytes(StandardCharsets.UTF_8)))
        .singleElement().isInstanceOf(Row.Bad.class);
    assertThat(csv("k".repeat(Limits.KEY_BYTES_MAX) + ",\n"
        + "k".repeat(Limits.KEY_BYTES_MAX + 1) + ",\n"
        + "k," + "v".repeat(Limits.VALUE_BYTES_MAX) + "\n"
        + "k," + "v".repeat(Limits.VALUE_BYTES_MAX + 1) + "\n"))
        .extracting(row -> row instanceof Row.Good).containsExactly(true, false, true, false);
    assertThat(read(RowFormat.JSONL, "{\"key\":\"a\"}\n{\"key\":1,\"value\":\"\"}\n[]\n{\n"
        .getBytes(StandardCharsets.UTF_8))).hasSize(4).allMatch(Row.Bad.class::isInstance);
  }

  @Test
  void oneColumnIsTheKeyAndTheOthersAreTheValueAndBack() throws IOException {
    Path file = Files.writeString(directory.resolve("people.csv"), """
        \uFEFFname,id,"home, sweet"
        Ada,1,London
        "Grace ""G""\",2,
        Nobody,3
        """);
    var columns = new Columns(List.of("name", "id", "home, sweet"), "id");
    List<Row> rows = all(new RowReader(file, "id"));

    assertThat(rows.subList(0, 2)).containsExactly(
        good(2, "1", "{\"name\":\"Ada\",\"home, sweet\":\"London\"}"),
        good(3, "2", "{\"name\":\"Grace \\\"G\\\"\",\"home, sweet\":\"\"}"));
    assertThat(rows.getLast()).isEqualTo(
        new Row.Bad(4, "2 fields, and there are 3 columns"));
    assertThat(columns.header()).isEqualTo("name,id,\"home, sweet\"");
    assertThat(rows.stream().limit(2).map(Row.Good.class::cast)
        .map(row -> columns.text(row.key(), row.value())))
        .containsExactly("Ada,1,London", "\"Grace \"\"G\"\"\",2,\"\"");
  }

  @Test
  void eightBytesThatNobodyCanReadAreANumber() throws IOException {
    Bytes key = Bytes.utf8("n");
    for (long number : new long[] {0, 6, -2, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(RowFormat.TSV.text(key, Bytes.number(number))).isEqualTo("n\tnumber:" + number);
      assertThat(RowFormat.JSONL.text(key, Bytes.number(number)))
          .isEqualTo("{\"key\":\"n\",\"value_number\":" + number + "}");
    }
    assertThat(RowFormat.CSV.text(key, Bytes.utf8("12345678"))).isEqualTo("n,12345678");
    assertThat(RowFormat.CSV.text(key, Bytes.utf8("a\tb\nc\rde")))
        .isEqualTo("n,\"a\tb\nc\rde\"");
    assertThat(RowFormat.CSV.text(key, Bytes.utf8("number:6"))).startsWith("n,base64:");
    assertThat(csv("n,number:6\nn,number:x\n")).containsExactly(
        new Row.Good(1, key, Bytes.number(6)),
        new Row.Bad(2, "no number of 64 bits: 'x'"));
  }

  @Test
  void columnsThatAreNotThereAreTold() throws IOException {
    Path file = Files.writeString(directory.resolve("people.csv"), "a,b\n1,2\n");
    Path twice = Files.writeString(directory.resolve("twice.csv"), "a,a\n1,2\n");
    Path wide = Files.write(directory.resolve("wide.csv"),
        "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16));
    var columns = new Columns(List.of("a", "b"), "a");

    assertThatThrownBy(() -> new RowReader(file, "id"))
        .hasMessage("there is no column 'id'; there are a,b");
    assertThatThrownBy(() -> new RowReader(twice, "a")).hasMessageContaining("one name");
    assertThatThrownBy(() -> all(new RowReader(RowFormat.CSV, wide)))
        .hasMessageContaining("UTF-16");
    for (String value : List.of("2", "{\"c\":\"2\"}", "{\"b\":\"2\",\"c\":\"\"}", "{\"b\":2}")) {
      assertThatThrownBy(() -> columns.text(Bytes.utf8("1"), Bytes.utf8(value)))
          .hasMessageContaining("the value of '1' is not made of the columns a,b");
    }
  }

  private List<Row> csv(String text) throws IOException {
    return read(RowFormat.CSV, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<Row> read(RowFormat format, byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("rows"), bytes);
    return all(new RowReader(format, file));
  }

  private static List<Row> all(RowReader opened) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (RowReader reader = opened) {
      for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }

  private static Row good(long line, String key, String value) {
    return new Row.Good(line, Bytes.utf8(key), Bytes.utf8(value));
  }

  /// Text with everything that formats treat specially, or any bytes at all.
  private static Bytes bytes(SplittableRandom random, int least) {
    if (random.nextInt(4) == 0) {
      var bytes = new byte[least + random.nextInt(9)];
      random.nextBytes(bytes);
      return Bytes.of(bytes);
    }
    if (random.nextInt(8) == 0) {
      return Bytes.number(random.nextLong(-3, 300));
    }
    String[] marks = {"base64:", "number:"};
    var text = new StringBuilder(random.nextInt(8) == 0 ? marks[random.nextInt(2)] : "");
    int length = least + random.nextInt(9);
    for (int i = 0; i < length; i++) {
      text.append("ab ,;\"\t\r\n\\ä☃{}".charAt(random.nextInt(14)));
    }
    return Bytes.utf8(text.toString());
  }
}
