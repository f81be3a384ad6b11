package limner.model.exchange.cvat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Numbers;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes a file for each video. Places of tracks are kept until all pictures were told, because a track stands in one
/// piece there.
final class CvatVideoWriting implements DatasetWriter.Writing {

    /// Of pictures that are frames of no video.
    static final String PICTURES = "pictures.xml";

    private final Heads heads;
    private final Target target;
    private final SequencedMap<String, CvatFile> files = new LinkedHashMap<>();
    private final SequencedMap<Track, List<Place>> tracks = new LinkedHashMap<>();
    private final AtomicInteger alone = new AtomicInteger();
    private final Numbers numbers;
    private final Map<Track, Long> given = new HashMap<>();

    /// What is of one label all along.
    private record Track(String video, String key, String category) {}

    private record Place(int frame, Entry.Annotation said) {}

    CvatVideoWriting(Heads heads, Target target) {
        this.heads = heads;
        this.target = target;
        this.numbers = new Numbers(heads.highestTrack());
    }

    @Override
    public List<String> page(Page page) throws IOException {
        Entry.Picture p = page.picture();
        boolean isFrame = heads.videos().containsKey(p.video()) && p.frame() >= 0;
        CvatFile file = file(isFrame ? p.video() : "");
        List<Entry.Annotation> still =
                page.annotations().stream().filter(a -> a.track().isEmpty()).toList();
        List<String> images = List.of();
        if (!isFrame || !still.isEmpty() || !page.tags().isEmpty()) {
            images = file.image(new Page(p, still, page.tags()), isFrame ? p.frame() : alone.getAndIncrement());
        }
        List<String> ids = new ArrayList<>();
        Iterator<String> next = images.iterator();
        for (Entry.Annotation a : page.annotations()) {
            ids.add(a.track().isEmpty() ? next.next() : track(p, a, a.track().get()));
        }
        return ids;
    }

    private CvatFile file(String video) throws IOException {
        CvatFile known = files.get(video);
        if (known != null) {
            return known;
        }
        Optional<Entry.Video> of = heads.video(video);
        String name = of.isEmpty()
                ? PICTURES
                : "video-" + (List.copyOf(heads.videos().keySet()).indexOf(video) + 1) + ".xml";
        CvatFile begun = CvatFile.begin(name, heads, of, target);
        files.put(video, begun);
        return begun;
    }

    private String track(Entry.Picture p, Entry.Annotation a, Entry.OnTrack of) {
        Track track = new Track(p.video(), of.key(), a.category());
        tracks.computeIfAbsent(track, _ -> new ArrayList<>()).add(new Place(p.frame(), a));
        return Long.toString(number(track));
    }

    /// That of its key, where no other track has it: a track of several labels is several there.
    private long number(Track track) {
        return given.computeIfAbsent(track, t -> numbers.next(Numbers.last(t.key())));
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        for (Map.Entry<Track, List<Place>> e : tracks.entrySet()) {
            Track track = e.getKey();
            e.getValue().sort(Comparator.comparingInt(Place::frame));
            CvatFile file = file(track.video());
            file.xml().begin("track").field("id", number(track));
            file.xml().field("label", file.label(track.category()).name());
            file.xml().field("source", CvatFit.BY_HAND).text("\n");
            List<Place> places = e.getValue();
            BitSet keyframes = CvatKeyframes.of(
                    places.stream().map(Place::said).toList(),
                    places.stream().mapToInt(Place::frame).toArray());
            for (int i = 0; i < places.size(); i++) {
                Place place = places.get(i);
                boolean isGone = place.said().track().orElseThrow().outside();
                file.elements().place(place.said(), place.frame(), keyframes.get(i), isGone);
            }
            file.xml().end();
        }
        for (CvatFile file : files.values()) {
            file.end();
        }
    }

    @Override
    public void close() throws IOException {
        Optional<IOException> failed = Optional.empty();
        for (CvatFile file : files.values()) {
            try {
                file.xml().close();
            } catch (IOException e) {
                failed = Optional.of(failed.orElse(e));
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }
}
