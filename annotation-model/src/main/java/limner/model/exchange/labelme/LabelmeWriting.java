package limner.model.exchange.labelme;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.PictureFiles;
import limner.model.exchange.PngFile;
import limner.model.exchange.Samples;
import limner.model.exchange.Target;
import limner.model.exchange.Value;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.release.coco.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes a file for each picture.
final class LabelmeWriting implements DatasetWriter.Writing {

    /// What files say they were written by: that of a labelme that has all kinds of shapes.
    private static final String VERSION = "5.5.0";

    private final Heads heads;
    private final Target target;
    private final PictureFiles files;

    LabelmeWriting(Heads heads, Target target) {
        this.heads = heads;
        this.target = target;
        files = PictureFiles.of(heads);
    }

    @Override
    public List<String> page(Page page) throws IOException {
        List<String> ids = new ArrayList<>();
        try (JsonGenerator json = JsonFormat.indented(target.create(files.of(page.picture(), ".json")))) {
            write(json, page, ids);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        return ids;
    }

    private void write(JsonGenerator json, Page page, List<String> ids) throws IOException {
        Entry.Picture picture = page.picture();
        json.writeStartObject();
        json.writeStringProperty("version", VERSION);
        json.writeObjectPropertyStart("flags");
        page.tags().stream()
                .map(t -> heads.category(t.category()).name())
                .distinct()
                .forEach(name -> json.writeBooleanProperty(name, true));
        json.writeEndObject();
        json.writeArrayPropertyStart("shapes");
        int index = 0;
        int group = 0;
        for (Entry.Annotation a : page.annotations()) {
            ids.add(Integer.toString(index));
            Shape shape = a.shape().orElseThrow();
            List<Shape> parts = shape instanceof Polygon(List<Ring> rings) && rings.size() > 1
                    ? rings.stream().<Shape>map(r -> new Polygon(List.of(r))).toList()
                    : List.of(shape);
            @Nullable Integer groupId = parts.size() > 1 ? ++group : null;
            for (Shape part : parts) {
                shape(json, a, part, groupId);
                index++;
            }
        }
        json.writeEndArray();
        String name = PictureFiles.nameOf(picture);
        json.writeStringProperty("imagePath", name.substring(name.lastIndexOf('/') + 1));
        json.writeNullProperty("imageData");
        json.writeNumberProperty("imageHeight", picture.height());
        json.writeNumberProperty("imageWidth", picture.width());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void shape(JsonGenerator json, Entry.Annotation a, Shape shape, @Nullable Integer group)
            throws IOException {
        json.writeStartObject();
        json.writeStringProperty("label", heads.category(a.category()).name());
        json.writeArrayPropertyStart("points");
        for (Point p : points(shape)) {
            json.writeStartArray();
            JsonFormat.number(json, p.x());
            JsonFormat.number(json, p.y());
            json.writeEndArray();
        }
        json.writeEndArray();
        if (group == null) {
            json.writeNullProperty("group_id");
        } else {
            json.writeNumberProperty("group_id", group);
        }
        json.writeStringProperty("shape_type", type(shape));
        if (shape instanceof Mask(Rle rle)) {
            json.writeStringProperty("mask", png(rle));
        }
        attributes(json, a.attributes());
        if (!a.extras().isEmpty()) {
            for (Map.Entry<String, JsonNode> e :
                    JsonMapper.shared().readTree(a.extras()).properties()) {
                json.writeName(e.getKey());
                json.writePOJO(e.getValue());
            }
        }
        json.writeEndObject();
    }

    private static void attributes(JsonGenerator json, SequencedMap<String, Value> attributes) {
        String description = attributes.get("description") instanceof Value.Word(String text) ? text : "";
        json.writeStringProperty("description", description);
        json.writeObjectPropertyStart("flags");
        attributes.forEach((name, value) -> {
            if (value instanceof Value.Flag(boolean set)) {
                json.writeBooleanProperty(name, set);
            }
        });
        json.writeEndObject();
        boolean more = attributes.entrySet().stream()
                .anyMatch(e -> !(e.getValue() instanceof Value.Flag) && !said(e.getKey(), e.getValue()));
        if (!more) {
            return;
        }
        json.writeObjectPropertyStart("attributes");
        attributes.forEach((name, value) -> {
            switch (value) {
                case Value.Word(String text) -> {
                    if (!said(name, value)) {
                        json.writeStringProperty(name, text);
                    }
                }
                case Value.Amount(double number) -> {
                    json.writeName(name);
                    JsonFormat.number(json, number);
                }
                case Value.Flag _, Value.Words _ -> {}
            }
        });
        json.writeEndObject();
    }

    /// labelme has a place for descriptions, where an empty one says nothing.
    private static boolean said(String name, Value value) {
        return name.equals("description") && value instanceof Value.Word(String text) && !text.isBlank();
    }

    private static String type(Shape shape) {
        return switch (shape) {
            case Box _ -> "rectangle";
            case RotatedBox _ -> "oriented_rectangle";
            case Ellipse _ -> "circle";
            case Polygon _ -> "polygon";
            case Polyline(List<Point> points) -> points.size() == 2 ? "line" : "linestrip";
            case Point _ -> "point";
            case PointSet _ -> "points";
            case Mask _ -> "mask";
            case Skeleton _ -> throw new IllegalStateException("a skeleton was not fitted");
        };
    }

    private static List<Point> points(Shape shape) {
        return switch (shape) {
            case Box b -> List.of(new Point(b.x(), b.y()), new Point(b.right(), b.bottom()));
            case RotatedBox b -> b.corners().points();
            case Ellipse e -> List.of(e.centre(), new Point(e.x() + e.radiusX(), e.y()));
            case Polygon(List<Ring> rings) -> rings.getFirst().points();
            case Polyline(List<Point> points) -> points;
            case Point p -> List.of(p);
            case PointSet(List<Point> points) -> points;
            case Mask(Rle rle) -> {
                // The first and the last pixel, both included.
                PixelBox b = rle.bounds().orElse(PixelBox.EMPTY);
                yield List.of(new Point(b.x(), b.y()), new Point(b.x() + b.width() - 1.0, b.y() + b.height() - 1.0));
            }
            case Skeleton _ -> throw new IllegalStateException("a skeleton was not fitted");
        };
    }

    private static String png(Rle rle) throws IOException {
        PixelBox b = rle.bounds().orElse(PixelBox.EMPTY);
        byte[] cut = new byte[b.width() * b.height()];
        rle.decodeRowMajor(b, cut, (byte) 1);
        int[] values = IntStream.range(0, cut.length).map(i -> cut[i]).toArray();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        PngFile.write(new Samples(b.width(), b.height(), values), PngFile.Depth.BITS_8, png);
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }

    @Override
    public void end(List<Entry.Interval> intervals) {
        // Each picture is a file that is whole already.
    }

    @Override
    public void close() {
        // Nothing is open between two pictures.
    }
}
