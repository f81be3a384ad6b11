package limner.app.ui.common;

import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import limner.app.usecase.Channel;
import limner.model.id.LabelId;

/// Where tools that make mask pixels may do so; nothing of this is stored in the project. JavaFX thread only.
public final class PaintOptions {

    public static final int LARGEST_LASSO_TOLERANCE = 200;

    private final ObjectProperty<PaintPolicy> policy = new SimpleObjectProperty<>(PaintPolicy.OVERLAP);
    private final ObjectProperty<Optional<LabelId>> inside = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty gated = new SimpleBooleanProperty();
    private final ObjectProperty<Channel> channel = new SimpleObjectProperty<>(Channel.GRAY);
    private final IntegerProperty low = new SimpleIntegerProperty(0);
    private final IntegerProperty high = new SimpleIntegerProperty(127);
    private final IntegerProperty lassoTolerance = new SimpleIntegerProperty(20);
    private final BooleanProperty lassoPaints = new SimpleBooleanProperty();
    private final ObjectProperty<OptionalInt> under = new SimpleObjectProperty<>(OptionalInt.empty());

    /// How far the lasso's outline may lie from the way of the pointer, in tenths of a screen pixel.
    public IntegerProperty lassoTolerance() {
        return lassoTolerance;
    }

    /// Whether the lasso makes pixels of a mask; else it draws polygons.
    public BooleanProperty lassoPaints() {
        return lassoPaints;
    }

    /// Makes the lasso's outline coarser (steps above 0) or finer.
    public void adjustLasso(int steps) {
        lassoTolerance.set(Math.clamp(lassoTolerance.get() + 5L * steps, 0, LARGEST_LASSO_TOLERANCE));
    }

    /// What paint may do to what is there already; set by [#choose(PaintPolicy)] and [#chooseInside(LabelId)].
    public ObjectProperty<PaintPolicy> policy() {
        return policy;
    }

    /// The object that paint stays inside of.
    public ObjectProperty<Optional<LabelId>> inside() {
        return inside;
    }

    /// Lets paint stay inside an object.
    public void chooseInside(LabelId label) {
        inside.set(Optional.of(label));
        policy.set(PaintPolicy.INSIDE);
    }

    /// Chooses a policy that needs no object.
    public void choose(PaintPolicy next) {
        if (next == PaintPolicy.INSIDE) {
            throw new IllegalArgumentException("inside of what?");
        }
        inside.set(Optional.empty());
        policy.set(next);
    }

    /// Whether only pixels of a range of values change.
    public BooleanProperty gated() {
        return gated;
    }

    /// What is looked at.
    public ObjectProperty<Channel> channel() {
        return channel;
    }

    /// The smallest value that is let through, 0 to 255.
    public IntegerProperty low() {
        return low;
    }

    /// The largest value that is let through, 0 to 255.
    public IntegerProperty high() {
        return high;
    }

    /// The value under the pointer, while there is one and a range is set.
    public ObjectProperty<OptionalInt> under() {
        return under;
    }

    /// All of it, as it is now.
    public PaintRule rule() {
        return new PaintRule(
                policy.get(),
                inside.get(),
                gated.get()
                        ? Optional.of(new PaintRule.Range(
                                channel.get(), Math.min(low.get(), high.get()), Math.max(low.get(), high.get())))
                        : Optional.empty());
    }
}
