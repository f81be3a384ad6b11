package limner.model.project;

import java.util.Objects;
import limner.model.label.Label;
import limner.model.label.Placement;

/// A label and where it is at the frame that was asked for.
public record PlacedLabel(Label label, Placement placement) {

    public PlacedLabel {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(placement, "placement");
    }
}
