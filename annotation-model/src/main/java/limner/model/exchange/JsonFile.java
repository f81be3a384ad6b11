package limner.model.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON of others: names that are said twice and what is nested deeper than makes sense are refused, with the
/// line.
public final class JsonFile {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(JsonLimits.ofStrangers())
                    .build())
            .build();

    private JsonFile() {}

    /// What is done with a file.
    @FunctionalInterface
    public interface Reading {
        /// @param json stands before the first token
        void read(JsonParser json) throws UnreadableException;
    }

    /// @param name what the user is told that the file is called
    /// @throws UnreadableException when it is no sound JSON
    public static void read(Path file, String name, Reading reading) throws IOException, UnreadableException {
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = MAPPER.createParser(in)) {
            reading.read(json);
            if (json.nextToken() != null) {
                throw new UnreadableException(new Entry.At(name, ""), "something follows its end");
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw new UnreadableException(new Entry.At(name, where), e.getOriginalMessage());
        }
    }
}
