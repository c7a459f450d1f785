package dev.goalkeeper.bench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// That the picture is one: well-formed, inside its frame, and in the right place.
class PictureTest {
  private static final List<Bucket> BUCKETS =
      List.of(new Bucket(-1_000, 9, 10, 100, 100), new Bucket(0, 9, 1e6, 1e7, 1e9),
          new Bucket(3_990, 9, 1, 100, 100), new Bucket(4_000, 9, 1, 1, 1));

  private final Document picture = parsed(Picture.svg(
      new Picture.Words("A <title> & more", "subtitle", "SIGKILL"),
      List.of(new Picture.Panel("first", BUCKETS), new Picture.Panel("second", BUCKETS)),
      -1_000, 4_000));

  @Test
  void everythingIsInsideTheFrame() {
    double width = number(picture.getDocumentElement(), "width");
    double height = number(picture.getDocumentElement(), "height");

    for (Element each : elements("line")) {
      assertThat(number(each, "x1")).isBetween(0.0, width);
      assertThat(number(each, "x2")).isBetween(0.0, width);
      assertThat(number(each, "y1")).isBetween(0.0, height);
      assertThat(number(each, "y2")).isBetween(0.0, height);
    }
    for (Element each : elements("text")) {
      assertThat(number(each, "x")).isBetween(0.0, width);
      assertThat(number(each, "y")).isBetween(0.0, height);
    }
    for (Element each : elements("circle")) {
      assertThat(number(each, "cx")).isBetween(64.0, width);
      assertThat(number(each, "cy")).isBetween(0.0, height);
    }
  }

  @Test
  void whatIsLaterIsFurtherRightAndWhatTakesLongerIsHigher() {
    String[] points = elements("polyline").getLast().getAttribute("points").split(" ", -1);

    assertThat(points).as("what is beyond the axis is left out").hasSize(3);
    double[] x = IntStream.range(0, 3).mapToDouble(i -> at(points[i], 0)).toArray();
    double[] y = IntStream.range(0, 3).mapToDouble(i -> at(points[i], 1)).toArray();
    assertThat(x).isSorted();
    assertThat(x[1] - x[0]).isCloseTo((x[2] - x[0]) * 1_000 / 4_990, Offset.offset(0.2));
    assertThat(y[1]).isLessThan(y[0]);
    assertThat(y[2]).as("below the axis is on it").isEqualTo(y[0]);
  }

  @Test
  void wordsUnitsAndTheMomentAreThere() {
    List<String> words = elements("text").stream().map(Element::getTextContent).toList();

    assertThat(words).contains("A <title> & more", "subtitle", "first", "second", "SIGKILL",
        "10 us", "10 s", "-1.0 s", "0.0 s", "4.0 s", "half took at most", "99 % took at most");
    assertThat(elements("line").stream()
        .filter(each -> each.hasAttribute("stroke-dasharray"))
        .filter(each -> number(each, "x1") == number(each, "x2")))
        .as("one in each panel").hasSize(2);
  }

  private List<Element> elements(String name) {
    NodeList nodes = picture.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static double at(String point, int index) {
    return Double.parseDouble(point.split(",", 2)[index]);
  }

  private static Document parsed(String svg) {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
    } catch (Exception malformed) { // whatever a parser throws, it is no picture
      throw new AssertionError(svg, malformed);
    }
  }
}
