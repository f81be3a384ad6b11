package limner.model.exchange.datumaro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Numbers;
import limner.model.exchange.Page;
import limner.model.exchange.PictureTeller;
import limner.model.exchange.Target;
import limner.model.exchange.Value;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/// Writes one Datumaro file, picture by picture, each on a line of its own.
final class DatumaroWriting implements DatasetWriter.Writing {

    static final String FILE = "annotations/default.json";
    private static final int IMAGES = 2;

    private final JsonGenerator json;
    private final List<String> labels;
    private final Numbers annotations;
    private final Numbers tracks;
    private final Set<String> items = new HashSet<>();

    DatumaroWriting(Heads heads, DatasetWriter fit, Target target) throws IOException {
        labels = List.copyOf(heads.categories().keySet());
        annotations = new Numbers(heads.highestAnnotation());
        tracks = new Numbers(heads.highestTrack());
        json = JsonMapper.shared().createGenerator(target.create(FILE), JsonEncoding.UTF8);
        List<Entry.Category> all =
                heads.categories().values().stream().map(fit::fit).toList();
        say(() -> head(all));
    }

    private static void say(Runnable what) throws IOException {
        try {
            what.run();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private void head(List<Entry.Category> all) {
        json.writeStartObject();
        json.writeStringProperty("dm_format_version", "1.0");
        json.writeNumberProperty("media_type", IMAGES);
        json.writeObjectPropertyStart("infos");
        json.writeEndObject();
        json.writeObjectPropertyStart("categories");
        json.writeObjectPropertyStart("label");
        json.writeArrayPropertyStart("labels");
        for (Entry.Category c : all) {
            json.writeStartObject();
            json.writeStringProperty("name", c.name());
            json.writeStringProperty("parent", c.parent());
            empty("attributes");
            json.writeEndObject();
        }
        json.writeEndArray();
        empty("label_groups");
        empty("attributes");
        json.writeEndObject();
        colours(all);
        joints(all);
        json.writeEndObject();
        json.writeArrayPropertyStart("items");
    }

    private void empty(String list) {
        json.writeArrayPropertyStart(list);
        json.writeEndArray();
    }

    private void colours(List<Entry.Category> all) {
        if (all.stream().allMatch(c -> c.colour().isEmpty())) {
            return;
        }
        json.writeObjectPropertyStart("mask");
        json.writeArrayPropertyStart("colormap");
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).colour().isEmpty()) {
                int rgb = Integer.parseInt(all.get(i).colour().substring(1), 16);
                json.writeStartObject();
                json.writeNumberProperty("label_id", i);
                json.writeNumberProperty("r", rgb >> 16);
                json.writeNumberProperty("g", rgb >> 8 & 255);
                json.writeNumberProperty("b", rgb & 255);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void joints(List<Entry.Category> all) {
        if (all.stream().allMatch(c -> c.joints().isEmpty())) {
            return;
        }
        json.writeObjectPropertyStart("points");
        json.writeArrayPropertyStart("items");
        for (int i = 0; i < all.size(); i++) {
            Entry.Category c = all.get(i);
            if (!c.joints().isEmpty()) {
                json.writeStartObject();
                json.writeNumberProperty("label_id", i);
                json.writeArrayPropertyStart("labels");
                c.joints().forEach(json::writeString);
                json.writeEndArray();
                json.writeArrayPropertyStart("joints");
                for (Entry.Bone b : c.bones()) {
                    json.writeStartArray();
                    json.writeNumber(b.from() + 1);
                    json.writeNumber(b.to() + 1);
                    json.writeEndArray();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public List<String> page(Page page) throws IOException {
        List<String> ids = new ArrayList<>();
        say(() -> item(page, ids));
        return ids;
    }

    private void item(Page page, List<String> ids) {
        Entry.Picture p = page.picture();
        String file = p.file().isEmpty() ? p.key() : p.file();
        String stem = PictureTeller.stem(file);
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringProperty("id", unused(stem, file));
        json.writeArrayPropertyStart("annotations");
        for (Entry.Tag t : page.tags()) {
            begin(annotations.next(""), "label", 0, t.category());
            json.writeObjectPropertyStart("attributes");
            json.writeEndObject();
            json.writeEndObject();
        }
        page.annotations().forEach(a -> ids.add(annotation(p, a)));
        json.writeEndArray();
        json.writeObjectPropertyStart("attr");
        if (p.frame() >= 0) {
            json.writeNumberProperty("frame", p.frame());
        }
        json.writeEndObject();
        json.writeObjectPropertyStart("image");
        json.writeStringProperty("path", file);
        json.writeArrayPropertyStart("size");
        json.writeNumber(p.height());
        json.writeNumber(p.width());
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    /// Of two pictures whose names differ by their endings alone the second keeps its own, unless that is another's id.
    private String unused(String stem, String file) {
        String id = items.contains(stem) ? file : stem;
        for (int n = 2; !items.add(id); n++) {
            id = file + "-" + n;
        }
        return id;
    }

    private void begin(long id, String type, long group, String category) {
        json.writeStartObject();
        json.writeNumberProperty("id", id);
        json.writeStringProperty("type", type);
        json.writeNumberProperty("group", group);
        json.writeNumberProperty("label_id", labels.indexOf(category));
    }

    private String annotation(Entry.Picture picture, Entry.Annotation a) {
        long id = annotations.next(a.key());
        List<Shape> parts = a.shape()
                .map(s -> s instanceof Polygon(List<Ring> rings)
                        ? rings.stream()
                                .<Shape>map(r -> new Polygon(List.of(r)))
                                .toList()
                        : List.of(s))
                .orElse(List.of());
        long group = parts.size() + (a.pose().isPresent() ? 1 : 0) > 1 ? id : 0;
        for (Shape part : parts) {
            begin(id, type(part), group, a.category());
            attributes(a, angle(part));
            json.writeNumberProperty("z_order", a.depth());
            shape(part, picture);
            json.writeEndObject();
        }
        a.pose().ifPresent(pose -> {
            begin(id, "points", group, a.category());
            attributes(a, 0);
            json.writeNumberProperty("z_order", a.depth());
            pose(pose);
            json.writeEndObject();
        });
        return Long.toString(id);
    }

    private static String type(Shape shape) {
        return switch (shape) {
            case Box _, RotatedBox _ -> "bbox";
            case Ellipse _ -> "ellipse";
            case Polygon _ -> "polygon";
            case Polyline _ -> "polyline";
            case Point _, PointSet _, Skeleton _ -> "points";
            case Mask _ -> "mask";
        };
    }

    private static double angle(Shape shape) {
        return switch (shape) {
            case RotatedBox r -> r.angle();
            case Ellipse e -> e.angle();
            case Box _, Polygon _, Polyline _, Point _, PointSet _, Skeleton _, Mask _ -> 0;
        };
    }

    private void shape(Shape shape, Entry.Picture picture) {
        switch (shape) {
            case Box b -> numbers("bbox", b.x(), b.y(), b.width(), b.height());
            case RotatedBox r -> numbers("bbox", r.x() - r.width() / 2, r.y() - r.height() / 2, r.width(), r.height());
            case Ellipse e -> {
                Box b = DatumaroFit.around(e);
                numbers("points", b.x(), b.y(), b.right(), b.bottom());
            }
            case Polygon p -> points(p.rings().getFirst().points());
            case Polyline l -> points(l.points());
            case Point p -> points(List.of(p));
            case PointSet s -> points(s.points());
            case Mask(var rle) -> {
                json.writeObjectPropertyStart("rle");
                json.writeStringProperty("counts", rle.cocoString());
                json.writeArrayPropertyStart("size");
                json.writeNumber(picture.height());
                json.writeNumber(picture.width());
                json.writeEndArray();
                json.writeEndObject();
            }
            case Skeleton _ -> throw new IllegalStateException("a skeleton was not fitted");
        }
    }

    private void pose(Skeleton pose) {
        points(pose.joints().stream().map(Joint::at).toList());
        json.writeArrayPropertyStart("visibility");
        for (Joint j : pose.joints()) {
            json.writeNumber(
                    switch (j.state()) {
                        case ABSENT -> 0;
                        case OCCLUDED -> 1;
                        case VISIBLE -> 2;
                    });
        }
        json.writeEndArray();
    }

    private void points(List<Point> points) {
        json.writeArrayPropertyStart("points");
        for (Point p : points) {
            json.writeNumber(p.x());
            json.writeNumber(p.y());
        }
        json.writeEndArray();
    }

    private void numbers(String name, double... all) {
        json.writeArrayPropertyStart(name);
        for (double n : all) {
            json.writeNumber(n);
        }
        json.writeEndArray();
    }

    private void attributes(Entry.Annotation a, double angle) {
        json.writeObjectPropertyStart("attributes");
        json.writeBooleanProperty("occluded", a.occluded());
        json.writeBooleanProperty("is_crowd", a.crowd());
        if (angle != 0) {
            json.writeNumberProperty("rotation", angle);
        }
        a.track().ifPresent(t -> json.writeNumberProperty("track_id", tracks.of(t.key())));
        a.attributes().forEach((name, value) -> {
            json.writeName(name);
            switch (value) {
                case Value.Word(String text) -> json.writeString(text);
                case Value.Words(List<String> texts) -> {
                    json.writeStartArray();
                    texts.forEach(json::writeString);
                    json.writeEndArray();
                }
                case Value.Amount(double n) -> json.writeNumber(n);
                case Value.Flag(boolean set) -> json.writeBoolean(set);
            }
        });
        json.writeEndObject();
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        say(() -> {
            json.writeEndArray();
            json.writeEndObject();
            json.flush();
        });
    }

    @Override
    public void close() throws IOException {
        say(json::close);
    }
}
