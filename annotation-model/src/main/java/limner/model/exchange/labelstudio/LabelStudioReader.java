package limner.model.exchange.labelstudio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import limner.model.exchange.Entry;
import limner.model.exchange.Surroundings;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.Value;
import limner.model.geometry.Shape;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads a list of tasks, one at a time. Of several annotations of a task the newest that was not cancelled is taken.
/// Results with one id are one region: what draws it, its labels, and what is said of it. Frames of videos count from 1
/// there (format: Label Studio's documentation, JSON export and region formats).
final class LabelStudioReader {

    private static final Set<String> KINDS = Set.of("rectangle", "ellipse", "polygon", "keypoint", "brush");
    private static final String VIDEO_BOX = "videorectangle";
    private static final String TIMELINE = "timelinelabels";
    private static final String LABELS = "labels";

    /// Fields of results that say what nothing here can say.
    static final List<String> EXTRAS = List.of("meta", "parentID", "score");

    private final String file;
    private final Surroundings around;
    private final Consumer<Entry> into;
    private final Set<String> told = new HashSet<>();
    private final Set<String> categories = new HashSet<>();

    LabelStudioReader(String file, Surroundings around, Consumer<Entry> into) {
        this.file = file;
        this.around = around;
        this.into = into;
    }

    void read(JsonParser json) throws UnreadableException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw new UnreadableException(
                    new Entry.At(file, ""), "it is no list of tasks, as Label Studio's files are");
        }
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            String where = "task " + i;
            JsonNode task = json.readValueAsTree();
            if (!task.isObject()
                    || task.path("data").isMissingNode()
                            && task.path("annotations").isMissingNode()) {
                throw new UnreadableException(
                        new Entry.At(file, where), "it has neither data nor annotations, as tasks of Label Studio do");
            }
            try {
                task(where, task, i);
            } catch (IllegalArgumentException e) {
                not(where, e.getMessage() + "; nothing of it is taken");
            }
        }
    }

    private void not(String where, String reason) {
        into.accept(new Entry.NotTaken(new Entry.At(file, where), reason));
    }

    private static String shortened(String text) {
        return text.isEmpty() ? "nothing" : text.length() <= 40 ? text : text.substring(0, 37) + "...";
    }

    private String category(String label) {
        if (categories.add(label)) {
            into.accept(Entry.Category.of(label, label));
        }
        return label;
    }

    private void task(String where, JsonNode task, int number) {
        TaskFile media = TaskFile.of(task.path("data"));
        if (!task.path("predictions").isEmpty()) {
            not(where + ".predictions", "what a model predicted is not taken");
        }
        List<JsonNode> all = List.copyOf(task.path("annotations").values());
        Optional<JsonNode> chosen = all.stream()
                .filter(a -> !a.path("was_cancelled").asBoolean(false))
                .max(Comparator.comparing(LabelStudioReader::time)
                        .thenComparing(a -> a.path("id").asLong(0)));
        for (int i = 0; i < all.size(); i++) {
            JsonNode a = all.get(i);
            if (chosen.isEmpty() || a != chosen.get()) {
                not(
                        where + ".annotations[" + i + "]",
                        a.path("was_cancelled").asBoolean(false)
                                ? "it was cancelled"
                                : "annotation "
                                        + shortened(chosen.map(c -> c.path("id").asString(""))
                                                .orElse("")) + " of the task is newer, and is taken");
            }
        }
        String at = where + (chosen.isPresent() ? ".annotations[" + all.indexOf(chosen.get()) + "]" : "");
        JsonNode result = chosen.map(c -> c.path("result")).orElseGet(JsonNodeFactory.instance::arrayNode);
        SequencedMap<String, Region> regions = regions(at, result);
        if (media.isVideo()) {
            new OnVideo(media.name()).read(regions);
        } else {
            new OnPicture(picture(media.name(), number, task.path("data"), result)).read(regions);
        }
    }

    private static String time(JsonNode annotation) {
        String updated = annotation.path("updated_at").asString("");
        return updated.isEmpty() ? annotation.path("created_at").asString("") : updated;
    }

    // Regions.

    /// Results with one id.
    ///
    /// @param where the first of them stands
    private record Region(String where, String id, List<JsonNode> results) {

        /// What it draws or covers; empty where it only says something.
        Optional<JsonNode> drawn() {
            return results.stream().filter(r -> !kind(r).isEmpty()).findFirst();
        }

        List<String> labels() {
            List<String> all = new ArrayList<>();
            for (JsonNode r : results) {
                String type = r.path("type").asString("");
                String key = r.path("value").path(type).isArray() && type.endsWith(LABELS) ? type : LABELS;
                for (JsonNode label : r.path("value").path(key).values()) {
                    String name = label.asString("");
                    if (!name.isBlank() && !all.contains(name)) {
                        all.add(name);
                    }
                }
            }
            return all;
        }
    }

    /// What a result draws: one of the shapes, a box in a video, or a stretch of it; empty where it draws nothing.
    private static String kind(JsonNode result) {
        String type = result.path("type").asString("");
        if (type.equals(VIDEO_BOX) || type.equals(TIMELINE)) {
            return type;
        }
        if (KINDS.contains(type)) {
            return type;
        }
        String stem = type.endsWith(LABELS) ? type.substring(0, type.length() - LABELS.length()) : "";
        return KINDS.contains(stem) ? stem : isDrawing(result) ? type : "";
    }

    /// Whether it draws something that nobody here knows.
    private static boolean isDrawing(JsonNode result) {
        String type = result.path("type").asString("");
        return type.endsWith(LABELS) && !type.equals(LABELS);
    }

    private SequencedMap<String, Region> regions(String at, JsonNode result) {
        SequencedMap<String, Region> all = new LinkedHashMap<>();
        int i = 0;
        for (JsonNode r : result.values()) {
            String where = at + ".result[" + i + "]";
            if (r.path("type").asString("").equals("relation")) {
                not(where, "relations between regions have no place here");
            } else {
                String id = r.path("id").asString("");
                all.computeIfAbsent(id.isBlank() ? "\n" + i : id, _ -> new Region(where, id, new ArrayList<>()))
                        .results()
                        .add(r);
            }
            i++;
        }
        return all;
    }

    /// The one label of a region; the others are told.
    private String label(Region region) {
        List<String> labels = region.labels();
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("it has no label");
        }
        for (String other : labels.subList(1, labels.size())) {
            not(
                    region.where(),
                    "label " + shortened(other) + " beside " + shortened(labels.getFirst())
                            + " has no place: a region has one class");
        }
        return category(labels.getFirst());
    }

    /// What is said of a region beside its label; what has no place is told.
    private SequencedMap<String, Value> attributes(Region region) {
        SequencedMap<String, Value> all = new LinkedHashMap<>();
        for (JsonNode r : region.results()) {
            String name = r.path("from_name").asString("");
            JsonNode value = r.path("value");
            String type = r.path("type").asString("");
            switch (type) {
                case "choices" -> {
                    List<String> words = words(value.path("choices"));
                    all.put(name, words.size() == 1 ? new Value.Word(words.getFirst()) : new Value.Words(words));
                }
                case "textarea" -> all.put(name, new Value.Word(String.join("\n", words(value.path("text")))));
                case "number", "rating" -> {
                    double number = value.path(type).asDouble(Double.NaN);
                    if (Double.isFinite(number)) {
                        all.put(name, new Value.Amount(number));
                    } else {
                        not(region.where(), "what " + shortened(name) + " says of it is no number");
                    }
                }
                default -> {
                    if (kind(r).isEmpty() && !type.equals(LABELS)) {
                        noPlace(region, r);
                    }
                }
            }
        }
        return all;
    }

    private void noPlace(Region region, JsonNode result) {
        not(
                region.where(),
                "what " + shortened(result.path("from_name").asString("")) + " ("
                        + shortened(result.path("type").asString("")) + ") says of it has no place here");
    }

    private static List<String> words(JsonNode list) {
        if (list.isString()) {
            return List.of(list.stringValue());
        }
        return list.values().stream()
                .map(w -> w.asString(""))
                .filter(w -> !w.isEmpty())
                .toList();
    }

    /// Fields that say what nothing here can say: a JSON object as text, or empty.
    private static String extras(Region region) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        for (JsonNode r : region.results()) {
            EXTRAS.forEach(name -> extra(r, name, rest));
        }
        return rest.isEmpty() ? "" : rest.toString();
    }

    /// Takes over a field, where it says something.
    static void extra(JsonNode of, String name, ObjectNode into) {
        JsonNode value = of.path(name);
        if (!value.isMissingNode() && !value.isNull() && !(value.isObject() && value.isEmpty())) {
            into.set(name, value);
        }
    }

    private Entry.Picture picture(String name, int number, JsonNode data, JsonNode result) {
        Optional<Surroundings.Size> size = result.values().stream()
                .flatMap(r -> size(r).stream())
                .findFirst()
                .or(() -> size(data.path("width"), data.path("height")))
                .or(() -> around.sizeOf(name));
        Surroundings.Size of = size.orElseThrow(
                () -> new IllegalArgumentException("nobody says how large picture " + shortened(name) + " is"));
        Entry.Picture picture = new Entry.Picture("task " + number, name, of.width(), of.height(), "", -1);
        into.accept(picture);
        return picture;
    }

    private static Optional<Surroundings.Size> size(JsonNode result) {
        return size(result.path("original_width"), result.path("original_height"));
    }

    private static Optional<Surroundings.Size> size(JsonNode width, JsonNode height) {
        return width.canConvertToInt() && height.canConvertToInt() && width.asInt(0) > 0 && height.asInt(0) > 0
                ? Optional.of(new Surroundings.Size(width.asInt(0), height.asInt(0)))
                : Optional.empty();
    }

    /// What is said of one picture.
    private final class OnPicture {

        private final Entry.Picture picture;

        OnPicture(Entry.Picture picture) {
            this.picture = picture;
        }

        void read(SequencedMap<String, Region> regions) {
            for (Region region : regions.values()) {
                try {
                    Optional<JsonNode> drawn = region.drawn();
                    if (drawn.isPresent()) {
                        draw(region, drawn.get());
                    } else {
                        say(region);
                    }
                } catch (IllegalArgumentException e) {
                    not(region.where(), String.valueOf(e.getMessage()));
                }
            }
        }

        private void draw(Region region, JsonNode drawn) {
            Optional<Surroundings.Size> size = size(drawn);
            if (size.isPresent() && !size.get().equals(new Surroundings.Size(picture.width(), picture.height()))) {
                throw new IllegalArgumentException(
                        "it was drawn on a picture of another size than " + picture.width() + " × " + picture.height());
            }
            if (drawn.path("image_rotation").asDouble(0) != 0) {
                throw new IllegalArgumentException("it was drawn on the picture turned by "
                        + drawn.path("image_rotation").asString("some") + " degrees");
            }
            Shape shape = LabelStudioShapes.shape(kind(drawn), drawn.path("value"), picture);
            into.accept(new Entry.Annotation(
                    new Entry.At(file, region.where()),
                    region.id(),
                    picture.key(),
                    label(region),
                    Optional.of(shape),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    0,
                    attributes(region),
                    extras(region)));
        }

        /// What is said of the whole picture.
        private void say(Region region) {
            for (JsonNode r : region.results()) {
                String type = r.path("type").asString("");
                if (!type.equals("choices")) {
                    throw new IllegalArgumentException(
                            "what " + shortened(type) + " says of a whole picture has no place here");
                }
                for (String word : words(r.path("value").path("choices"))) {
                    into.accept(new Entry.Tag(new Entry.At(file, region.where()), picture.key(), category(word)));
                }
            }
        }
    }

    /// What is said of one video.
    private final class OnVideo {

        private final String name;
        private final String video;

        OnVideo(String name) {
            this.name = name.substring(name.lastIndexOf('/') + 1);
            this.video = "video " + name;
        }

        void read(SequencedMap<String, Region> regions) {
            if (told.add(video)) {
                Optional<Surroundings.Size> size = around.sizeOfVideo(name);
                into.accept(new Entry.Video(
                        video,
                        name,
                        size.map(s -> s.width()).orElse(0),
                        size.map(s -> s.height()).orElse(0),
                        0));
            }
            for (Region region : regions.values()) {
                try {
                    JsonNode drawn = region.drawn()
                            .orElseThrow(() ->
                                    new IllegalArgumentException("what is said of a whole video has no place here"));
                    switch (kind(drawn)) {
                        case VIDEO_BOX -> track(region, drawn);
                        case TIMELINE -> stretches(region, drawn);
                        default ->
                            throw new IllegalArgumentException(
                                    "regions of type " + shortened(kind(drawn)) + " are not drawn on videos here");
                    }
                } catch (IllegalArgumentException e) {
                    not(region.where(), String.valueOf(e.getMessage()));
                }
            }
        }

        private void stretches(Region region, JsonNode drawn) {
            String label = label(region);
            boolean isOfFrames = drawn.path("from_name").asString("").equals(LabelStudioConfig.FRAMES);
            for (JsonNode r : region.results()) {
                if (kind(r).isEmpty() && !r.path("type").asString("").equals(LABELS)) {
                    noPlace(region, r);
                }
            }
            for (JsonNode range : drawn.path("value").path("ranges").values()) {
                int first = frame(range.path("start"));
                int last = frame(range.path("end"));
                if (last < first) {
                    throw new IllegalArgumentException("a stretch ends before it begins");
                }
                Entry.At at = new Entry.At(file, region.where());
                // Only what was written here tells words of frames from events of one frame.
                into.accept(
                        isOfFrames && first == last
                                ? new Entry.Tag(at, frame(first, size(drawn)), label)
                                : new Entry.Interval(at, video, label, first, last));
            }
        }

        /// From the first frame being number 1.
        private static int frame(JsonNode n) {
            double number = n.asDouble(Double.NaN);
            if (!(number >= 1 && number <= Integer.MAX_VALUE) || number != Math.rint(number)) {
                throw new IllegalArgumentException("frames are whole numbers from 1, not " + shortened(n.toString()));
            }
            return (int) number - 1;
        }

        private Surroundings.Size size(JsonNode drawn) {
            return LabelStudioReader.size(drawn)
                    .or(() -> around.sizeOfVideo(name))
                    .orElseThrow(() -> new IllegalArgumentException("nobody says how large the pictures of video "
                            + shortened(name) + " are; the project has none of that name"));
        }

        /// Tells the picture of a frame, once.
        ///
        /// @return its key
        private String frame(int frame, Surroundings.Size size) {
            Entry.Picture picture =
                    new Entry.Picture(video + "/" + frame, "", size.width(), size.height(), video, frame);
            if (told.add(picture.key())) {
                into.accept(picture);
            }
            return picture.key();
        }

        private void track(Region region, JsonNode drawn) {
            Surroundings.Size size = size(drawn);
            String label = label(region);
            List<VideoPlace> places = new ArrayList<>();
            for (JsonNode n : drawn.path("value").path("sequence").values()) {
                places.add(new VideoPlace(frame(n.path("frame")), n));
            }
            places.sort(Comparator.comparingInt(VideoPlace::frame));
            List<Optional<VideoPlace>> goals = VideoPlace.goals(places);
            SequencedMap<String, Value> attributes = attributes(region);
            Optional<Shape> last = Optional.empty();
            // The frame from which on it is gone, where it is there for a place alone.
            OptionalInt gone = OptionalInt.empty();
            Optional<VideoPlace> keyframe = Optional.empty();
            for (int i = 0; i < places.size(); i++) {
                VideoPlace place = places.get(i);
                boolean goesOn = place.goesOn();
                Optional<Shape> box = box(region, place, size);
                if (box.isEmpty() && !goesOn && gone.isEmpty()) {
                    // What ends at a place that is not taken does not go on from the one before it.
                    gone = OptionalInt.of(place.frame());
                }
                if (gone.isPresent() && (box.isEmpty() || gone.getAsInt() < place.frame())) {
                    gone(region, label, gone.getAsInt(), size, last, attributes);
                    gone = OptionalInt.empty();
                    last = Optional.empty();
                    keyframe = Optional.empty();
                }
                if (box.isPresent()) {
                    boolean follows = place.isAuto()
                            && keyframe.isPresent()
                            && place.follows(keyframe.get(), goesOn ? goals.get(i) : Optional.empty(), size);
                    Entry.Known known = follows ? Entry.Known.BETWEEN : Entry.Known.KEYFRAME;
                    if (!follows) {
                        keyframe = Optional.of(place);
                    }
                    into.accept(placed(
                            region,
                            where(region, place),
                            label,
                            place.frame(),
                            size,
                            box.get(),
                            new Entry.OnTrack(key(region), known, false),
                            attributes));
                    last = box;
                    gone = goesOn ? OptionalInt.empty() : OptionalInt.of(place.frame() + 1);
                }
            }
            if (gone.isPresent()) {
                gone(region, label, gone.getAsInt(), size, last, attributes);
            }
            if (places.isEmpty()) {
                throw new IllegalArgumentException("it has no places");
            }
        }

        private static String where(Region region, VideoPlace place) {
            return region.where() + ".sequence at frame " + (place.frame() + 1);
        }

        /// Nothing where it cannot be taken, which is told.
        private Optional<Shape> box(Region region, VideoPlace place, Surroundings.Size size) {
            try {
                return Optional.of(LabelStudioShapes.rectangle(place.node(), size.width(), size.height()));
            } catch (IllegalArgumentException e) {
                not(where(region, place), String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }

        /// @param last where it was; nothing where it is gone already
        private void gone(
                Region region,
                String label,
                int frame,
                Surroundings.Size size,
                Optional<Shape> last,
                SequencedMap<String, Value> attributes) {
            Entry.OnTrack gone = new Entry.OnTrack(key(region), Entry.Known.KEYFRAME, true);
            last.ifPresent(
                    box -> into.accept(placed(region, region.where(), label, frame, size, box, gone, attributes)));
        }

        private String key(Region region) {
            return region.id().isBlank() ? region.where() : video + "/" + region.id();
        }

        private Entry.Annotation placed(
                Region region,
                String where,
                String label,
                int frame,
                Surroundings.Size size,
                Shape shape,
                Entry.OnTrack track,
                SequencedMap<String, Value> attributes) {
            return new Entry.Annotation(
                    new Entry.At(file, where),
                    region.id(),
                    frame(frame, size),
                    label,
                    Optional.of(shape),
                    Optional.empty(),
                    Optional.of(track),
                    false,
                    false,
                    0,
                    attributes,
                    extras(region));
        }
    }
}
