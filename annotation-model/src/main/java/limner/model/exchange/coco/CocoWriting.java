package limner.model.exchange.coco;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Numbers;
import limner.model.exchange.Page;
import limner.model.exchange.Target;
import limner.model.exchange.Value;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.release.coco.CocoJson;
import limner.model.release.coco.CocoSegmentation;
import limner.model.release.coco.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes one COCO file, annotation by annotation.
final class CocoWriting implements DatasetWriter.Writing {

    static final String FILE = "annotations/instances.json";

    private final JsonGenerator json;
    private final CocoHead head;
    private final Numbers annotations;
    private final AtomicLong freshTrack;
    private final Map<String, Long> tracks = new HashMap<>();
    private final SequencedMap<String, Track> told = new LinkedHashMap<>();

    /// @param number unique in its video
    private record Track(String video, long number, String category) {}

    CocoWriting(Heads heads, Target target) throws IOException {
        annotations = new Numbers(heads.highestAnnotation());
        freshTrack = new AtomicLong(heads.highestTrack());
        json = JsonFormat.compact(target.create(FILE));
        head = new CocoHead(json, heads);
        CocoHead.say(head::write);
    }

    @Override
    public List<String> page(Page page) throws IOException {
        List<String> ids = new ArrayList<>();
        CocoHead.say(() -> page.annotations().forEach(a -> ids.add(annotation(page.picture(), a))));
        return ids;
    }

    private String annotation(Entry.Picture picture, Entry.Annotation a) {
        long id = annotations.next(a.key());
        json.writeStartObject();
        json.writeNumberProperty("id", id);
        json.writeNumberProperty("image_id", head.picture(a.picture()));
        json.writeNumberProperty("category_id", head.category(a.category()));
        a.track().ifPresent(t -> json.writeNumberProperty("track_id", track(t.key(), picture, a.category())));
        a.shape().ifPresentOrElse(s -> region(s, picture), () -> around(a.pose().orElseThrow()));
        json.writeNumberProperty("iscrowd", a.crowd() ? 1 : 0);
        a.pose().ifPresent(this::keypoints);
        ObjectNode more = a.extras().isEmpty() ? null : CocoExtras.read(a.extras());
        attributes(a, more);
        if (more != null) {
            for (Map.Entry<String, JsonNode> e : more.properties()) {
                if (!e.getKey().startsWith(CocoExtras.IN_ATTRIBUTES)) {
                    json.writeName(e.getKey());
                    json.writePOJO(e.getValue());
                }
            }
        }
        head.endElement();
        return Long.toString(id);
    }

    /// The numbers of a file stay as they are; they count within a video in some files and over all in others.
    private long track(String key, Entry.Picture picture, String category) {
        Long known = tracks.get(key);
        if (known != null) {
            return known;
        }
        long own = Numbers.whole(Numbers.last(key));
        Track track = new Track(picture.video(), own, category);
        if (own < 0 || told.putIfAbsent(picture.video() + "/" + own, track) != null) {
            track = new Track(picture.video(), freshTrack.incrementAndGet(), category);
            told.put(picture.video() + "/" + track.number(), track);
        }
        tracks.put(key, track.number());
        return track.number();
    }

    /// Box and area are those that COCO's own code works out.
    private void region(Shape shape, Entry.Picture picture) {
        CocoSegmentation said = switch (shape) {
            case Mask(Rle rle) -> new CocoSegmentation.Runs(rle);
            case Polygon(List<Ring> rings) -> new CocoSegmentation.Rings(rings);
            case Box _ -> new CocoSegmentation.None();
            case RotatedBox _, Ellipse _, Polyline _, Point _, PointSet _, Skeleton _ ->
                throw new IllegalStateException("a " + shape.kind() + " was not fitted");
        };
        json.writeName("segmentation");
        CocoJson.segmentation(json, said);
        switch (shape) {
            case Mask(Rle rle) -> extent(rle.area(), shape.bounds());
            case Polygon polygon -> {
                Rle theirs = Rasterizer.rasterizeLikeCoco(polygon, picture.width(), picture.height());
                extent(theirs.area(), theirs.bounds().map(PixelBox::toBox).orElse(polygon.bounds()));
            }
            case Box box -> extent(box.area(), box);
            case RotatedBox _, Ellipse _, Polyline _, Point _, PointSet _, Skeleton _ -> extent(0, shape.bounds());
        }
    }

    private void extent(double area, Box box) {
        json.writeName("area");
        JsonFormat.number(json, area);
        json.writeName("bbox");
        CocoJson.box(json, box);
    }

    private void around(Skeleton pose) {
        json.writeName("segmentation");
        CocoJson.segmentation(json, new CocoSegmentation.None());
        extent(pose.bounds().area(), pose.bounds());
    }

    private void keypoints(Skeleton pose) {
        json.writeNumberProperty("num_keypoints", pose.present().size());
        json.writeArrayPropertyStart("keypoints");
        for (Joint joint : pose.joints()) {
            JsonFormat.number(json, joint.at().x());
            JsonFormat.number(json, joint.at().y());
            json.writeNumber(
                    switch (joint.state()) {
                        case ABSENT -> 0;
                        case OCCLUDED -> 1;
                        case VISIBLE -> 2;
                    });
        }
        json.writeEndArray();
    }

    private void attributes(Entry.Annotation a, @Nullable ObjectNode more) {
        SequencedMap<String, Object> all = new LinkedHashMap<>(a.attributes());
        if (more != null) {
            for (Map.Entry<String, JsonNode> e : more.properties()) {
                if (e.getKey().startsWith(CocoExtras.IN_ATTRIBUTES)) {
                    all.put(e.getKey().substring(CocoExtras.IN_ATTRIBUTES.length()), e.getValue());
                }
            }
        }
        if (a.occluded()) {
            all.put(CocoExtras.OCCLUDED, new Value.Flag(true));
        }
        if (all.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart("attributes");
        all.forEach((name, value) -> {
            json.writeName(name);
            if (value instanceof Value v) {
                CocoJson.value(json, v);
            } else {
                json.writePOJO(value);
            }
        });
        json.writeEndObject();
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        CocoHead.say(() -> {
            head.end();
            if (!told.isEmpty()) {
                head.array("tracks");
                told.values().forEach(this::track);
                head.end();
            }
            json.writeEndObject();
            json.writeRaw('\n');
            json.close();
        });
    }

    private void track(Track track) {
        json.writeStartObject();
        json.writeNumberProperty("id", track.number());
        json.writeNumberProperty("category_id", head.category(track.category()));
        if (!track.video().isEmpty()) {
            json.writeNumberProperty("video_id", head.video(track.video()));
        }
        head.endElement();
    }

    @Override
    public void close() throws IOException {
        CocoHead.say(json::close);
    }
}
