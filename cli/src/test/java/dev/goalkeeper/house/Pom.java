package dev.goalkeeper.house;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// A pom, as it is written: nothing is inherited.
record Pom(Document xml) {
  static Pom read(Path module) {
    try {
      return new Pom(
          DocumentBuilderFactory.newInstance().newDocumentBuilder()
              .parse(module.resolve("pom.xml").toFile()));
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(module + " has no readable pom.xml", e);
    }
  }

  String artifact() {
    return one("/project/artifactId");
  }

  /// Its own version, or its parent's.
  String version() {
    return one("/project/version | /project/parent/version");
  }

  boolean hasParent() {
    return !all("/project/parent").isEmpty();
  }

  /// False if it says that nobody gets it.
  boolean isPublished() {
    return !all("/project/properties/maven.deploy.skip").contains("true");
  }

  List<String> managed(String what) {
    return all("/project/dependencyManagement/dependencies/dependency/" + what);
  }

  private String one(String path) {
    return all(path).getFirst();
  }

  private List<String> all(String path) {
    try {
      var nodes =
          (NodeList) XPathFactory.newInstance().newXPath()
              .evaluate(path, xml, XPathConstants.NODESET);
      return IntStream.range(0, nodes.getLength())
          .mapToObj(at -> nodes.item(at).getTextContent().strip())
          .toList();
    } catch (XPathExpressionException e) {
      throw new IllegalStateException(e);
    }
  }
}
