package limner.model.exchange.png;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.exchange.Entry;
import limner.model.exchange.JsonLimits;
import limner.model.exchange.NameList;
import limner.model.exchange.NumberedPalette;
import limner.model.exchange.TextLines;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.voc.VocClasses;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the numbers or colours of class masks are called, by the first of the files that tools leave beside.
///
/// @param names by number
/// @param places numbers by colour, red + 256 · green + 65536 · blue
record ClassNames(SortedMap<Integer, String> names, Map<Integer, Integer> places) {

    private static final String MAPPING = "mapping.json";
    private static final String LABEL_MAP = "labelmap.txt";

    /// The files, the more telling first.
    static final List<String> FILES =
            List.of(MAPPING, LABEL_MAP, "class_names.txt", "classes.txt", "labels.txt", "obj.names");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(JsonLimits.ofStrangers())
                    .build())
            .build();

    static ClassNames of(Path root) throws IOException, UnreadableException {
        Optional<Path> file = NameList.find(NameList.upwards(root, root), FILES);
        if (file.isEmpty()) {
            return new ClassNames(new TreeMap<>(), NumberedPalette.places());
        }
        Path folder = Optional.ofNullable(file.get().getParent()).orElse(root);
        if (file.get().endsWith(MAPPING)) {
            return mapping(TextLines.text(folder, file.get()));
        }
        if (file.get().endsWith(LABEL_MAP)) {
            VocClasses classes = VocClasses.of(folder);
            return new ClassNames(classes.names(), classes.colours());
        }
        // labelme's list begins with what is nothing; others begin with the first class.
        SortedMap<Integer, String> names = NameList.read(folder, file.get(), 0);
        boolean fromNothing = !names.isEmpty() && names.firstEntry().getValue().matches("(?i)_*(background|ignore)_*");
        return new ClassNames(fromNothing ? names : NameList.read(folder, file.get(), 1), NumberedPalette.places());
    }

    /// X-AnyLabeling's: `colors` are numbers or lists of red, green and blue, by name.
    private static ClassNames mapping(String text) throws UnreadableException {
        SortedMap<Integer, String> names = new TreeMap<>();
        Map<Integer, Integer> places = new HashMap<>(Map.of(0, 0));
        JsonNode document;
        try {
            document = MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new UnreadableException(new Entry.At(MAPPING, ""), e.getOriginalMessage());
        }
        for (Map.Entry<String, JsonNode> e : document.path("colors").properties()) {
            Entry.At at = new Entry.At(MAPPING, "colors." + e.getKey());
            JsonNode colour = e.getValue();
            int number = colour.isArray() ? names.size() + 1 : part(at, colour);
            if (e.getKey().isBlank() || names.put(number, e.getKey()) != null) {
                throw new UnreadableException(at, "it has no name, or a number that is there already");
            }
            if (colour.isArray()) {
                places.put(
                        part(at, colour.path(0)) | part(at, colour.path(1)) << 8 | part(at, colour.path(2)) << 16,
                        number);
            }
        }
        return new ClassNames(names, places);
    }

    private static int part(Entry.At at, JsonNode n) throws UnreadableException {
        if (!n.isIntegralNumber() || !n.canConvertToInt() || n.intValue() < 0 || n.intValue() > 255) {
            throw new UnreadableException(at, "a number from 0 to 255 is wanted");
        }
        return n.intValue();
    }
}
