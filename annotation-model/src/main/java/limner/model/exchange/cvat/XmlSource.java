package limner.model.exchange.cvat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import limner.model.exchange.Entry;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.XmlBytes;

/// Walks through an XML file element by element. Nothing outside the file is looked at, and what can make a small file
/// large (declarations, entities) is refused; so is what is nested deeper than anything that makes sense.
final class XmlSource implements AutoCloseable {

    private static final int DEEPEST = 32;

    private final String file;
    private final XMLStreamReader xml;

    XmlSource(String file, InputStream in) throws IOException, UnreadableException {
        this.file = file;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            xml = factory.createXMLStreamReader(XmlBytes.reader(in));
        } catch (XMLStreamException e) {
            throw unreadable(e);
        } catch (UnsupportedEncodingException e) {
            throw new UnreadableException(
                    new Entry.At(file, "line 1"), "its encoding " + e.getMessage() + " is not known");
        }
    }

    @Override
    public void close() {
        try {
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a reader that is done cannot fail", e);
        }
    }

    Entry.At at() {
        return new Entry.At(file, "line " + Math.max(1, xml.getLocation().getLineNumber()));
    }

    UnreadableException refused(String reason) {
        return new UnreadableException(at(), reason);
    }

    private UnreadableException unreadable(XMLStreamException e) throws IOException {
        int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
        if (e.getNestedException() instanceof CharacterCodingException) {
            return new UnreadableException(
                    new Entry.At(file, "line " + line), "it is no sound XML: it has bytes that are no characters");
        }
        if (e.getNestedException() instanceof IOException cause) {
            throw cause;
        }
        String message = String.valueOf(e.getMessage());
        int begin = message.indexOf("Message: ");
        String what = begin < 0 ? message : message.substring(begin + "Message: ".length());
        return new UnreadableException(
                new Entry.At(file, "line " + line),
                "it is no sound XML: " + what.replaceAll("\\s+", " ").strip());
    }

    /// The next event, with what may not be there refused.
    private int next() throws IOException, UnreadableException {
        try {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw refused("it declares or names entities, with which a small file can become a huge one; files of"
                        + " CVAT have none");
            }
            return event;
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /// The name of the first element.
    String root() throws IOException, UnreadableException {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            event = next();
        }
        return xml.getLocalName();
    }

    /// Goes to the next element in the one it is in, or behind that one.
    ///
    /// @return the name of the next element, or empty where there is none
    String child() throws IOException, UnreadableException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return xml.getLocalName();
            }
            if (event == XMLStreamConstants.END_ELEMENT || event == XMLStreamConstants.END_DOCUMENT) {
                return "";
            }
        }
    }

    /// Goes behind the element it stands on.
    void skip() throws IOException, UnreadableException {
        int depth = 1;
        while (depth > 0) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                demandShallow(depth);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private void demandShallow(int depth) throws UnreadableException {
        if (depth > DEEPEST) {
            throw refused("elements are nested more than " + DEEPEST + " deep");
        }
    }

    /// The text of the element it stands on, without that of elements in it; goes behind it.
    String text() throws IOException, UnreadableException {
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                text.append(xml.getText());
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                skip();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                return text.toString();
            }
        }
    }

    Map<String, String> fields() {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            fields.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        return fields;
    }

    /// The element it stands on, with all that is in it; goes behind it.
    ///
    /// @param unknown told where something stands that is not known
    XmlItem item(Consumer<Entry> unknown) throws IOException, UnreadableException {
        return item(xml.getLocalName(), unknown, 1);
    }

    private XmlItem item(String name, Consumer<Entry> unknown, int depth) throws IOException, UnreadableException {
        demandShallow(depth);
        Entry.At at = at();
        Map<String, String> fields = fields();
        SequencedMap<String, String> said = new LinkedHashMap<>();
        List<XmlItem> parts = new ArrayList<>();
        for (String child = child(); !child.isEmpty(); child = child()) {
            if (child.equals("attribute")) {
                Entry.At where = at();
                String of = fields().getOrDefault("name", "");
                if (said.put(of, text()) != null) {
                    unknown.accept(new Entry.NotTaken(
                            where, "attribute " + XmlItem.shortened(of) + " is there twice; the last value counts"));
                }
            } else {
                parts.add(item(child, unknown, depth + 1));
            }
        }
        return new XmlItem(name, at, fields, said, parts);
    }
}
