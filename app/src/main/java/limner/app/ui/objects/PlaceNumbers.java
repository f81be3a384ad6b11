package limner.app.ui.objects;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import limner.app.ui.common.Draft;
import limner.app.ui.common.ErrorPresenter;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.media.Media;
import org.jspecify.annotations.Nullable;

/// The numbers of a shape as fields; Enter in one of them takes all of them at once.
final class PlaceNumbers extends FlowPane {

    private static final Texts TEXTS = Texts.beside(PlaceNumbers.class);

    private Shape shape;
    private final Media media;
    private final List<Entry> entries = new ArrayList<>();
    private final Consumer<Shape> changed;
    private final ErrorPresenter errors;

    /// A number as it is, as it is written, and the field in which it may be changed.
    private static final class Entry {
        private final TextField field;
        private double value;
        private String written;

        Entry(double value) {
            this.value = value;
            this.written = write(value);
            this.field = Draft.begun(new TextField(written));
        }

        void show(double now, boolean goesOn) {
            value = now;
            written = write(now);
            Draft.show(field, written, goesOn);
        }

        /// The number as it was, to its last digit, where nobody touched it.
        double read() {
            String text = field.getText().strip();
            return text.equals(written) ? value : Double.parseDouble(text.replace(',', '.'));
        }

        private static String write(double value) {
            return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
        }
    }

    /// @param shape on the frame shown
    /// @param media whose picture it stays on
    /// @param changed gets the shape with other numbers
    PlaceNumbers(Shape shape, Media media, Consumer<Shape> changed, ErrorPresenter errors) {
        super(8, 4);
        setPrefWrapLength(250);
        this.shape = shape;
        this.media = media;
        this.changed = changed;
        this.errors = errors;
        List<String> names = names(shape);
        List<Double> values = values(shape);
        for (int i = 0; i < values.size(); i++) {
            add(names.get(i), values.get(i));
        }
    }

    /// What somebody has written and not handed over, field by field.
    Map<String, String> written() {
        return entries.stream()
                .map(e -> e.field)
                .filter(Draft::isWritten)
                .collect(Collectors.toMap(TextField::getId, TextField::getText));
    }

    /// Goes on with what was written in the fields that these take the place of.
    void goOn(Map<String, String> before) {
        for (Entry entry : entries) {
            @Nullable String text = before.get(entry.field.getId());
            if (text != null) {
                entry.field.setText(text);
            }
        }
    }

    /// The first of the fields.
    Node first() {
        return entries.getFirst().field;
    }

    /// Shows the numbers of another shape with the same ones.
    ///
    /// @param goesOn whether it is about the same object still: then what is being written stays
    void show(Shape next, boolean goesOn) {
        shape = next;
        List<Double> values = values(next);
        for (int i = 0; i < values.size(); i++) {
            entries.get(i).show(values.get(i), goesOn);
        }
    }

    /// The names of the numbers of a shape.
    static List<String> names(Shape shape) {
        return switch (shape) {
            case Box _ -> List.of("x", "y", "width", "height");
            case RotatedBox _ -> List.of("x", "y", "width", "height", "angle");
            case Ellipse _ -> List.of("x", "y", "radiusX", "radiusY", "angle");
            case Point _ -> List.of("x", "y");
            case Polygon _, Polyline _, PointSet _, Skeleton _ -> List.of("x", "y", "width", "height");
            case Mask _ -> List.of("x", "y");
        };
    }

    private static List<Double> values(Shape shape) {
        return switch (shape) {
            case Box b -> List.of(b.x(), b.y(), b.width(), b.height());
            case RotatedBox b -> List.of(b.x(), b.y(), b.width(), b.height(), b.angle());
            case Ellipse e -> List.of(e.x(), e.y(), e.radiusX(), e.radiusY(), e.angle());
            case Point p -> List.of(p.x(), p.y());
            case Mask m -> List.of(m.bounds().x(), m.bounds().y());
            case Polygon _, Polyline _, PointSet _, Skeleton _ -> {
                Box b = shape.bounds();
                yield List.of(b.x(), b.y(), b.width(), b.height());
            }
        };
    }

    private static Shape with(Shape shape, List<Double> v) {
        return switch (shape) {
            case Box _ -> new Box(v.get(0), v.get(1), v.get(2), v.get(3));
            case RotatedBox _ -> new RotatedBox(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4));
            case Ellipse _ -> new Ellipse(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4));
            case Point _ -> new Point(v.get(0), v.get(1));
            // Pixels go by whole pixels.
            case Mask m ->
                m.translated(v.get(0) - m.bounds().x(), v.get(1) - m.bounds().y());
            case Polygon(List<Ring> rings) ->
                new Polygon(rings.stream()
                        .map(r -> new Ring(stretched(shape, r.points(), v)))
                        .toList());
            case Polyline(List<Point> points) -> new Polyline(stretched(shape, points, v));
            case PointSet(List<Point> points) -> new PointSet(stretched(shape, points, v));
            case Skeleton(List<Joint> joints) ->
                new Skeleton(joints.stream()
                        .map(j -> j.withAt(stretched(shape, List.of(j.at()), v).getFirst()))
                        .toList());
        };
    }

    /// Points moved and stretched as the bounds of their shape are.
    private static List<Point> stretched(Shape shape, List<Point> points, List<Double> v) {
        Box b = shape.bounds();
        if (!(v.get(2) >= 0 && v.get(3) >= 0)) {
            throw new IllegalArgumentException("a size is zero or more");
        }
        double across = b.width() == 0 ? 1 : v.get(2) / b.width();
        double down = b.height() == 0 ? 1 : v.get(3) / b.height();
        return points.stream()
                .map(p -> new Point(v.get(0) + (p.x() - b.x()) * across, v.get(1) + (p.y() - b.y()) * down))
                .toList();
    }

    /// Whether the shape lies on the picture; of what may be turned, its middle.
    private boolean onPicture(Shape next) {
        Box b = switch (next) {
            case RotatedBox r -> new Box(r.x(), r.y(), 0, 0);
            case Ellipse e -> new Box(e.x(), e.y(), 0, 0);
            case Box _, Point _, Polygon _, Polyline _, PointSet _, Skeleton _, Mask _ -> next.bounds();
        };
        return b.x() >= 0 && b.y() >= 0 && b.right() <= media.width() && b.bottom() <= media.height();
    }

    private void add(String name, double value) {
        Entry entry = new Entry(value);
        TextField field = entry.field;
        field.setId("inspect-" + name);
        field.setPrefColumnCount(4);
        field.setAccessibleText(TEXTS.get("number." + name + ".whole"));
        field.setOnAction(_ -> take());
        field.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                field.setText(entry.written);
                back();
                e.consume();
            }
        });
        entries.add(entry);
        Label label = Rows.fixed(TEXTS.get("number." + name), Styles.QUIET);
        HBox box = new HBox(4, label, field);
        box.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(box);
    }

    /// Whether no pixel left the picture.
    private boolean sameSize(Shape next) {
        return next.bounds().width() == shape.bounds().width()
                && next.bounds().height() == shape.bounds().height();
    }

    /// Gives the keyboard back to the picture.
    private void back() {
        @Nullable Node canvas = getScene() == null ? null : getScene().lookup("." + Styles.CANVAS);
        if (canvas != null) {
            canvas.requestFocus();
        }
    }

    private void take() {
        List<Double> values = new ArrayList<>();
        for (Entry entry : entries) {
            try {
                values.add(entry.read());
            } catch (NumberFormatException e) {
                errors.info(TEXTS.get("number.none", entry.field.getText().strip()));
                entry.field.requestFocus();
                return;
            }
        }
        Shape next;
        try {
            next = with(shape, values);
        } catch (IllegalArgumentException e) {
            errors.info(TEXTS.get("number.refused"));
            return;
        }
        if (!onPicture(next) || next instanceof Mask && !sameSize(next)) {
            errors.info(TEXTS.get("number.outside", media.width(), media.height()));
            return;
        }
        entries.forEach(e -> Draft.begun(e.field));
        if (!next.equals(shape)) {
            changed.accept(next);
        }
    }
}
