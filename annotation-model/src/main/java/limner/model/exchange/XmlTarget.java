package limner.model.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes an XML file element by element, each on a line of its own. What stands in it is escaped here.
public final class XmlTarget implements AutoCloseable {

    private final OutputStream out;
    private final XMLStreamWriter xml;

    /// @param out closed with this
    public XmlTarget(OutputStream out) throws IOException {
        this.out = out;
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeCharacters("\n");
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    private static IOException failed(XMLStreamException e) {
        return e.getNestedException() instanceof IOException cause ? cause : new IOException(e);
    }

    public XmlTarget begin(String element) throws IOException {
        try {
            xml.writeStartElement(element);
        } catch (XMLStreamException e) {
            throw failed(e);
        }
        return this;
    }

    /// A field of the element that was begun last.
    public XmlTarget field(String name, String value) throws IOException {
        try {
            xml.writeAttribute(name, value);
        } catch (XMLStreamException e) {
            throw failed(e);
        }
        return this;
    }

    public XmlTarget field(String name, double value) throws IOException {
        return field(name, Double.toString(value));
    }

    public XmlTarget field(String name, long value) throws IOException {
        return field(name, Long.toString(value));
    }

    public XmlTarget flag(String name, boolean isSet) throws IOException {
        return field(name, isSet ? "1" : "0");
    }

    public XmlTarget text(String text) throws IOException {
        try {
            xml.writeCharacters(text);
        } catch (XMLStreamException e) {
            throw failed(e);
        }
        return this;
    }

    /// An element with nothing but a text.
    public XmlTarget element(String name, String text) throws IOException {
        return begin(name).text(text).end();
    }

    /// Ends the element that was begun last.
    public XmlTarget end() throws IOException {
        try {
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
        return text("\n");
    }

    /// Ends the file.
    public void finish() throws IOException {
        try {
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            xml.close();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }
}
