package dev.goalkeeper.cli.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// What PIT writes down as XML.
public final class PitReport {
  /// More than lines of a method have instructions.
  private static final long INSTRUCTIONS_MAX = 100_000;

  private PitReport() {}

  /// The mutants of conditions; what else was mutated is left out.
  ///
  /// @throws IOException if it cannot be read
  public static List<Mutant> read(Path file, Conditions conditions) throws IOException {
    var placed = new ArrayList<Mutant.Placed>();
    NodeList mutations = parse(file).getElementsByTagName("mutation");
    for (int i = 0; i < mutations.getLength(); i++) {
      Element one = (Element) mutations.item(i);
      var method = new Condition(text(one, "mutatedClass"), text(one, "mutatedMethod"),
          text(one, "methodDescription"));
      conditions.name(method).ifPresent(name -> placed.add(mutant(one, name)));
    }
    return Mutant.numbered(placed);
  }

  private static Element parse(Path file) throws IOException {
    try {
      return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder()
          .parse(file.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException wrong) {
      throw new IOException("no report of PIT: " + file, wrong);
    }
  }

  private static Mutant.Placed mutant(Element one, String condition) {
    String line = text(one, "lineNumber");
    String place = text(one, "sourceFile") + ":" + line;
    long order =
        Long.parseLong(line) * INSTRUCTIONS_MAX + Long.parseLong(text(one, "indexes"));
    return new Mutant.Placed(
        new Mutant(condition, change(one), place, fate(one.getAttribute("status"))), order);
  }

  /// Without the name of the method, which the condition says.
  private static String change(Element one) {
    return text(one, "description").replaceFirst(" (for|with) \\S+::.*", "");
  }

  private static Mutant.Fate fate(String status) {
    return switch (status) {
      case "KILLED" -> Mutant.Fate.KILLED;
      case "TIMED_OUT", "MEMORY_ERROR" -> Mutant.Fate.TIMED_OUT;
      case "SURVIVED" -> Mutant.Fate.SURVIVED;
      case "NO_COVERAGE" -> Mutant.Fate.NO_COVERAGE;
      default -> Mutant.Fate.NOT_RUN;
    };
  }

  private static String text(Element parent, String tag) {
    return parent.getElementsByTagName(tag).item(0).getTextContent();
  }
}
