package limner.model.exchange.voc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import limner.model.exchange.Entry;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.XmlBytes;

/// An element of a small XML file, with all that is in it.
///
/// @param text of its own, without blanks around
/// @param line where it begins
record Element(String name, int line, List<Element> children, String text) {

    /// The files of one picture are small; larger ones are something else.
    private static final long MOST_BYTES = 64L << 20;

    private static final int DEEPEST = 32;

    /// Reads a file. Whatever would make a parser look elsewhere, or grow, is refused.
    ///
    /// @throws UnreadableException when it is no XML
    static Element read(Path root, Path file) throws IOException, UnreadableException {
        String name = Trees.name(root, file);
        if (Files.size(file) > MOST_BYTES) {
            throw new UnreadableException(new Entry.At(name, ""), "it is larger than what is said of one picture");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml =
                    factory.createXMLStreamReader(XmlBytes.reader(new ByteArrayInputStream(Files.readAllBytes(file))));
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                refuseDoctype(name, xml);
            }
            Element element = element(name, xml, 0);
            while (xml.hasNext()) {
                xml.next();
                refuseDoctype(name, xml);
            }
            return element;
        } catch (XMLStreamException e) {
            throw new UnreadableException(
                    new Entry.At(
                            name,
                            e.getLocation() == null
                                    ? ""
                                    : "line " + e.getLocation().getLineNumber()),
                    "it is no XML that can be read: "
                            + (e.getNestedException() instanceof CharacterCodingException
                                    ? "it has bytes that are no characters"
                                    : firstLine(e)));
        } catch (UnsupportedEncodingException e) {
            throw new UnreadableException(
                    new Entry.At(name, "line 1"), "its encoding " + e.getMessage() + " is not known");
        }
    }

    private static String firstLine(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(message.lastIndexOf("Message: ") + 1)
                .replaceFirst("^essage: ", "")
                .lines()
                .findFirst()
                .orElse("");
    }

    private static void refuseDoctype(String name, XMLStreamReader xml) throws UnreadableException {
        if (xml.getEventType() == XMLStreamConstants.DTD) {
            throw new UnreadableException(
                    new Entry.At(name, "line " + xml.getLocation().getLineNumber()),
                    "it declares a DOCTYPE, which no file of labels needs");
        }
    }

    private static Element element(String file, XMLStreamReader xml, int depth)
            throws XMLStreamException, UnreadableException {
        String name = xml.getLocalName();
        int line = xml.getLocation().getLineNumber();
        if (depth > DEEPEST) {
            throw new UnreadableException(
                    new Entry.At(file, "line " + line), "elements are nested deeper than in any file of labels");
        }
        List<Element> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(file, xml, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new UnreadableException(
                            new Entry.At(file, "line " + xml.getLocation().getLineNumber()),
                            "it refers to an entity that is not declared");
                default -> {
                    // Remarks and instructions say nothing.
                }
            }
        }
        return new Element(name, line, List.copyOf(children), text.toString().strip());
    }

    /// The first of that name.
    Optional<Element> child(String wanted) {
        return children.stream().filter(c -> c.name().equals(wanted)).findFirst();
    }

    List<Element> all(String wanted) {
        return children.stream().filter(c -> c.name().equals(wanted)).toList();
    }

    /// The words of the first of that name; empty where there is none.
    String word(String wanted) {
        return child(wanted).map(Element::text).orElse("");
    }
}
