package limner.model.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// What annotations refer to: all of it is known before the first of them.
///
/// @param about what is said of the whole: a JSON object as text, or empty
/// @param categories by key, in the order in which they were told
/// @param videos by key
/// @param pictures by key
/// @param highestAnnotation the greatest whole number that is the key of an annotation, or 0
/// @param highestTrack the greatest whole number that is the last part of the key of a track, or 0
public record Heads(
        String about,
        SequencedMap<String, Entry.Category> categories,
        SequencedMap<String, Entry.Video> videos,
        SequencedMap<String, Entry.Picture> pictures,
        long highestAnnotation,
        long highestTrack) {

    public Heads {
        categories = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(categories));
        videos = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(videos));
        pictures = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(pictures));
    }

    /// A video, with the size of its first picture where it does not say its own.
    public Optional<Entry.Video> video(String key) {
        return Optional.ofNullable(videos.get(key))
                .map(v -> v.width() > 0 && v.height() > 0
                        ? v
                        : pictures.values().stream()
                                .filter(p -> p.video().equals(key))
                                .findFirst()
                                .map(p -> new Entry.Video(
                                        v.key(), v.name(), p.width(), p.height(), v.length(), v.extras(), v.rate()))
                                .orElse(v));
    }

    /// @throws IllegalArgumentException when it was never told
    public Entry.Category category(String key) {
        Entry.Category category = categories.get(key);
        if (category == null) {
            throw new IllegalArgumentException("Category " + key + " was not told.");
        }
        return category;
    }
}
