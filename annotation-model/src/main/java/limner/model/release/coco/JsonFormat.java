package limner.model.release.coco;

import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// How releases write and read JSON. Equal content gives equal bytes on every machine: everything outside ASCII is
/// escaped (so that readers that open files in the machine's own encoding read the same text), lines end in a line feed,
/// numbers are written without regard to any locale.
public final class JsonFormat {

    private static final double EXACT_WHOLE_NUMBERS = 0x1p53;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .build();
    private static final ObjectWriter INDENTED = MAPPER.writer()
            .with(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private JsonFormat() {}

    /// A generator without white space of its own; it closes the stream.
    public static JsonGenerator compact(OutputStream out) {
        return MAPPER.createGenerator(out, JsonEncoding.UTF8);
    }

    /// A generator for documents that people read; it closes the stream.
    public static JsonGenerator indented(OutputStream out) {
        return INDENTED.createGenerator(out, JsonEncoding.UTF8);
    }

    /// A parser that refuses a name said twice in one object, and deep nesting; it closes the stream. Values read from it
    /// as trees hold one element at a time.
    public static JsonParser parser(InputStream in) {
        return MAPPER.createParser(in);
    }

    /// Writes a number as short as it can be told: whole numbers without a fraction, others with the fewest digits that
    /// give the same double back.
    public static void number(JsonGenerator json, double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT_WHOLE_NUMBERS) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }
}
