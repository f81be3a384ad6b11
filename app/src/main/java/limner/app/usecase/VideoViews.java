package limner.app.usecase;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import limner.media.pace.Stepping;
import limner.model.id.MediaId;

/// How this user looks at videos, remembered by video in the profile: a matter of the desk and not of the project,
/// whose
/// log says nothing of it. Any thread; the methods wait for the disk.
public final class VideoViews {

    private static final String STEPPING = "video.stepping.";
    private static final String SOUND = "video.sound.";

    private final Profiles profiles;

    public VideoViews(Profiles profiles) {
        this.profiles = profiles;
    }

    /// In which steps videos are looked at; one that is not named is looked at frame by frame. What cannot be read is
    /// left out.
    ///
    /// @throws AppException when the profile cannot be read
    public Map<MediaId, Stepping> steppings() {
        return all(STEPPING, Stepping::parse);
    }

    /// Which stream of sound is heard of videos, by its number in the file; of one that is not named, the one that is
    /// offered first. What cannot be read is left out.
    ///
    /// @throws AppException when the profile cannot be read
    public Map<MediaId, Integer> sounds() {
        return all(SOUND, VideoViews::number);
    }

    private <T> Map<MediaId, T> all(String prefix, Function<String, Optional<T>> reader) {
        Map<MediaId, T> all = new LinkedHashMap<>();
        profiles.load().settings().tailMap(prefix).forEach((name, words) -> {
            if (name.startsWith(prefix)) {
                try {
                    MediaId video = MediaId.of(name.substring(prefix.length()));
                    reader.apply(words).ifPresent(value -> all.put(video, value));
                } catch (IllegalArgumentException e) {
                    // Written by a hand or by a later Limner: it is not about a video that we know.
                    return;
                }
            }
        });
        return all;
    }

    private static Optional<Integer> number(String words) {
        return words.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(words)) : Optional.empty();
    }

    /// Remembers it.
    ///
    /// @throws AppException when the profile cannot be written; then it is as it was
    public void keep(MediaId video, Stepping stepping) {
        String name = STEPPING + video;
        profiles.change(p -> stepping instanceof Stepping.All ? p.without(name) : p.with(name, stepping.words()));
    }

    /// Remembers which stream of sound is heard; empty for the one that is offered first.
    ///
    /// @throws AppException when the profile cannot be written; then it is as it was
    public void keepSound(MediaId video, OptionalInt stream) {
        String name = SOUND + video;
        profiles.change(p -> stream.isEmpty() ? p.without(name) : p.with(name, Integer.toString(stream.getAsInt())));
    }
}
