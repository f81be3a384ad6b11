package limner.model.query;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import limner.model.id.MediaId;

/// What a [Query] found.
///
/// @param videos those in which anything was found, in the order of their names
public record Found(List<InVideo> videos) {

    public Found {
        videos = List.copyOf(videos);
    }

    /// What was found in one video.
    ///
    /// @param frames where it was found
    /// @param hits the objects, in the order of their first frames; none where frames alone were asked for
    public record InVideo(MediaId media, FoundFrames frames, List<Hit> hits) {
        public InVideo {
            Objects.requireNonNull(media, "media");
            Objects.requireNonNull(frames, "frames");
            hits = List.copyOf(hits);
        }
    }

    /// An object that was found.
    ///
    /// @param frame the first frame on which it is what was asked for
    /// @param frames on how many it is
    public record Hit(Thing thing, int frame, int frames) {
        public Hit {
            Objects.requireNonNull(thing, "thing");
        }
    }

    public Optional<InVideo> in(MediaId media) {
        return videos.stream().filter(v -> v.media().equals(media)).findFirst();
    }

    /// The frames that were found in one video.
    public FoundFrames framesOf(MediaId media) {
        return in(media).map(InVideo::frames).orElse(FoundFrames.none());
    }

    public int frameCount() {
        return videos.stream().mapToInt(v -> v.frames().count()).sum();
    }

    public int hitCount() {
        return videos.stream().mapToInt(v -> v.hits().size()).sum();
    }
}
