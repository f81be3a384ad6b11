package limner.model.release.coco;

import java.util.Objects;

/// An element of `images`: one picture of a video.
///
/// @param id from 1
/// @param frame its number in the video, from 0 in presentation order
/// @param fileName with `/` between names
/// @param sourceName name of the picture's own file in a sequence of pictures, else empty
/// @param pts presentation time stamp in units of the time base
/// @param timeBase one unit in seconds, as `numerator/denominator`
/// @param state how far the work on it was, in lower case
/// @param stateEvent number of the event that made it so
/// @param negative somebody looked and there was nothing
public record CocoImage(
        int id,
        int video,
        int frame,
        String fileName,
        String sourceName,
        int width,
        int height,
        long pts,
        String timeBase,
        String state,
        long stateEvent,
        boolean negative) {

    public CocoImage {
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(sourceName, "sourceName");
        Objects.requireNonNull(timeBase, "timeBase");
        Objects.requireNonNull(state, "state");
        if (id < 1 || video < 1) {
            throw new IllegalArgumentException("ids start at 1: image " + id + ", video " + video);
        }
    }
}
