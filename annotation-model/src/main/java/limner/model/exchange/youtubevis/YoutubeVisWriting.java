package limner.model.exchange.youtubevis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Numbers;
import limner.model.exchange.Page;
import limner.model.exchange.PictureFiles;
import limner.model.exchange.PictureTeller;
import limner.model.exchange.StatedTracks;
import limner.model.exchange.Target;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Shape;
import limner.model.release.coco.CocoJson;
import limner.model.release.coco.CocoSegmentation;
import limner.model.release.coco.JsonFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/// Writes the file from its beginning. Memory is needed for what is said of one video: its objects are written when its
/// last picture has come.
final class YoutubeVisWriting implements DatasetWriter.Writing {

    static final String FILE = "instances.json";

    private final Heads heads;
    private final JsonGenerator json;
    private final Numbers categories;
    private final Numbers objects;
    private final Map<String, Place> places = new HashMap<>();

    /// A video of the file.
    ///
    /// @param things by track and class, or by a number of their own
    private record Clip(long id, Entry.Video video, List<Entry.Picture> pictures, SequencedMap<String, Thing> things) {}

    /// Where a picture is in its video.
    private record Place(Clip clip, int index) {}

    /// @param places what it is, by the place of the picture
    private record Thing(long id, SortedMap<Integer, Entry.Annotation> places) {}

    YoutubeVisWriting(Heads heads, Target target) throws IOException {
        this.heads = heads;
        categories = Numbers.among(heads.categories().keySet());
        objects = new Numbers(heads.highestTrack());
        List<Clip> all = clips();
        json = JsonFormat.compact(target.create(FILE));
        say(() -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("info");
            json.writeStringProperty("version", "1.0");
            json.writeEndObject();
            json.writeArrayPropertyStart("licenses");
            json.writeEndArray();
            array("videos");
            all.forEach(this::video);
            end();
            array("categories");
            heads.categories().values().forEach(this::category);
            end();
            array("annotations");
        });
    }

    private List<Clip> clips() {
        Numbers numbers = Numbers.among(heads.videos().keySet());
        Map<String, Clip> ofVideo = new LinkedHashMap<>();
        List<Clip> all = new ArrayList<>();
        for (Entry.Picture p : heads.pictures().values()) {
            boolean isAlone = YoutubeVisExport.isAlone(p, heads);
            Clip clip = isAlone ? null : ofVideo.get(p.video());
            if (clip == null) {
                Entry.Video video = isAlone
                        ? new Entry.Video(p.key(), PictureTeller.stem(PictureFiles.nameOf(p)), p.width(), p.height(), 1)
                        : heads.video(p.video()).orElseThrow();
                clip = new Clip(
                        isAlone ? numbers.next("") : numbers.of(p.video()),
                        video,
                        new ArrayList<>(),
                        new LinkedHashMap<>());
                all.add(clip);
                if (!isAlone) {
                    ofVideo.put(p.video(), clip);
                }
            }
            places.put(p.key(), new Place(clip, clip.pictures().size()));
            clip.pictures().add(p);
        }
        return all;
    }

    private static void say(Runnable what) throws IOException {
        try {
            what.run();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    // One element a line, so that two files can be compared line by line.

    private void array(String name) {
        json.writeArrayPropertyStart(name);
        json.writeRaw('\n');
    }

    private void end() {
        json.writeEndArray();
        json.writeRaw('\n');
    }

    private void endElement() {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void video(Clip clip) {
        json.writeStartObject();
        json.writeNumberProperty("id", clip.id());
        json.writeStringProperty("name", clip.video().name());
        json.writeNumberProperty("width", clip.video().width());
        json.writeNumberProperty("height", clip.video().height());
        json.writeNumberProperty("length", clip.pictures().size());
        json.writeArrayPropertyStart("file_names");
        clip.pictures().forEach(p -> json.writeString(PictureFiles.nameOf(p)));
        json.writeEndArray();
        if (clip.pictures().stream().allMatch(p -> p.frame() >= 0)) {
            json.writeArrayPropertyStart(YoutubeVisReader.FRAMES);
            clip.pictures().forEach(p -> json.writeNumber(p.frame()));
            json.writeEndArray();
        }
        endElement();
    }

    private void category(Entry.Category c) {
        json.writeStartObject();
        json.writeNumberProperty("id", categories.of(c.key()));
        json.writeStringProperty("name", c.name());
        json.writeStringProperty("supercategory", c.parent());
        endElement();
    }

    @Override
    public List<String> page(Page page) throws IOException {
        Place place = places.get(page.picture().key());
        if (place == null) {
            throw new IllegalStateException("picture " + page.picture().key() + " was not told");
        }
        Clip clip = place.clip();
        List<String> ids = new ArrayList<>();
        for (Entry.Annotation a : page.annotations()) {
            ids.add(Long.toString(add(clip, place.index(), a)));
        }
        if (place.index() == clip.pictures().size() - 1) {
            say(() -> clip.things().values().forEach(t -> thing(clip, t)));
            clip.things().clear();
        }
        return ids;
    }

    /// The number that a track had in its file stays where it can; they have to differ over all videos.
    private long add(Clip clip, int place, Entry.Annotation a) {
        String track = a.track().orElseThrow().key();
        String key = track + "\n" + a.category();
        Thing known = clip.things().get(key);
        if (known != null && !StatedTracks.isAlone(a) && !known.places().containsKey(place)) {
            known.places().put(place, a);
            return known.id();
        }
        Thing thing = new Thing(objects.next(Numbers.last(track)), new TreeMap<>(Map.of(place, a)));
        clip.things().put(known == null && !StatedTracks.isAlone(a) ? key : "\n" + thing.id(), thing);
        return thing.id();
    }

    private void thing(Clip clip, Thing thing) {
        json.writeStartObject();
        json.writeNumberProperty("id", thing.id());
        json.writeNumberProperty("video_id", clip.id());
        json.writeNumberProperty(
                "category_id",
                categories.of(thing.places().firstEntry().getValue().category()));
        json.writeNumberProperty("width", clip.video().width());
        json.writeNumberProperty("height", clip.video().height());
        json.writeNumberProperty("length", clip.pictures().size());
        json.writeNumberProperty("iscrowd", 0);
        onEach("areas", clip, thing, a -> area(a.shape().orElseThrow()));
        onEach("bboxes", clip, thing, a -> box(a.shape().orElseThrow()));
        onEach("segmentations", clip, thing, a -> mask(a.shape().orElseThrow()));
        if (thing.places().values().stream()
                .anyMatch(a -> YoutubeVisExport.level(a).isPresent())) {
            onEach(
                    YoutubeVisReader.LEVELS,
                    clip,
                    thing,
                    a -> json.writeString(YoutubeVisExport.level(a).orElse("")));
        }
        endElement();
    }

    private void onEach(String name, Clip clip, Thing thing, Consumer<Entry.Annotation> write) {
        json.writeArrayPropertyStart(name);
        for (int i = 0; i < clip.pictures().size(); i++) {
            Optional.ofNullable(thing.places().get(i)).ifPresentOrElse(write, json::writeNull);
        }
        json.writeEndArray();
    }

    private void area(Shape shape) {
        JsonFormat.number(
                json,
                shape instanceof Mask(var rle) ? rle.area() : shape.bounds().area());
    }

    private void box(Shape shape) {
        CocoJson.box(
                json,
                shape instanceof Mask(var rle)
                        ? rle.bounds().orElse(PixelBox.EMPTY).toBox()
                        : shape.bounds());
    }

    private void mask(Shape shape) {
        if (shape instanceof Mask(var rle)) {
            CocoJson.segmentation(json, new CocoSegmentation.Runs(rle));
        } else {
            json.writeNull();
        }
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        say(() -> {
            end();
            json.writeEndObject();
            json.writeRaw('\n');
            json.close();
        });
    }

    @Override
    public void close() throws IOException {
        say(json::close);
    }
}
