package limner.model.exchange.youtubevis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import limner.model.exchange.Entry;
import limner.model.exchange.JsonLimits;
import limner.model.exchange.PictureTeller;
import limner.model.exchange.UnionOfRings;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.Value;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the file from its beginning, and a second time where annotations stand before what they refer to (format: the
/// data page of YouTube-VIS; occlusion as OVIS has it). Memory is needed for the videos and for one annotation.
///
/// A frame is the place of its picture in the list. Where the names of the pictures are numbers with gaps, as in sets
/// that took every fifth one, the frame is the number. `frame_indices` of a video says it without guessing.
final class YoutubeVisReader {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(JsonLimits.ofStrangers())
                    .build())
            .build();

    private static final String VIDEOS = "videos";
    private static final String CATEGORIES = "categories";
    private static final String ANNOTATIONS = "annotations";
    static final String LEVELS = "occlusion";
    /// Levels of what is partly hidden.
    static final Set<String> HIDDEN = Set.of("slight_occlusion", "severe_occlusion");

    static final String FRAMES = "frame_indices";

    private final Path file;
    private final String name;
    private final Consumer<Entry> into;
    private final Map<String, Video> videos = new HashMap<>();
    private final Map<String, String> categories = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    private record Video(String key, int width, int height, int length) {}

    YoutubeVisReader(Path file, Consumer<Entry> into) {
        this.file = file;
        this.name = String.valueOf(file.getFileName());
        this.into = into;
    }

    void read() throws IOException, UnreadableException {
        Set<String> first = pass(Set.of(VIDEOS, CATEGORIES, ANNOTATIONS));
        if (!first.containsAll(Set.of(VIDEOS, CATEGORIES))) {
            throw new UnreadableException(
                    new Entry.At(name, ""), "it has no \"videos\" and \"categories\", as YouTube-VIS has");
        }
        if (!first.contains(ANNOTATIONS)) {
            pass(Set.of(ANNOTATIONS));
        }
    }

    /// @return what was told
    private Set<String> pass(Set<String> wanted) throws IOException, UnreadableException {
        Set<String> told = new HashSet<>();
        Set<String> said = new HashSet<>();
        String where = "";
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = MAPPER.createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException(new Entry.At(name, ""), "it does not begin with an object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                where = json.currentName();
                if (!said.add(where)) {
                    throw new UnreadableException(new Entry.At(name, where), "it is said twice");
                }
                JsonToken token = json.nextToken();
                boolean isEarly = where.equals(ANNOTATIONS)
                        && wanted.contains(VIDEOS)
                        && !told.containsAll(Set.of(VIDEOS, CATEGORIES));
                if (!wanted.contains(where) || isEarly) {
                    json.skipChildren();
                    continue;
                }
                if (token != JsonToken.START_ARRAY) {
                    if (where.equals(ANNOTATIONS) && token == JsonToken.VALUE_NULL) {
                        // Test sets come without them.
                        told.add(where);
                        continue;
                    }
                    throw new UnreadableException(new Entry.At(name, where), "it is no list");
                }
                for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                    element(where, new Entry.At(name, where + "[" + i + "]"), json.readValueAsTree());
                }
                told.add(where);
            }
            if (!said.contains(ANNOTATIONS)) {
                told.add(ANNOTATIONS);
            }
            if (json.nextToken() != null) {
                throw new UnreadableException(new Entry.At(name, ""), "something follows its end");
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new UnreadableException(
                    new Entry.At(name, where),
                    (e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ")
                            + e.getOriginalMessage());
        }
        return told;
    }

    private void element(String list, Entry.At at, JsonNode n) throws UnreadableException {
        switch (list) {
            case VIDEOS -> head(at, () -> video(n));
            case CATEGORIES -> head(at, () -> category(n));
            default -> {
                try {
                    annotation(at, n);
                } catch (IllegalArgumentException e) {
                    into.accept(new Entry.NotTaken(at, String.valueOf(e.getMessage())));
                }
            }
        }
    }

    /// What annotations refer to: an error here would fall on all of them.
    private static void head(Entry.At at, Runnable reading) throws UnreadableException {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(at, String.valueOf(e.getMessage()));
        }
    }

    private void category(JsonNode n) {
        String key = key(n, "id");
        Entry.Category category = new Entry.Category(
                key, n.path("name").asString(""), n.path("supercategory").asString(""), true, List.of(), List.of(), "");
        if (categories.put(key, category.name()) != null) {
            throw new IllegalArgumentException("the id " + key + " is there twice");
        }
        into.accept(category);
    }

    private void video(JsonNode n) {
        String key = key(n, "id");
        int width = whole(n, "width");
        int height = whole(n, "height");
        List<String> files = new ArrayList<>();
        for (JsonNode f : n.path("file_names").values()) {
            files.add(f.asString("").replace('\\', '/'));
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("it names no pictures");
        }
        String folder = files.getFirst().contains("/")
                ? files.getFirst().substring(0, files.getFirst().lastIndexOf('/'))
                : "";
        String title = n.path("name").asString(folder.isEmpty() ? key : folder);
        if (videos.put(key, new Video(key, width, height, files.size())) != null) {
            throw new IllegalArgumentException("the id " + key + " is there twice");
        }
        into.accept(new Entry.Video(key, title, width, height, 0));
        int[] frames = frames(n.path(FRAMES), files);
        for (int i = 0; i < frames.length; i++) {
            // What leads elsewhere is somebody's machine.
            String path = files.get(i).startsWith("/") || files.get(i).contains("..")
                    ? files.get(i).substring(files.get(i).lastIndexOf('/') + 1)
                    : files.get(i);
            into.accept(new Entry.Picture(picture(key, i), path, width, height, key, frames[i]));
        }
    }

    /// Those that are said, or else those that the names say.
    private static int[] frames(JsonNode said, List<String> files) {
        if (said.isMissingNode()) {
            return frames(files);
        }
        int[] frames = new int[files.size()];
        for (int i = 0; i < frames.length; i++) {
            JsonNode frame = said.path(i);
            if (said.size() != frames.length || !frame.isIntegralNumber() || !frame.canConvertToInt()) {
                throw new IllegalArgumentException("its " + FRAMES + " are no list of a number for each picture");
            }
            frames[i] = frame.intValue();
        }
        return frames;
    }

    private static int[] frames(List<String> files) {
        int[] places = new int[files.size()];
        int[] numbers = new int[files.size()];
        boolean isNumbered = true;
        boolean isGapless = true;
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
            String stem = PictureTeller.stem(files.get(i));
            String last = stem.substring(stem.lastIndexOf('/') + 1);
            isNumbered &= last.matches("\\d{1,9}");
            numbers[i] = isNumbered ? Integer.parseInt(last) : -1;
            isNumbered &= i == 0 || numbers[i] > numbers[i - 1];
            isGapless &= i == 0 || numbers[i] == numbers[i - 1] + 1;
        }
        return isNumbered && !isGapless ? numbers : places;
    }

    private static String picture(String video, int place) {
        return video + "/" + place;
    }

    private void annotation(Entry.At at, JsonNode n) {
        String video = key(n, "video_id");
        Video of = videos.get(video);
        if (of == null) {
            throw new IllegalArgumentException("there is no video " + video);
        }
        String category = key(n, "category_id");
        if (!categories.containsKey(category)) {
            throw new IllegalArgumentException("there is no category " + category);
        }
        String id = key(n, "id");
        if (!ids.add(id)) {
            throw new IllegalArgumentException("the id " + id + " is there twice");
        }
        JsonNode masks = n.path("segmentations");
        JsonNode boxes = n.path("bboxes");
        int length = masks.isArray() ? masks.size() : boxes.size();
        if (length != of.length()) {
            throw new IllegalArgumentException(
                    "it says something of " + length + " frames, and its video has " + of.length());
        }
        boolean any = false;
        for (int i = 0; i < length; i++) {
            Entry.At there = new Entry.At(at.file(), at.where() + ", frame " + i);
            try {
                Optional<Shape> shape = shape(masks.path(i), boxes.path(i), of);
                if (shape.isPresent()) {
                    any = true;
                    tell(there, n, i, id, picture(video, i), category, shape.get());
                }
            } catch (IllegalArgumentException e) {
                any = true;
                into.accept(new Entry.NotTaken(there, String.valueOf(e.getMessage())));
            }
        }
        if (!any) {
            throw new IllegalArgumentException("it is on no frame");
        }
    }

    private void tell(Entry.At at, JsonNode n, int place, String id, String picture, String category, Shape shape) {
        SequencedMap<String, Value> attributes = new LinkedHashMap<>();
        String level = n.path(LEVELS).path(place).asString("");
        if (!level.isEmpty()) {
            attributes.put(LEVELS, new Value.Word(level));
        }
        into.accept(new Entry.Annotation(
                at,
                id,
                picture,
                category,
                Optional.of(shape),
                Optional.empty(),
                Optional.of(new Entry.OnTrack(id, Entry.Known.STATED, false)),
                n.path("iscrowd").asInt(0) != 0,
                HIDDEN.contains(level),
                0,
                attributes,
                ""));
    }

    private static Optional<Shape> shape(JsonNode mask, JsonNode box, Video of) {
        if (mask.isObject()) {
            JsonNode size = mask.path("size");
            if (size.path(0).asInt(-1) != of.height() || size.path(1).asInt(-1) != of.width()) {
                throw new IllegalArgumentException("the mask is for a picture of another size: size is " + size
                        + " and the video " + of.width() + " × " + of.height());
            }
            JsonNode counts = mask.path("counts");
            Rle pixels = counts.isString()
                    ? Rle.ofCocoString(of.width(), of.height(), counts.stringValue())
                    : Rle.ofCounts(of.width(), of.height(), counts(counts));
            // Some tools write nothing as an empty mask.
            return pixels.isEmpty() ? Optional.empty() : Optional.of(new Mask(pixels));
        }
        if (mask.isArray() && !mask.isEmpty()) {
            List<Ring> rings = new ArrayList<>();
            for (JsonNode ring : mask.values()) {
                double[] numbers = numbers(ring);
                List<Point> points = new ArrayList<>();
                for (int i = 0; i + 1 < numbers.length; i += 2) {
                    points.add(new Point(numbers[i], numbers[i + 1]));
                }
                rings.add(new Ring(points));
            }
            return Optional.of(UnionOfRings.shape(rings, of.width(), of.height()));
        }
        if (!box.isArray() || box.isEmpty()) {
            return Optional.empty();
        }
        double[] b = numbers(box);
        if (b.length != 4 || !(b[2] > 0 && b[3] > 0)) {
            throw new IllegalArgumentException("a box is x, y, width and height, not " + box);
        }
        return Optional.of(new Box(b[0], b[1], b[2], b[3]));
    }

    private static int[] counts(JsonNode n) {
        if (!n.isArray()) {
            throw new IllegalArgumentException("a mask has no counts");
        }
        int[] all = new int[n.size()];
        for (int i = 0; i < all.length; i++) {
            if (!n.get(i).isIntegralNumber() || !n.get(i).canConvertToInt()) {
                throw new IllegalArgumentException("counts holds something that is no length of a run");
            }
            all[i] = n.get(i).intValue();
        }
        return all;
    }

    private static double[] numbers(JsonNode n) {
        double[] all = new double[n.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = n.get(i) != null && n.get(i).isNumber() ? n.get(i).asDouble(Double.NaN) : Double.NaN;
            if (!Double.isFinite(all[i])) {
                throw new IllegalArgumentException("something stands there that is no number");
            }
        }
        return all;
    }

    private static String key(JsonNode n, String field) {
        JsonNode id = n.path(field);
        if (id.isIntegralNumber() || id.isString() && !id.stringValue().isBlank()) {
            return id.asString();
        }
        throw new IllegalArgumentException("it has no " + field);
    }

    private static int whole(JsonNode n, String field) {
        JsonNode value = n.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            throw new IllegalArgumentException("its " + field + " is no number of pixels");
        }
        return value.intValue();
    }
}
