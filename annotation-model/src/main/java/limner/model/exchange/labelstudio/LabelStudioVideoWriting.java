package limner.model.exchange.labelstudio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Numbers;
import limner.model.exchange.Page;
import limner.model.exchange.StatedTracks;
import limner.model.exchange.Target;
import limner.model.geometry.Box;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.label.Interpolator;
import limner.model.release.coco.JsonFormat;
import tools.jackson.core.JsonGenerator;

/// Writes a task for each video. Places of tracks are kept until all pictures were told, because a track stands in one
/// piece there.
final class LabelStudioVideoWriting implements DatasetWriter.Writing {

    /// Of pictures of no video, whose files are not those of the videos.
    private static final String PICTURES = "pictures.json";

    private static final String PICTURES_CONFIG = "pictures-labeling-interface.xml";

    /// What Label Studio takes for the pictures a second of a video of which nothing is said.
    private static final double USUAL_RATE = 24;

    private final Heads heads;
    private final Target target;
    private final LabelStudioResults results;
    private final Map<String, OfVideo> videos = new HashMap<>();
    private Optional<LabelStudioWriting> pictures = Optional.empty();

    /// What is said of one video.
    ///
    /// @param taken ids of its regions
    private record OfVideo(SequencedMap<Track, Region> regions, List<Word> words, Set<String> taken) {
        OfVideo() {
            this(new LinkedHashMap<>(), new ArrayList<>(), new HashSet<>());
        }

        /// The wanted one, where no other region has it.
        String id(String wanted, String stem) {
            if (!wanted.isBlank() && taken.add(wanted)) {
                return wanted;
            }
            for (int i = 1; ; i++) {
                if (taken.add(stem + i)) {
                    return stem + i;
                }
            }
        }
    }

    /// What is of one label all along.
    ///
    /// @param alone tells apart what is of no track; the same for all others
    private record Track(String key, String category, int alone) {}

    private record Region(String id, boolean isAlone, List<Place> places) {}

    private record Place(Entry.Picture picture, Entry.Annotation said) {
        int frame() {
            return picture.frame();
        }

        boolean isGone() {
            return said.track().orElseThrow().outside();
        }

        Shape shape() {
            return said.shape().orElseThrow();
        }
    }

    private record Word(Entry.Picture picture, String category) {}

    LabelStudioVideoWriting(Heads heads, Target target) throws IOException {
        this.heads = heads;
        this.target = target;
        results = new LabelStudioResults(heads, target, LabelStudioVideoExport.TASKS, LabelStudioConfig.VIDEO);
    }

    @Override
    public List<String> page(Page page) throws IOException {
        Entry.Picture p = page.picture();
        if (!LabelStudioVideoExport.isOfVideo(p, heads)) {
            if (pictures.isEmpty()) {
                pictures = Optional.of(new LabelStudioWriting(heads, target, PICTURES, PICTURES_CONFIG));
            }
            return pictures.get().page(page);
        }
        OfVideo of = videos.computeIfAbsent(p.video(), _ -> new OfVideo());
        page.tags().forEach(t -> of.words().add(new Word(p, t.category())));
        List<String> ids = new ArrayList<>();
        for (Entry.Annotation a : page.annotations()) {
            boolean isAlone = StatedTracks.isAlone(a);
            String key = a.track().orElseThrow().key();
            Region region = of.regions()
                    .computeIfAbsent(
                            new Track(key, a.category(), isAlone ? of.regions().size() : -1),
                            _ -> new Region(
                                    isAlone ? of.id(a.key(), "region-") : of.id(Numbers.last(key), "track-"),
                                    isAlone,
                                    new ArrayList<>()));
            region.places().add(new Place(p, a));
            ids.add(region.id());
        }
        return ids;
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        for (String key : heads.videos().keySet()) {
            Entry.Video video = heads.video(key).orElseThrow();
            List<Entry.Interval> events =
                    intervals.stream().filter(i -> i.video().equals(key)).toList();
            LabelStudioResults.say(() -> task(video, videos.getOrDefault(key, new OfVideo()), events));
        }
        results.finish();
        LabelStudioConfig.ofVideos(target, heads, results);
        if (pictures.isPresent()) {
            pictures.get().end(List.of());
        }
    }

    private void task(Entry.Video video, OfVideo of, List<Entry.Interval> events) {
        double rate = video.rate() > 0 ? video.rate() : USUAL_RATE;
        results.beginTask(video.name());
        number(LabelStudioConfig.RATE, rate);
        results.beginResults();
        for (Region region : of.regions().values()) {
            if (!region.places().stream().allMatch(Place::isGone)) {
                region(new Sequence(video, rate), region);
            }
        }
        for (Entry.Interval e : events) {
            stretch(video, LabelStudioConfig.EVENTS, of.id("", "event-"), e.category(), e.first(), e.last());
        }
        for (Word w : of.words()) {
            int frame = w.picture().frame();
            stretch(video, LabelStudioConfig.FRAMES, of.id("", "tag-"), w.category(), frame, frame);
        }
        results.endTask();
    }

    private void number(String name, double number) {
        results.json().writeName(name);
        JsonFormat.number(results.json(), number);
    }

    /// @param first its first frame, from 0
    /// @param last its last frame, included
    private void stretch(Entry.Video video, String from, String id, String category, int first, int last) {
        JsonGenerator json = results.json();
        results.begin(video.width(), video.height(), LabelStudioConfig.EVENTS, from, id);
        json.writeArrayPropertyStart("ranges");
        json.writeStartObject();
        json.writeNumberProperty("start", first + 1);
        json.writeNumberProperty("end", last + 1);
        json.writeEndObject();
        json.writeEndArray();
        results.strings(LabelStudioConfig.EVENTS, List.of(LabelStudioFit.name(heads.category(category))));
        results.end();
    }

    private void region(Sequence sequence, Region region) {
        Entry.Video video = sequence.video();
        List<Place> places = region.places().stream()
                .sorted(Comparator.comparingInt(Place::frame))
                .toList();
        Entry.Annotation first = places.stream()
                .filter(p -> !p.isGone())
                .findFirst()
                .orElseThrow()
                .said();
        JsonGenerator json = results.json();
        results.begin(video.width(), video.height(), "videorectangle", LabelStudioConfig.BOX, region.id());
        int length = Math.max(video.length(), places.getLast().frame() + 1);
        json.writeNumberProperty("framesCount", length);
        number("duration", length / sequence.rate());
        json.writeArrayPropertyStart("sequence");
        if (region.isAlone()) {
            Place only = places.getFirst();
            // After the last frame nothing needs to be said to be gone.
            sequence.write(only, only.frame(), only.shape(), only.frame() == video.length() - 1, true);
        } else {
            sequence.write(places);
        }
        json.writeEndArray();
        results.strings("labels", List.of(LabelStudioFit.name(heads.category(first.category()))));
        results.end(first.extras());
        results.attributes(video.width(), video.height(), first.attributes(), region.id());
    }

    /// Writes where a box is. There the numbers of what draws it go over evenly, of which the corner of a box that
    /// turns is one; here its centre does. What is gone is so from the next frame on after a place that ends it.
    private final class Sequence {

        private final Entry.Video video;
        private final double rate;

        Sequence(Entry.Video video, double rate) {
            this.video = video;
            this.rate = rate;
        }

        Entry.Video video() {
            return video;
        }

        double rate() {
            return rate;
        }

        /// @param places in the order of their frames
        void write(List<Place> places) {
            boolean isThere = false;
            for (int i = 0; i < places.size(); i++) {
                Place place = places.get(i);
                Optional<Place> next = i + 1 < places.size() ? Optional.of(places.get(i + 1)) : Optional.empty();
                if (!place.isGone()) {
                    boolean goesOn =
                            next.isEmpty() || !next.get().isGone() || next.get().frame() > place.frame() + 1;
                    // Whatever begins and comes back is a keyframe.
                    boolean isKeyframe =
                            !isThere || place.said().track().orElseThrow().known() == Entry.Known.KEYFRAME;
                    write(place, place.frame(), place.shape(), goesOn, isKeyframe);
                    next.ifPresent(n -> between(place, n));
                }
                isThere = !place.isGone();
            }
        }

        private void between(Place place, Place next) {
            int before = next.frame() - 1;
            if (before <= place.frame()) {
                return;
            }
            if (next.isGone()) {
                write(place, before, place.shape(), false, false);
            } else if (place.shape() instanceof Box != next.shape() instanceof Box) {
                // What does not go over stays; read back, all of them turn, and then it takes a keyframe to stay.
                write(place, before, place.shape(), true, true);
            } else if (place.shape() instanceof RotatedBox a
                    && next.shape() instanceof RotatedBox b
                    && a.angle() != b.angle()) {
                double all = next.frame() - place.frame();
                for (int f = place.frame() + 1; f < next.frame(); f++) {
                    write(place, f, Interpolator.between(a, b, (f - place.frame()) / all), true, false);
                }
            }
        }

        /// @param goesOn whether it goes on from there; where it does not, it is gone on the next frame
        /// @param isKeyframe whether somebody put it there; otherwise it follows, as Label Studio's own tools mark it
        void write(Place like, int frame, Shape box, boolean goesOn, boolean isKeyframe) {
            JsonGenerator json = results.json();
            json.writeStartObject();
            json.writeNumberProperty("frame", frame + 1);
            number("time", frame / rate);
            json.writeBooleanProperty("enabled", goesOn);
            if (!isKeyframe) {
                json.writeBooleanProperty("auto", true);
            }
            results.fields(LabelStudioShapes.value(box, like.picture()));
            json.writeEndObject();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            results.close();
        } finally {
            if (pictures.isPresent()) {
                pictures.get().close();
            }
        }
    }
}
