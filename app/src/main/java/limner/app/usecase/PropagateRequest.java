package limner.app.usecase;

import java.util.Objects;
import limner.model.id.LabelId;
import limner.model.id.MediaId;

/// Which label to carry where.
///
/// @param from a frame on which the label is: where it is carried from
/// @param to the last frame it is carried to; before `from` to go backwards
/// @param method how it is followed
public record PropagateRequest(MediaId media, LabelId label, int from, int to, Method method) {

    public PropagateRequest {
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(method, "method");
        if (from == to) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT, "Carrying a label takes another frame than the one it is on.");
        }
    }

    /// How a label is followed.
    public enum Method {
        /// Boxes by correlation, everything else by optical flow.
        BEST,
        FLOW,
        CORRELATION
    }

    boolean isForwards() {
        return to > from;
    }

    /// How many frames there are to carry to.
    int length() {
        return Math.abs(to - from);
    }
}
