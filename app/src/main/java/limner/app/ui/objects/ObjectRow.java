package limner.app.ui.objects;

import java.util.Optional;
import java.util.function.Function;
import javafx.collections.ObservableSet;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Nodes;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Swatch;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ViewOptions;
import limner.app.ui.common.Workspace;
import limner.model.geometry.ShapeKind;
import limner.model.id.LabelId;
import org.jspecify.annotations.Nullable;

/// One line of the list of objects, which shows one after the other: with every picture there are others.
final class ObjectRow extends HBox {

    private static final Texts TEXTS = Texts.beside(ObjectRow.class);

    private final Workspace workspace;
    private final Swatch swatch = new Swatch();
    private final StackPane kind = new StackPane();
    private final Label name = Rows.text("");
    private final Label where = Rows.fixed("", Styles.QUIET);
    private final Button pin;
    private final Button eye;
    private final Button lock;
    private @Nullable Row shown;

    /// One object as the list shows it; equal rows are not drawn anew.
    record Row(
            LabelId id,
            String name,
            int rgb,
            ShapeKind kind,
            String where,
            boolean hidden,
            boolean locked,
            boolean pinned) {}

    ObjectRow(Workspace workspace) {
        super(6);
        this.workspace = workspace;
        Rows.style(this);
        ViewOptions view = workspace.view();
        eye = Rows.quiet(new Button(), Icon.SHOW, "", () -> toggle(view.hidden()));
        lock = Rows.quiet(new Button(), Icon.UNLOCK, "", () -> toggle(view.locked()));
        // Most are not pinned, and the name needs the room: the button is there to take a pin out.
        pin = Rows.quiet(new Button(), Icon.PIN, "", () -> toggle(view.pinned()));
        kind.setAlignment(Pos.CENTER);
        getChildren().addAll(swatch, kind, name, where, pin, eye, lock);
        setOnMouseEntered(
                _ -> workspace.hovered().set(Optional.ofNullable(shown).map(Row::id)));
        setOnMouseExited(_ -> workspace.hovered().set(Optional.empty()));
    }

    private void toggle(ObservableSet<LabelId> of) {
        if (shown != null) {
            ViewOptions.toggle(of, shown.id());
        }
    }

    void show(Row next) {
        Row before = shown;
        shown = next;
        if (isHover() && isOther(before, next, Row::id)) {
            // The line stays below the pointer while what it speaks of changes.
            workspace.hovered().set(Optional.of(next.id()));
        }
        if (isOther(before, next, Row::rgb)) {
            swatch.colour(Color.rgb((next.rgb() >> 16) & 0xff, (next.rgb() >> 8) & 0xff, next.rgb() & 0xff));
        }
        if (isOther(before, next, Row::kind)) {
            kind.getChildren().setAll(ObjectsFeature.kind(next.kind()).node());
        }
        name.setText(next.name());
        where.setText(next.where());
        Nodes.show(where, !next.where().isEmpty());
        Nodes.show(pin, next.pinned());
        boolean named = isOther(before, next, Row::name);
        if (named) {
            Rows.say(pin, TEXTS.get("unpin", next.name()));
        }
        if (named || isOther(before, next, Row::hidden)) {
            Rows.say(eye, TEXTS.get(next.hidden() ? "show" : "hide", next.name()));
        }
        if (named || isOther(before, next, Row::locked)) {
            Rows.say(lock, TEXTS.get(next.locked() ? "unlock" : "lock", next.name()));
        }
        if (isOther(before, next, Row::hidden)) {
            eye.setGraphic((next.hidden() ? Icon.HIDE : Icon.SHOW).node());
            setOpacity(next.hidden() ? 0.6 : 1);
        }
        if (isOther(before, next, Row::locked)) {
            lock.setGraphic((next.locked() ? Icon.LOCK : Icon.UNLOCK).node());
        }
    }

    private static <T> boolean isOther(@Nullable Row before, Row now, Function<Row, T> what) {
        return before == null || !what.apply(before).equals(what.apply(now));
    }
}
