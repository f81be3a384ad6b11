package limner.model.release.coco;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import limner.model.exchange.JsonLimits;
import limner.model.text.ShortDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// How releases write and read JSON. Equal content gives equal bytes on every machine: everything outside ASCII is
/// escaped (so that readers that open files in the machine's own encoding read the same text), lines end in a line
/// feed,
/// numbers are written without regard to any locale.
public final class JsonFormat {

    private static final double EXACT_WHOLE_NUMBERS = 0x1p53;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(JsonLimits.ofStrangers())
                    .build())
            .build();
    private static final ObjectWriter LINES = MAPPER.writer().withRootValueSeparator("");
    private static final ObjectWriter INDENTED = MAPPER.writer()
            .with(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private JsonFormat() {}

    /// A generator without white space of its own; it closes the stream.
    public static JsonGenerator compact(OutputStream out) {
        return MAPPER.createGenerator(out, JsonEncoding.UTF8);
    }

    /// A generator for a document of one value a line, each ended by the caller with a line feed; it closes the stream.
    public static JsonGenerator lines(OutputStream out) {
        return LINES.createGenerator(out, JsonEncoding.UTF8);
    }

    /// A generator for documents that people read; it closes the stream.
    public static JsonGenerator indented(OutputStream out) {
        return INDENTED.createGenerator(out, JsonEncoding.UTF8);
    }

    /// Is told what stands in a document that is one object.
    public interface Elements {

        /// One element of an array that stands in the document under this name.
        void element(String array, JsonNode element);

        /// The same, with the place where the element stands: what does not want to know it is told as above.
        default void element(String array, JsonNode element, Place place) {
            element(array, element);
        }

        /// Anything else that stands in the document under this name.
        void property(String name, JsonNode value);
    }

    /// Where something stands in a file: the bytes from `start` up to, and without, `end`.
    public record Place(long start, long end) {}

    /// Reads a document that may come from anywhere, element by element, and closes the stream. Refused are a name said
    /// twice in one object, deep nesting, and anything after the document. An exception of the visitor about a value
    /// ([FormatException], [IllegalArgumentException], Jackson's own) is told with the place of the element.
    ///
    /// @throws FormatException when it is no such document
    /// @throws IOException when the stream cannot be read
    public static void read(InputStream in, Elements into) throws IOException {
        String place = "";
        try (JsonParser parser = MAPPER.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new FormatException("it does not begin with an object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                place = name;
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                        place = name + "[" + i + "]";
                        long start = parser.currentTokenLocation().getByteOffset();
                        JsonNode element = parser.readValueAsTree();
                        long end = parser.currentLocation().getByteOffset();
                        into.element(name, element, new Place(start, end));
                    }
                } else {
                    into.property(name, parser.readValueAsTree());
                }
            }
            place = "";
            if (parser.nextToken() != null) {
                throw new FormatException("something follows its end");
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new FormatException(at(place, e.getOriginalMessage()));
        } catch (FormatException | IllegalArgumentException e) {
            throw new FormatException(at(place, String.valueOf(e.getMessage())));
        }
    }

    /// Reads a document of one object a line, as [#read] does, and closes the stream.
    ///
    /// @throws FormatException when it is no such document
    /// @throws IOException when the stream cannot be read
    public static void readLines(InputStream in, Consumer<JsonNode> line) throws IOException {
        readLines(in, (node, _) -> line.accept(node));
    }

    /// The same, with the place where each object stands.
    ///
    /// @throws FormatException when it is no such document
    /// @throws IOException when the stream cannot be read
    public static void readLines(InputStream in, BiConsumer<JsonNode, Place> line) throws IOException {
        int number = 1;
        try (JsonParser parser = MAPPER.createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw new FormatException("it is no object");
                }
                long start = parser.currentTokenLocation().getByteOffset();
                JsonNode object = parser.readValueAsTree();
                line.accept(object, new Place(start, parser.currentLocation().getByteOffset()));
                number++;
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new FormatException("object " + number + ": " + e.getOriginalMessage());
        } catch (FormatException | IllegalArgumentException e) {
            throw new FormatException("object " + number + ": " + e.getMessage());
        }
    }

    private static String at(String place, String message) {
        return place.isEmpty() ? message : place + ": " + message;
    }

    /// Writes a number as short as it can be told: whole numbers without a fraction, others with the fewest digits that
    /// give the same double back.
    public static void number(JsonGenerator json, double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT_WHOLE_NUMBERS) {
            json.writeNumber((long) value);
        } else {
            ShortDecimal.write(json, value);
        }
    }
}
