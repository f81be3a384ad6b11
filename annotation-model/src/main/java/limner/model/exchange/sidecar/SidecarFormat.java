package limner.model.exchange.sidecar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import limner.model.event.LabelEvent;
import limner.model.exchange.Entry;
import limner.model.exchange.OwnFormat;
import limner.model.exchange.ProjectPart;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Target;
import limner.model.exchange.UnreadableException;
import limner.model.folder.Digests;
import limner.model.store.sqlite.FactText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an export kept in full beside its files: a folder with such a file in it, or the file.
///
/// Of a folder the other files must be as they were written: where somebody has changed one, what they changed would be
/// passed over in silence.
public final class SidecarFormat implements OwnFormat {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .build();

    @Override
    public String id() {
        return "limner";
    }

    @Override
    public String title() {
        return "Limner's own record of an export";
    }

    @Override
    public boolean recognises(Path path) {
        return Files.isRegularFile(Files.isDirectory(path) ? path.resolve(SidecarKeeper.FILE) : path)
                && fileOf(path).endsWith(SidecarKeeper.FILE);
    }

    private static Path fileOf(Path path) {
        return Files.isDirectory(path) ? path.resolve(SidecarKeeper.FILE) : path;
    }

    @Override
    public Optional<ProjectPart> readWhole(Path path, Surroundings around, Consumer<Entry> into)
            throws IOException, UnreadableException {
        FactText text = new FactText();
        List<LabelEvent> facts = new ArrayList<>();
        Path file = fileOf(path);
        String name = String.valueOf(file.getFileName());
        Map<String, String> digests = new HashMap<>();
        int number = 0;
        boolean ended = false;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Entry.At at = new Entry.At(name, "line " + ++number);
                if (ended) {
                    throw new UnreadableException(at, "something follows its end");
                }
                JsonNode n = node(at, line);
                if (number == 1) {
                    demandVersion(at, n);
                } else if (n.has("files")) {
                    n.path("files")
                            .properties()
                            .forEach(e -> digests.put(e.getKey(), e.getValue().asString("")));
                    ended = true;
                } else if (n.has("fact")) {
                    facts.add(fact(text, at, n));
                } else {
                    into.accept(entry(at, n));
                }
            }
        } catch (CharacterCodingException e) {
            throw new UnreadableException(new Entry.At(name, "after line " + number), "it is no text in UTF-8");
        }
        if (!ended) {
            throw new UnreadableException(new Entry.At(name, "line " + number), "it breaks off");
        }
        if (Files.isDirectory(path)) {
            demandUnchanged(path, digests);
        }
        return facts.isEmpty() ? Optional.empty() : Optional.of(part(name, facts));
    }

    private static ProjectPart part(String name, List<LabelEvent> facts) throws UnreadableException {
        try {
            return ProjectPart.of(facts);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(new Entry.At(name, ""), String.valueOf(e.getMessage()));
        }
    }

    private static LabelEvent fact(FactText text, Entry.At at, JsonNode n) throws UnreadableException {
        try {
            return text.read(n);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(at, String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode node(Entry.At at, String line) throws UnreadableException {
        try {
            return MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw new UnreadableException(at, e.getOriginalMessage());
        }
    }

    private static Entry entry(Entry.At at, JsonNode n) throws UnreadableException {
        try {
            return EntryJson.read(n);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(at, String.valueOf(e.getMessage()));
        }
    }

    private static void demandVersion(Entry.At at, JsonNode n) throws UnreadableException {
        int version = n.path("limner_sidecar").asInt(0);
        if (version < 1 || version > SidecarKeeper.VERSION) {
            throw new UnreadableException(at, version < 1 ? "it is no record of an export" : "a newer Limner wrote it");
        }
    }

    private static void demandUnchanged(Path folder, Map<String, String> digests)
            throws IOException, UnreadableException {
        for (Map.Entry<String, String> e : digests.entrySet()) {
            Entry.At at = new Entry.At(e.getKey(), "");
            if (Target.problem(e.getKey()).isPresent()) {
                throw new UnreadableException(at, "no file of an export is called so");
            }
            Path file = folder.resolve(e.getKey());
            if (!Files.isRegularFile(file)) {
                throw new UnreadableException(
                        at,
                        "it is not there any more; open " + SidecarKeeper.FILE + " itself to read what was exported");
            }
            try (InputStream in = Files.newInputStream(file)) {
                if (!Digests.hexOf(in).equals(e.getValue())) {
                    throw new UnreadableException(
                            at,
                            "it was changed after the export; open it alone to read what it says now, or "
                                    + SidecarKeeper.FILE + " to read what was exported");
                }
            }
        }
    }
}
