package limner.model.exchange.png;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Numbers;
import limner.model.exchange.Page;
import limner.model.exchange.PictureFiles;
import limner.model.exchange.StatedTracks;
import limner.model.exchange.Target;
import limner.model.exchange.Topmost;
import limner.model.release.coco.JsonFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/// Writes masks of objects, and then what they are.
final class ObjectMasksWriting implements DatasetWriter.Writing {

    private static final String PLAIN = "masks/";
    private static final String ANNOTATIONS = "Annotations/";
    private static final String RESOLUTION = "480p/";

    /// For pictures that are in no folder, since sequences are folders; as a name of the layout it is none of theirs.
    private static final String NO_FOLDER = "images/";

    private final Heads heads;
    private final ObjectMasksExport.Layout layout;
    private final Target target;
    private final PictureFiles files;
    private final int most;
    private final SequencedMap<String, Sequence> sequences = new LinkedHashMap<>();

    /// @param category the name of its class
    /// @param frames names of the pictures it is on
    private record Thing(String category, List<String> frames) {}

    /// @param numbers by the key of the track and its class
    /// @param things by number
    /// @param pictures names of all its pictures, without ending, from the folder of sequences on
    private record Sequence(Map<String, Integer> numbers, SortedMap<Integer, Thing> things, List<String> pictures) {}

    ObjectMasksWriting(Heads heads, ObjectMasksExport.Layout layout, Target target) {
        this.heads = heads;
        this.layout = layout;
        this.target = target;
        files = PictureFiles.of(heads);
        most = layout == ObjectMasksExport.Layout.PLAIN ? MaskPictures.MOST : MaskPictures.VOID - 1;
    }

    private String folder() {
        return switch (layout) {
            case PLAIN -> PLAIN;
            case DAVIS -> ANNOTATIONS + RESOLUTION;
            case YOUTUBE_VOS -> ANNOTATIONS;
        };
    }

    @Override
    public List<String> page(Page page) throws IOException {
        String own = files.of(page.picture(), "");
        String name = own.contains("/") || layout == ObjectMasksExport.Layout.PLAIN ? own : NO_FOLDER + own;
        String path = folder() + name + ".png";
        String folder = MaskFiles.sequence(path);
        Sequence sequence = sequences.computeIfAbsent(
                folder, _ -> new Sequence(new HashMap<>(), new TreeMap<>(), new ArrayList<>()));
        sequence.pictures().add(name);
        List<Topmost.Region> regions = new ArrayList<>();
        for (Entry.Annotation a : page.annotations()) {
            int number = number(folder, sequence, a);
            List<String> frames = sequence.things()
                    .computeIfAbsent(
                            number, _ -> new Thing(heads.category(a.category()).name(), new ArrayList<>()))
                    .frames();
            String frame = name.substring(name.lastIndexOf('/') + 1);
            if (frames.isEmpty() || !frames.getLast().equals(frame)) {
                frames.add(frame);
            }
            regions.add(new Topmost.Region(number, Topmost.pixels(a, page.picture())));
        }
        int highest = regions.stream().mapToInt(Topmost.Region::number).max().orElse(0);
        MaskPictures.write(target, path, Topmost.paint(page.picture(), regions), highest);
        return regions.stream().map(r -> Integer.toString(r.number())).toList();
    }

    /// The number that a track has in its file stays where it can; others come after those of all tracks.
    private int number(String folder, Sequence sequence, Entry.Annotation a) {
        String track = a.track().orElseThrow().key();
        String key = track + "\n" + a.category();
        Integer known = sequence.numbers().get(key);
        if (known != null && !StatedTracks.isAlone(a)) {
            return known;
        }
        long own = Numbers.whole(Numbers.last(track));
        int number = isFree(own, sequence) ? (int) own : free(folder, sequence);
        sequence.numbers().put(key, number);
        return number;
    }

    private boolean isFree(long number, Sequence sequence) {
        return MaskPictures.isNumber(number, most) && !sequence.things().containsKey((int) number);
    }

    private int free(String folder, Sequence sequence) {
        int above = (int) Math.min(heads.highestTrack(), most);
        for (int i = 0; i < most; i++) {
            int number = (above + i) % most + 1;
            if (isFree(number, sequence)) {
                return number;
            }
        }
        throw new IllegalArgumentException("On the pictures of " + (folder.isEmpty() ? "the data set" : folder)
                + " are more objects than a mask of this kind can number. What is of no track is another object on"
                + " each picture. Choose fewer classes or videos"
                + (layout == ObjectMasksExport.Layout.PLAIN ? "." : ", or png-objects, which counts further."));
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        if (layout == ObjectMasksExport.Layout.DAVIS) {
            lists();
            return;
        }
        try (JsonGenerator json = JsonFormat.indented(target.create(ObjectMasksFormat.META))) {
            classes(json);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private void lists() throws IOException {
        try (Writer out = writer("ImageSets/2017/train.txt")) {
            for (String sequence : sequences.keySet()) {
                out.write(sequence + "\n");
            }
        }
        try (Writer out = writer("ImageSets/480p/train.txt")) {
            for (Sequence sequence : sequences.values()) {
                for (String picture : sequence.pictures()) {
                    out.write("/JPEGImages/" + RESOLUTION + picture + ".jpg /" + ANNOTATIONS + RESOLUTION + picture
                            + ".png\n");
                }
            }
        }
    }

    private Writer writer(String path) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(target.create(path), StandardCharsets.UTF_8));
    }

    private void classes(JsonGenerator json) {
        json.writeStartObject();
        json.writeObjectPropertyStart("videos");
        sequences.forEach((name, sequence) -> {
            json.writeObjectPropertyStart(name);
            json.writeObjectPropertyStart("objects");
            sequence.things().forEach((number, thing) -> {
                json.writeObjectPropertyStart(Integer.toString(number));
                json.writeStringProperty("category", thing.category());
                json.writeArrayPropertyStart("frames");
                thing.frames().forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            });
            json.writeEndObject();
            json.writeEndObject();
        });
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() {
        // Each picture is a file that is whole already.
    }
}
