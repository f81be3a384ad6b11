package limner.model.exchange.png;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.JsonLimits;
import limner.model.exchange.NameList;
import limner.model.exchange.NumberedPalette;
import limner.model.exchange.PictureTeller;
import limner.model.exchange.Regions;
import limner.model.exchange.Samples;
import limner.model.exchange.Surroundings;
import limner.model.exchange.TextLines;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;
import limner.model.geometry.Rle;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Masks as DAVIS and YouTube-VOS have them: a folder for each sequence, a picture with a palette for each frame, and
/// an object has the same number on all of them; 0 and 255 are nothing. `meta.json` of YouTube-VOS names their classes.
public final class ObjectMasksFormat implements DatasetFormat {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(JsonLimits.ofStrangers())
                    .build())
            .build();

    static final String ID = "davis";

    /// What objects are where nobody says it.
    static final String NAMELESS = "object";

    static final String META = "meta.json";
    private static final int VOID = 255;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Object masks of DAVIS and YouTube-VOS";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        Optional<Path> any = MaskFiles.any(path);
        return any.isPresent()
                && MaskFiles.isNumbered(any.get())
                && Trees.name(path, any.get()).matches("(.*/)?[^/]+/\\d{4,9}\\.png")
                && Trees.some(path, ".xml", 1).isEmpty()
                && NameList.find(NameList.upwards(path, path), ClassNames.FILES).isEmpty();
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        Map<String, String> categories = categories(path);
        Map<Integer, Integer> places = NumberedPalette.places();
        PictureTeller pictures = new PictureTeller(around, into);
        Set<String> told = new HashSet<>();
        for (Path file : MaskFiles.all(path, into)) {
            String name = Trees.name(path, file);
            Samples samples = MaskFiles.numbers(path, file, around, places);
            SortedMap<Integer, Rle> objects = regions(name, samples);
            Entry.Picture picture =
                    pictures.tell(name, name, MaskFiles.size(samples)).orElseThrow();
            String sequence = MaskFiles.sequence(name);
            objects.forEach((number, pixels) -> {
                String category = categories.getOrDefault(sequence + "/" + number, NAMELESS);
                if (told.add(category)) {
                    into.accept(Entry.Category.of(category, category));
                }
                into.accept(MaskFiles.annotation(
                        new Entry.At(name, "object " + number),
                        "",
                        picture,
                        category,
                        pixels,
                        Optional.of(new Entry.OnTrack(sequence + "/" + number, Entry.Known.STATED, false))));
            });
        }
    }

    private static SortedMap<Integer, Rle> regions(String name, Samples samples) throws UnreadableException {
        try {
            return Regions.of(samples, v -> v > 0 && v != VOID);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(new Entry.At(name, ""), String.valueOf(e.getMessage()));
        }
    }

    /// Classes by sequence and object, such as `003234408d/1`.
    private static Map<String, String> categories(Path path) throws IOException, UnreadableException {
        Map<String, String> all = new HashMap<>();
        Optional<Path> meta = NameList.find(NameList.upwards(path, path), List.of(META));
        if (meta.isEmpty()) {
            return all;
        }
        Entry.At at = new Entry.At(META, "");
        JsonNode document;
        try {
            Path folder = Optional.ofNullable(meta.get().getParent()).orElse(path);
            document = MAPPER.readTree(TextLines.text(folder, meta.get()));
        } catch (JacksonException e) {
            throw new UnreadableException(at, e.getOriginalMessage());
        }
        for (Map.Entry<String, JsonNode> video : document.path("videos").properties()) {
            for (Map.Entry<String, JsonNode> object :
                    video.getValue().path("objects").properties()) {
                String category = object.getValue().path("category").asString("");
                if (category.isBlank()) {
                    throw new UnreadableException(
                            new Entry.At(META, "videos." + video.getKey() + ".objects." + object.getKey()),
                            "it has no category");
                }
                all.put(video.getKey() + "/" + object.getKey(), category);
            }
        }
        return all;
    }
}
