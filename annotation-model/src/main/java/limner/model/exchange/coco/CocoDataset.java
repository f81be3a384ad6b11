package limner.model.exchange.coco;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.StringWriter;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import limner.model.ahead.Ahead;
import limner.model.exchange.Entry;
import limner.model.exchange.JsonLimits;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads a COCO file of any origin (format: cocodataset.org, data format; for videos as TAO and KWCOCO name them).
/// Annotations go by one at a time, so that memory is needed for the pictures alone; where they stand before the
/// pictures, the file is read twice.
///
/// What is wrong with one element costs that element, which is told as [Entry.NotTaken]; what is wrong with the file
/// as JSON, or with what others depend on, ends the reading.
public final class CocoDataset {

    private static final JsonMapper MAPPER = JsonMapper.builder(new NumberListParser.Factory(JsonFactory.builder()
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .streamReadConstraints(JsonLimits.ofStrangers())))
            .build();

    private static final String IMAGES = "images";
    private static final String CATEGORIES = "categories";
    private static final String VIDEOS = "videos";
    private static final String ANNOTATIONS = "annotations";

    /// Letters of what a file says beside its lists, and in one text of it.
    private static final int MOST_ABOUT = 1 << 20;

    /// Letters of the fields of one element that mean nothing here, and of those of all.
    private static final int MOST_OF_ONE = 1 << 16;

    private static final int MOST_OF_ALL = 1 << 25;

    private final Path file;
    private final String name;
    private final Consumer<Entry> into;
    private final Map<String, Entry.Picture> pictures = new HashMap<>();
    private final Map<String, Entry.Category> categories = new HashMap<>();
    private final Map<String, Entry.Video> videos = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    /// Pictures of videos that the file has not named yet.
    private final List<Entry.Picture> untold = new ArrayList<>();

    private final ObjectNode about = JsonNodeFactory.instance.objectNode();
    private int aboutLength;
    private int extrasLength;
    private boolean isAboutRead;
    private String where = "";

    private CocoDataset(Path file, Consumer<Entry> into) {
        this.file = file;
        this.name = String.valueOf(file.getFileName());
        this.into = into;
    }

    /// Reads to the end and tells on the calling thread, while another one reads ahead.
    ///
    /// @param into told everything in the order of [Entry]
    /// @throws UnreadableException when it is no such file; what was told before must not be used
    /// @throws IOException when the file cannot be read
    public static void read(Path file, Consumer<Entry> into) throws IOException, UnreadableException {
        CocoDataset reader = new CocoDataset(file, into);
        if (!reader.pass(Set.of(VIDEOS, CATEGORIES, IMAGES, ANNOTATIONS))) {
            reader.pass(Set.of(ANNOTATIONS));
        }
    }

    /// @return whether all that was wanted was told; only annotations can be left
    private boolean pass(Set<String> wanted) throws IOException, UnreadableException {
        Set<String> left = new HashSet<>(wanted);
        boolean deferred = false;
        where = "";
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = MAPPER.createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException(at(), "it does not begin with an object");
            }
            Set<String> said = new HashSet<>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String property = json.currentName();
                where = property;
                if (!said.add(property)) {
                    throw new UnreadableException(at(), "it is said twice");
                }
                JsonToken token = json.nextToken();
                if (!CocoExtras.LISTS.contains(property)) {
                    about(property, json);
                } else if (!left.contains(property) || token != JsonToken.START_ARRAY) {
                    if (left.contains(property) && token != JsonToken.VALUE_NULL) {
                        throw new UnreadableException(at(), "it is no list");
                    }
                    json.skipChildren();
                } else if (property.equals(ANNOTATIONS) && !ready(left)) {
                    deferred = true;
                    json.skipChildren();
                } else {
                    if (property.equals(ANNOTATIONS)) {
                        annotations(json);
                    } else {
                        array(property, json);
                    }
                    left.remove(property);
                    done.add(property);
                    if (property.equals(VIDEOS)) {
                        tellPictures();
                    }
                }
            }
            where = "";
            if (json.nextToken() != null) {
                throw new UnreadableException(at(), "something follows its end");
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new UnreadableException(at(), line(e) + e.getOriginalMessage());
        }
        if (left.contains(IMAGES) || (left.contains(ANNOTATIONS) && !deferred)) {
            where = "";
            throw new UnreadableException(at(), "it has no \"images\" and \"annotations\", as COCO files do");
        }
        tellPictures();
        isAboutRead = true;
        if (!deferred) {
            CocoExtras.about(about).ifPresent(said -> into.accept(new Entry.About(said)));
        }
        return !deferred;
    }

    /// What the file says of itself is kept as it is; a list of a size that only labels have is not.
    private void about(String property, JsonParser json) {
        if (isAboutRead) {
            json.skipChildren();
            return;
        }
        StringWriter text = new StringWriter();
        int depth = 0;
        boolean isTooLong = false;
        try (JsonGenerator copy = MAPPER.createGenerator(text)) {
            do {
                boolean isLong = json.currentToken() == JsonToken.VALUE_STRING && json.getStringLength() > MOST_ABOUT;
                isTooLong |= isLong || aboutLength + text.getBuffer().length() > MOST_ABOUT;
                if (!isTooLong) {
                    copy.copyCurrentEvent(json);
                }
                depth += json.currentToken().isStructStart() ? 1 : 0;
                depth -= json.currentToken().isStructEnd() ? 1 : 0;
            } while (depth > 0 && json.nextToken() != null);
        }
        if (!isTooLong) {
            aboutLength += text.getBuffer().length();
            about.set(property, MAPPER.readTree(text.toString()));
        } else {
            into.accept(new Entry.NotTaken(at(), "it is more than is kept of what a file says beside its lists"));
        }
    }

    private boolean ready(Set<String> left) {
        return !left.contains(IMAGES) && !left.contains(CATEGORIES) && untold.isEmpty();
    }

    private static String line(JacksonException e) {
        return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
    }

    private Entry.At at() {
        return new Entry.At(name, where);
    }

    private void array(String property, JsonParser json) throws UnreadableException {
        int i = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            where = property + "[" + i++ + "]";
            head(property, json.readValueAsTree());
        }
    }

    // What annotations refer to: an error here would fall on all of them.

    private void head(String property, JsonNode n) throws UnreadableException {
        try {
            switch (property) {
                case VIDEOS -> tell(videos, video(n), Entry.Video::key);
                case CATEGORIES -> tell(categories, category(n), Entry.Category::key);
                default -> tell(pictures, picture(n), Entry.Picture::key);
            }
        } catch (IllegalArgumentException | JacksonException e) {
            throw new UnreadableException(at(), String.valueOf(e.getMessage()));
        }
    }

    private interface KeyOf<E> {
        String of(E entry);
    }

    private <E extends Entry> void tell(Map<String, E> known, E next, KeyOf<E> key) {
        if (known.putIfAbsent(key.of(next), next) != null) {
            throw new IllegalArgumentException("the id " + key.of(next) + " is there twice");
        }
        if (next instanceof Entry.Picture p && !p.video().isEmpty() && !done.contains(VIDEOS)) {
            untold.add(p);
        } else {
            into.accept(next);
        }
    }

    private void tellPictures() {
        untold.forEach(into);
        untold.clear();
    }

    /// All of it stays in memory until the labels have come, so that its length has a bound.
    private String extras(JsonNode n, Set<String> own) {
        String extras = CocoExtras.beside(n, own);
        if (extras.length() > MOST_OF_ONE || extrasLength + extras.length() > MOST_OF_ALL) {
            into.accept(new Entry.NotTaken(at(), "its other fields are more than is kept"));
            return "";
        }
        extrasLength += extras.length();
        return extras;
    }

    private Entry.Video video(JsonNode n) {
        return new Entry.Video(
                key(n.path("id")),
                text(n.path("name")),
                size(n.path("width")),
                size(n.path("height")),
                size(n.path("length")),
                extras(n, CocoExtras.OF_VIDEO));
    }

    private Entry.Category category(JsonNode n) {
        List<String> joints = new ArrayList<>();
        n.path("keypoints").values().forEach(v -> joints.add(text(v)));
        List<Entry.Bone> bones = new ArrayList<>();
        for (JsonNode line : n.path("skeleton").values()) {
            bones.add(new Entry.Bone(whole(line.path(0)) - 1, whole(line.path(1)) - 1));
        }
        return new Entry.Category(
                key(n.path("id")),
                text(n.path("name")),
                text(n.path("supercategory")),
                n.path("isthing").asInt(1) != 0,
                joints,
                bones,
                text(n.path("limner_colour")),
                List.of(),
                extras(n, CocoExtras.OF_CATEGORY));
    }

    private Entry.Picture picture(JsonNode n) {
        String video = unsaid(n.path("video_id")) ? "" : key(n.path("video_id"));
        if (!video.isEmpty() && done.contains(VIDEOS) && !videos.containsKey(video)) {
            throw new IllegalArgumentException("there is no video " + video);
        }
        JsonNode at = unsaid(n.path("frame_index")) ? n.path("frame_id") : n.path("frame_index");
        int frame = unsaid(at) || video.isEmpty() ? -1 : whole(at);
        JsonNode more = n;
        if (frame >= 0
                && n instanceof ObjectNode object
                && n.path(CocoExtras.FRAME_ID).asInt(-1) == frame) {
            more = object.without(CocoExtras.FRAME_ID);
        }
        return new Entry.Picture(
                key(n.path("id")),
                text(n.path("file_name")).replace('\\', '/'),
                whole(n.path("width")),
                whole(n.path("height")),
                video,
                frame,
                extras(more, CocoExtras.ofPicture(video)),
                Optional.empty());
    }

    private static boolean unsaid(JsonNode n) {
        return n.isMissingNode() || n.isNull();
    }

    private static String key(JsonNode n) {
        if (n.isIntegralNumber() || n.isString()) {
            return n.asString();
        }
        throw new IllegalArgumentException(n.isMissingNode() ? "it has no id" : "an id is no " + n.getNodeType());
    }

    private static String text(JsonNode n) {
        return n.isMissingNode() || n.isNull() ? "" : n.asString();
    }

    private static int size(JsonNode n) {
        return n.isMissingNode() || n.isNull() ? 0 : whole(n);
    }

    private static int whole(JsonNode n) {
        if (!n.canConvertToExactIntegral() || !n.canConvertToInt()) {
            throw new IllegalArgumentException("a whole number is wanted, not " + shortened(n.toString()));
        }
        return n.intValue();
    }

    static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 37) + "...";
    }

    // Annotations.

    /// An annotation as it stands in the file.
    ///
    /// @param fields null where it is no object
    private record Element(String where, @Nullable AnnotationFields fields) {}

    /// Another thread reads ahead, while this one makes shapes of what was read.
    private void annotations(JsonParser json) throws IOException {
        AtomicReference<@Nullable String> broken = new AtomicReference<>();
        try {
            Ahead.<Element, JsonToken>run(
                    "coco-reader", ahead -> elements(json, ahead, broken), all -> all.forEach(this::tell));
        } catch (JacksonException e) {
            String at = broken.get();
            where = at == null ? where : at;
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Reading " + name + " was interrupted.");
        }
    }

    /// Leaves the parser at the end of the list.
    ///
    /// @param broken told where the parser fails
    private static JsonToken elements(JsonParser json, Ahead<Element> ahead, AtomicReference<@Nullable String> broken) {
        String at = ANNOTATIONS;
        AnnotationFields.Room room = new AnnotationFields.Room();
        try {
            int i = 0;
            long before = offset(json);
            JsonToken token;
            while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
                at = ANNOTATIONS + "[" + i++ + "]";
                @Nullable AnnotationFields fields = null;
                if (token == JsonToken.START_OBJECT) {
                    fields = new AnnotationFields(room);
                    fields.read(json);
                } else {
                    json.skipChildren();
                }
                long now = offset(json);
                ahead.add(new Element(at, fields), now - before);
                before = now;
            }
            return token;
        } catch (JacksonException e) {
            broken.set(at);
            throw e;
        }
    }

    /// Files of one byte a letter count bytes, others letters.
    private static long offset(JsonParser json) {
        TokenStreamLocation at = json.currentLocation();
        return Math.max(at.getByteOffset(), at.getCharOffset());
    }

    private void tell(Element element) {
        where = element.where();
        AnnotationFields fields = element.fields();
        Entry entry;
        try {
            if (fields == null) {
                throw new IllegalArgumentException("it is no object");
            }
            entry = annotation(fields);
        } catch (IllegalArgumentException e) {
            entry = new Entry.NotTaken(at(), String.valueOf(e.getMessage()));
        }
        into.accept(entry);
    }

    private Entry annotation(AnnotationFields f) {
        f.demandSound();
        Entry.Picture picture = pictures.get(f.picture);
        if (picture == null) {
            throw new IllegalArgumentException(
                    f.picture.isEmpty() ? "it names no image_id" : "there is no image " + f.picture);
        }
        Entry.Category category = categories.get(f.category);
        if (category == null) {
            throw new IllegalArgumentException(
                    f.category.isEmpty() ? "it names no category_id" : "there is no category " + f.category);
        }
        if (!f.id.isEmpty() && !ids.add(f.id)) {
            throw new IllegalArgumentException("the id " + f.id + " is there twice");
        }
        SequencedMap<String, Value> attributes = new LinkedHashMap<>(f.attributes);
        boolean occluded = f.occluded || new Value.Flag(true).equals(attributes.get("occluded"));
        if (attributes.get("occluded") instanceof Value.Flag) {
            attributes.remove("occluded");
        }
        var pose = f.pose(category);
        return new Entry.Annotation(
                at(),
                f.id,
                picture.key(),
                category.key(),
                f.shape(picture, pose.isPresent()),
                pose,
                track(f, picture),
                f.crowd,
                occluded,
                0,
                attributes,
                f.more());
    }

    /// Track ids count within a video in some files and over all in others; with the video both are unique.
    private static Optional<Entry.OnTrack> track(AnnotationFields f, Entry.Picture picture) {
        @Nullable String track = f.track == null && !picture.video().isEmpty() ? f.instance : f.track;
        return track == null
                ? Optional.empty()
                : Optional.of(new Entry.OnTrack(
                        picture.video().isEmpty() ? track : picture.video() + "/" + track, Entry.Known.STATED, false));
    }
}
