package limner.model.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The JSON Schemas (draft 2020-12) of a release's own files. They are part of every release, so that who receives one
/// can check it, and generate readers, with the tools of any language.
public final class Schemas {

    /// Where they stand in a release.
    public static final String FOLDER = "schemas/";

    private static final String ENDING = ".schema.json";

    private static final List<String> ALL = List.of(
            "instances",
            "manifest",
            "ontology",
            "plan",
            "provenance",
            "signature",
            "splits",
            "statistics",
            "tags-and-events");

    private Schemas() {}

    /// Paths in a release, in order.
    public static List<String> paths() {
        return ALL.stream().map(name -> FOLDER + name + ENDING).toList();
    }

    /// The schema of a file of a release, or, of one with a document a line, of each line.
    ///
    /// @param file path in the release
    public static Optional<String> pathFor(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return Optional.of(FOLDER + name.substring(0, dot < 0 ? name.length() : dot) + ENDING)
                .filter(_ -> name.endsWith(".json") || name.endsWith(".jsonl"))
                .filter(paths()::contains);
    }

    /// @param path one of [#paths()]
    static byte[] content(String path) throws IOException {
        try (InputStream in = Schemas.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its own file " + path);
            }
            // A checkout may have turned line ends into those of its system.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\r\n", "\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
