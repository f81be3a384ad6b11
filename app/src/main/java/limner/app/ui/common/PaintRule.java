package limner.app.ui.common;

import java.util.Optional;
import limner.app.usecase.Channel;
import limner.model.id.LabelId;

/// Which pixels gestures may change, as it was said when one began.
///
/// @param inside the object that paint stays inside of, by that policy
/// @param range what the picture must show where something changes; empty for anything
public record PaintRule(PaintPolicy policy, Optional<LabelId> inside, Optional<Range> range) {

    /// Everything may change.
    public static final PaintRule FREE = new PaintRule(PaintPolicy.OVERLAP, Optional.empty(), Optional.empty());

    /// Values of a channel, as the picture is shown.
    ///
    /// @param low the smallest, 0 to 255
    /// @param high the largest, `low` to 255
    public record Range(Channel channel, int low, int high) {}
}
