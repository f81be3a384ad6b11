package limner.model.release.coco;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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

            @Override
            public void property(String name, JsonNode value) {
                // Such as info: nothing of it is needed.
            }
        });
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
                n.required("limner_colour").stringValue());
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
                n.required("limner_source").stringValue());
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
