package limner.model.exchange;

import java.util.Objects;
import java.util.Optional;
import limner.model.media.FrameState;

/// What only a project knows of a picture: files of others have no place for it, tables for analysis do.
///
/// @param media name of the video or folder it is of, which the file that its labels came from may not name
/// @param frame its number there, from 0
/// @param time when it is shown; empty for what is in no video
public record FrameDetails(String media, int frame, FrameState state, Optional<Time> time) {

    public FrameDetails {
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(time, "time");
    }

    /// When a frame is shown.
    ///
    /// @param pts its presentation time stamp in units of the time base; empty where the file gives none
    /// @param timeBaseNumerator of the length of a tick in seconds
    /// @param timeBaseDenominator of the same
    /// @param seconds after the first frame, as events count them
    public record Time(Optional<Long> pts, int timeBaseNumerator, int timeBaseDenominator, double seconds) {
        public Time {
            Objects.requireNonNull(pts, "pts");
        }
    }
}
