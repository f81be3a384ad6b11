package limner.app.ui.common;

import java.util.Map;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import limner.app.usecase.Wheel;
import limner.media.frame.Display;
import limner.model.geometry.Tip;
import limner.model.id.LabelId;
import limner.model.label.Extent;

/// How things are looked at and drawn; nothing of this is stored in the project. JavaFX thread only.
public final class ViewOptions {

    /// The largest diameter of brush and eraser, in pixels of the picture.
    public static final double LARGEST_BRUSH = 500;

    private final BooleanProperty labelsHidden = new SimpleBooleanProperty();
    private final BooleanProperty suggestionsHidden = new SimpleBooleanProperty();
    private final ObjectProperty<Display> display = new SimpleObjectProperty<>(Display.NEUTRAL);
    private final ObjectProperty<Wheel> wheel = new SimpleObjectProperty<>(Wheel.ZOOM);
    private final ObjectProperty<Map<Gesture, Hold>> holds = new SimpleObjectProperty<>(Gesture.usual());
    private final ObjectProperty<Colouring> colouring = new SimpleObjectProperty<>(Colouring.USUAL);
    private final DoubleProperty fillOpacity = new SimpleDoubleProperty(0.18);
    private final DoubleProperty brushSize = new SimpleDoubleProperty(24);
    private final ObjectProperty<Tip> brushTip = new SimpleObjectProperty<>(Tip.ROUND);
    private final ObjectProperty<Extent> newExtent = new SimpleObjectProperty<>(Extent.FRAME);
    private final BooleanProperty snapping = new SimpleBooleanProperty();
    private final BooleanProperty sharing = new SimpleBooleanProperty();
    private final SmartOptions smart = new SmartOptions();
    private final PaintOptions paint = new PaintOptions();
    private final ObservableSet<LabelId> hidden = FXCollections.observableSet();
    private final ObservableSet<LabelId> locked = FXCollections.observableSet();
    private final ObservableSet<LabelId> pinned = FXCollections.observableSet();

    /// Everything drawn over the picture is hidden while this is on.
    public BooleanProperty labelsHidden() {
        return labelsHidden;
    }

    public BooleanProperty suggestionsHidden() {
        return suggestionsHidden;
    }

    /// Brightness, contrast, gamma and windows of the current video on the screen; models and exports never see them.
    public ObjectProperty<Display> display() {
        return display;
    }

    /// What the wheel does over the picture.
    public ObjectProperty<Wheel> wheel() {
        return wheel;
    }

    /// What is held for each gesture.
    public ObjectProperty<Map<Gesture, Hold>> holds() {
        return holds;
    }

    /// What is held for a gesture.
    public Hold hold(Gesture gesture) {
        return holds.get().getOrDefault(gesture, Hold.NONE);
    }

    /// Which gestures of the pointer are meant while these keys are held.
    public Set<Gesture> meant(Modifiers held) {
        return Gesture.meant(holds.get(), held);
    }

    /// How painted labels are told apart.
    public ObjectProperty<Colouring> colouring() {
        return colouring;
    }

    /// Of the insides of labels, 0 to 1.
    public DoubleProperty fillOpacity() {
        return fillOpacity;
    }

    /// Diameter of brush and eraser in pixels of the picture.
    public DoubleProperty brushSize() {
        return brushSize;
    }

    /// Makes the brush larger (steps above 0) or smaller: by one pixel while it is small, by a tenth later.
    public void resizeBrush(int steps) {
        double size = brushSize.get();
        for (int i = 0; i < Math.abs(steps); i++) {
            double step = Math.max(1, Math.rint(size / 10));
            size = Math.clamp(size + (steps > 0 ? step : -step), 1, LARGEST_BRUSH);
        }
        brushSize.set(size);
    }

    /// Makes the tip of a tool larger (steps above 0) or smaller, or what it takes more or less.
    public void adjust(ToolKind tool, int steps) {
        switch (tool) {
            case BRUSH, ERASER, CUT_OUT -> resizeBrush(steps);
            case WAND, GROW, RANGE, PIECES -> smart.adjust(tool, steps);
            case LASSO -> paint.adjustLasso(steps);
            case SELECT,
                    BOX,
                    ROTATED_BOX,
                    ELLIPSE,
                    POLYGON,
                    POLYLINE,
                    POINT,
                    POINTS,
                    SKELETON,
                    CUT,
                    SCISSORS,
                    PATCH -> {
                // Nothing to be set by a number.
            }
        }
    }

    public ObjectProperty<Tip> brushTip() {
        return brushTip;
    }

    /// Whether what is drawn next is for one frame or starts a track.
    public ObjectProperty<Extent> newExtent() {
        return newExtent;
    }

    /// Whether points that are drawn snap to corners and edges nearby.
    public BooleanProperty snapping() {
        return snapping;
    }

    /// Whether polygons that share a border keep sharing it when it is changed.
    public BooleanProperty sharing() {
        return sharing;
    }

    /// How the tools that look at pixels are set.
    public SmartOptions smart() {
        return smart;
    }

    /// Where tools that make mask pixels may do so.
    public PaintOptions paint() {
        return paint;
    }

    /// Labels that are not shown.
    public ObservableSet<LabelId> hidden() {
        return hidden;
    }

    /// Labels that the pointer leaves alone and nothing changes.
    public ObservableSet<LabelId> locked() {
        return locked;
    }

    /// Labels that are seen and selected, and that nothing moves or reshapes.
    public ObservableSet<LabelId> pinned() {
        return pinned;
    }

    /// Takes the label into the set, or out of it.
    public static void toggle(ObservableSet<LabelId> set, LabelId label) {
        if (!set.remove(label)) {
            set.add(label);
        }
    }
}
