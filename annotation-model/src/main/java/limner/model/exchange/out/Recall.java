package limner.model.exchange.out;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import limner.model.exchange.Entry;
import limner.model.exchange.EntrySource;
import limner.model.exchange.PictureFinder;
import limner.model.exchange.UnreadableException;
import limner.model.id.MediaId;
import limner.model.label.Label;
import limner.model.provenance.Origin;

/// What labels were in the file that they were taken from: their ids there, and what the file said of them that a label
/// cannot say. With it they go out as they came in.
///
/// @param source what labels say that came from it
/// @param about what the file says of itself, where it says anything
/// @param categories of the file by name
/// @param videos of the file, by its own keys
/// @param pictures of the file by where they are in the project
/// @param annotations of the file, by their key, and on tracks by that of the track and where they are
/// @param lost pictures of the file that the project does not have
public record Recall(
        String source,
        Optional<Entry.About> about,
        SequencedMap<String, Entry.Category> categories,
        SequencedMap<String, Entry.Video> videos,
        Map<Place, Entry.Picture> pictures,
        Map<String, Entry.Annotation> annotations,
        List<Entry.NotTaken> lost) {

    /// A frame of the project.
    public record Place(MediaId media, int frame) {}

    /// Of labels that came from nowhere.
    public static final Recall NOTHING = new Recall(
            "", Optional.empty(), new LinkedHashMap<>(), new LinkedHashMap<>(), Map.of(), Map.of(), List.of());

    /// @param source what labels say that came from it
    /// @param file tells in the order of [Entry]
    /// @throws IOException when it cannot be read
    /// @throws UnreadableException when it is not what it claims to be
    public static Recall of(String source, EntrySource file, PictureFinder finder)
            throws IOException, UnreadableException {
        List<Entry.About> about = new ArrayList<>();
        SequencedMap<String, Entry.Category> categories = new LinkedHashMap<>();
        SequencedMap<String, Entry.Video> videos = new LinkedHashMap<>();
        Map<Place, Entry.Picture> pictures = new HashMap<>();
        Map<String, Place> places = new HashMap<>();
        Map<String, Entry.Annotation> annotations = new HashMap<>();
        List<Entry.NotTaken> lost = new ArrayList<>();
        file.tell(entry -> {
            switch (entry) {
                case Entry.About a -> about.add(a);
                case Entry.Category c -> categories.putIfAbsent(c.name(), c);
                case Entry.Video v -> videos.put(v.key(), v);
                case Entry.Picture p -> {
                    Entry.Video video = videos.get(p.video());
                    switch (finder.find(p, video == null ? "" : video.name())) {
                        case PictureFinder.Found.Frame(MediaId media, int frame) -> {
                            Place place = new Place(media, frame);
                            places.put(p.key(), place);
                            pictures.putIfAbsent(place, p);
                        }
                        case PictureFinder.Found.Nothing(String reason) ->
                            lost.add(new Entry.NotTaken(new Entry.At(source, "picture " + p.key()), reason));
                    }
                }
                case Entry.Annotation a -> {
                    Place place = places.get(a.picture());
                    if (place != null) {
                        String track = a.track().map(Entry.OnTrack::key).orElse("");
                        annotations.putIfAbsent(track.isEmpty() ? single(a.key(), place) : onTrack(track, place), a);
                    }
                }
                case Entry.Tag _, Entry.Interval _, Entry.NotTaken _ -> {}
            }
        });
        return new Recall(source, about.stream().findFirst(), categories, videos, pictures, annotations, lost);
    }

    private static String single(String key, Place place) {
        return "a\n" + key + "\n" + place;
    }

    private static String onTrack(String track, Place place) {
        return "t\n" + track + "\n" + place;
    }

    /// The category of this name, with other capitals where there is none with these.
    public Optional<Entry.Category> category(String name) {
        Entry.Category exact = categories.get(name);
        return exact != null
                ? Optional.of(exact)
                : categories.values().stream()
                        .filter(c -> c.name().equalsIgnoreCase(name))
                        .findFirst();
    }

    /// What a label was there.
    public Optional<Entry.Annotation> of(Label label, int frame) {
        if (!(label.origin() instanceof Origin.Imported(String from, String key)) || !from.equals(source)) {
            return Optional.empty();
        }
        Place place = new Place(label.media(), frame);
        return Optional.ofNullable(annotations.get(label.tracked() ? onTrack(key, place) : single(key, place)));
    }

    /// The frames of a video that the file has pictures of, in order.
    public Collection<Integer> frames(MediaId media) {
        return pictures.keySet().stream()
                .filter(p -> p.media().equals(media))
                .map(Place::frame)
                .sorted()
                .toList();
    }
}
