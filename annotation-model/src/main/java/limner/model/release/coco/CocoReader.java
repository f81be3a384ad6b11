package limner.model.release.coco;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import limner.model.exchange.Value;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import tools.jackson.databind.JsonNode;

/// Reads what [CocoWriter] writes, element by element and from files that may come from anywhere: memory is needed for
/// one
/// element at a time. What elements say of each other is not checked here.
public final class CocoReader {

    private CocoReader() {}

    /// Is told what a file holds, in the order of the file.
    public interface Visitor {

        void video(CocoVideo video);

        void category(CocoCategory category);

        void image(CocoImage image);

        void annotation(CocoAnnotation annotation);

        void track(CocoTrack track);
    }

    /// Reads to the end and closes the stream.
    ///
    /// @throws FormatException when the document is no such file; what was read before was told already
    /// @throws IOException when the stream cannot be read
    public static void read(InputStream in, Visitor visitor) throws IOException {
        JsonFormat.read(in, new JsonFormat.Elements() {
            @Override
            public void element(String array, JsonNode element) {
                CocoReader.element(array, element, visitor);
            }

            @Override
            public void property(String name, JsonNode value) {
                // Such as info: nothing of it is needed.
            }
        });
    }

    /// Reads elements of `annotations` that stand one after another in a file.
    ///
    /// @param elements the bytes from the first one's start to the last one's end
    /// @throws FormatException when they are none
    public static List<CocoAnnotation> annotations(byte[] elements) throws IOException {
        List<CocoAnnotation> all = new ArrayList<>();
        InputStream document = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream("{\"annotations\":[".getBytes(StandardCharsets.US_ASCII)),
                new ByteArrayInputStream(elements),
                new ByteArrayInputStream("]}".getBytes(StandardCharsets.US_ASCII)))));
        JsonFormat.read(document, new JsonFormat.Elements() {
            @Override
            public void element(String array, JsonNode element) {
                all.add(annotation(element));
            }

            @Override
            public void property(String name, JsonNode value) {
                throw new FormatException("these are no annotations");
            }
        });
        return List.copyOf(all);
    }

    /// Reads an element of `videos`, `categories`, `images` or `tracks` and hands it on; others are passed over.
    static void element(String array, JsonNode element, Visitor visitor) {
        switch (array) {
            case "videos" -> visitor.video(video(element));
            case "categories" -> visitor.category(category(element));
            case "images" -> visitor.image(image(element));
            case "annotations" -> visitor.annotation(annotation(element));
            case "tracks" -> visitor.track(track(element));
            default -> {
                // Such as licenses: nothing of it is needed.
            }
        }
    }

    private static CocoVideo video(JsonNode n) {
        return new CocoVideo(
                n.required("id").intValue(),
                n.required("name").stringValue(),
                n.required("width").intValue(),
                n.required("height").intValue(),
                n.required("length").intValue(),
                n.required("limner_folder").stringValue(),
                n.required("limner_media").stringValue());
    }

    private static CocoCategory category(JsonNode n) {
        return new CocoCategory(
                n.required("id").intValue(),
                n.required("name").stringValue(),
                n.required("supercategory").stringValue(),
                n.required("isthing").intValue() == 1,
                n.required("limner_colour").stringValue(),
                pose(n.path("keypoints"), n.path("skeleton")));
    }

    private static CocoImage image(JsonNode n) {
        return new CocoImage(
                n.required("id").intValue(),
                n.required("video_id").intValue(),
                n.required("frame_index").intValue(),
                n.required("file_name").stringValue(),
                n.path("limner_source_name").stringValue(""),
                n.required("width").intValue(),
                n.required("height").intValue(),
                n.required("limner_pts").longValue(),
                n.required("limner_time_base").stringValue(),
                n.required("limner_state").stringValue(),
                n.required("limner_state_event").longValue(),
                n.required("limner_negative").booleanValue());
    }

    private static CocoAnnotation annotation(JsonNode n) {
        if (n.required("iscrowd").intValue() != 0) {
            throw new FormatException("a release marks no crowds");
        }
        JsonNode track = n.path("track_id");
        return new CocoAnnotation(
                n.required("id").intValue(),
                n.required("image_id").intValue(),
                n.required("category_id").intValue(),
                segmentation(n.required("segmentation")),
                n.required("area").longValue(),
                box(n.required("bbox")),
                track.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(track.intValue()),
                n.required("limner_occluded").booleanValue(),
                n.required("limner_label").stringValue(),
                n.required("limner_shape").stringValue(),
                n.required("limner_source").stringValue(),
                attributes(n.path("attributes")),
                keypoints(n.path("keypoints"), n.path("num_keypoints")));
    }

    private static CocoPose pose(JsonNode names, JsonNode lines) {
        List<String> keypoints = new ArrayList<>();
        names.values().forEach(v -> keypoints.add(v.stringValue()));
        List<CocoPose.Bone> bones = new ArrayList<>();
        for (JsonNode line : lines.values()) {
            int from = line.required(0).intValue();
            int to = line.required(1).intValue();
            if (Math.min(from, to) < 1 || Math.max(from, to) > keypoints.size()) {
                throw new FormatException("a skeleton joins keypoints that are not there: " + from + " and " + to);
            }
            bones.add(new CocoPose.Bone(from, to));
        }
        return new CocoPose(keypoints, bones);
    }

    private static List<CocoKeypoint> keypoints(JsonNode n, JsonNode counted) {
        if (n.isMissingNode()) {
            return List.of();
        }
        if (!n.isArray() || n.size() % 3 != 0) {
            throw new FormatException("keypoints are a list of x, y and what is to be seen, in turn");
        }
        List<CocoKeypoint> all = new ArrayList<>();
        for (int i = 0; i < n.size(); i += 3) {
            int seen = n.required(i + 2).intValue();
            if (seen < 0 || seen >= CocoKeypoint.Seen.values().length) {
                throw new FormatException("a keypoint is seen as 0, 1 or 2, not " + seen);
            }
            CocoKeypoint.Seen how = CocoKeypoint.Seen.values()[seen];
            all.add(
                    how == CocoKeypoint.Seen.NOT_LABELLED
                            ? CocoKeypoint.NONE
                            : new CocoKeypoint(
                                    n.required(i).doubleValue(),
                                    n.required(i + 1).doubleValue(),
                                    how));
        }
        long labelled = all.stream().filter(CocoKeypoint::labelled).count();
        if (counted.isMissingNode() || counted.longValue() != labelled) {
            throw new FormatException("num_keypoints is the number of keypoints that are labelled: " + labelled);
        }
        return all;
    }

    /// What stands under `attributes`.
    ///
    /// @param n may be missing
    public static SequencedMap<String, Value> attributes(JsonNode n) {
        SequencedMap<String, Value> all = new LinkedHashMap<>();
        for (var e : n.properties()) {
            all.put(e.getKey(), value(e.getValue()));
        }
        return all;
    }

    private static Value value(JsonNode n) {
        if (n.isArray()) {
            List<String> texts = new ArrayList<>();
            n.values().forEach(v -> texts.add(v.stringValue()));
            return new Value.Words(texts);
        }
        if (n.isBoolean()) {
            return new Value.Flag(n.booleanValue());
        }
        return n.isNumber() ? new Value.Amount(n.doubleValue()) : new Value.Word(n.stringValue());
    }

    private static CocoTrack track(JsonNode n) {
        return new CocoTrack(
                n.required("id").intValue(),
                n.required("video_id").intValue(),
                n.required("category_id").intValue(),
                n.required("name").stringValue(),
                n.required("limner_label").stringValue());
    }

    private static CocoSegmentation segmentation(JsonNode n) {
        if (n.isObject()) {
            JsonNode size = n.required("size");
            int height = size.required(0).intValue();
            int width = size.required(1).intValue();
            return new CocoSegmentation.Runs(
                    Rle.ofCocoString(width, height, n.required("counts").stringValue()));
        }
        if (!n.isArray()) {
            throw new FormatException("segmentation is neither run lengths nor rings");
        }
        List<Ring> rings = new ArrayList<>();
        for (JsonNode ring : n.values()) {
            rings.add(ring(ring));
        }
        return rings.isEmpty() ? new CocoSegmentation.None() : new CocoSegmentation.Rings(rings);
    }

    private static Ring ring(JsonNode n) {
        if (!n.isArray() || n.size() % 2 != 0) {
            throw new FormatException("a ring is a list of x and y in turn");
        }
        List<Point> points = new ArrayList<>(n.size() / 2);
        for (int i = 0; i < n.size(); i += 2) {
            points.add(new Point(n.required(i).doubleValue(), n.required(i + 1).doubleValue()));
        }
        return new Ring(points);
    }

    private static Box box(JsonNode n) {
        if (!n.isArray() || n.size() != 4) {
            throw new FormatException("bbox is a list of x, y, width and height");
        }
        return new Box(
                n.required(0).doubleValue(),
                n.required(1).doubleValue(),
                n.required(2).doubleValue(),
                n.required(3).doubleValue());
    }
}
