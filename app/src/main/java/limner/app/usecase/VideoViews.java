package limner.app.usecase;

import java.util.LinkedHashMap;
import java.util.Map;
import limner.media.pace.Stepping;
import limner.model.id.MediaId;

/// How this user looks at videos, remembered by video in the profile: a matter of the desk and not of the project,
/// whose
/// log says nothing of it. Any thread; the methods wait for the disk.
public final class VideoViews {

    private static final String STEPPING = "video.stepping.";

    private final Profiles profiles;

    public VideoViews(Profiles profiles) {
        this.profiles = profiles;
    }

    /// In which steps videos are looked at; one that is not named is looked at frame by frame. What cannot be read is
    /// left out.
    ///
    /// @throws AppException when the profile cannot be read
    public Map<MediaId, Stepping> steppings() {
        Map<MediaId, Stepping> all = new LinkedHashMap<>();
        profiles.load().settings().tailMap(STEPPING).forEach((name, words) -> {
            if (name.startsWith(STEPPING)) {
                try {
                    MediaId video = MediaId.of(name.substring(STEPPING.length()));
                    Stepping.parse(words).ifPresent(s -> all.put(video, s));
                } catch (IllegalArgumentException e) {
                    // Written by a hand or by a later Limner: it is not about a video that we know.
                    return;
                }
            }
        });
        return all;
    }

    /// Remembers it.
    ///
    /// @throws AppException when the profile cannot be written; then it is as it was
    public void keep(MediaId video, Stepping stepping) {
        String name = STEPPING + video;
        profiles.change(p -> stepping instanceof Stepping.All ? p.without(name) : p.with(name, stepping.words()));
    }
}
