package limner.model.command;

import limner.model.id.LabelId;
import limner.model.id.MediaId;

/// Whose last change is meant when something is taken back.
public sealed interface Scope {

    /// The last change of all.
    record Project() implements Scope {}

    /// The last change of one label.
    record OfLabel(LabelId label) implements Scope {}

    /// The last change that is to be seen on a frame.
    record OfFrame(MediaId media, int frame) implements Scope {}

    /// One change.
    ///
    /// @param number in the log
    record OfChange(long number) implements Scope {}
}
