package limner.app.ui.shell;

import java.util.Arrays;
import java.util.regex.Pattern;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import limner.app.ui.common.Rows;

/// What the tool understands, part by part. Where there is no room for all of it, as many parts are shown as find room
/// whole: half a gesture teaches nobody. The tooltip has them all.
final class Hints extends HBox {

    private static final String BETWEEN = " · ";
    private static final Pattern PARTS = Pattern.compile(Pattern.quote(BETWEEN));

    private final Tooltip whole = new Tooltip();

    Hints(ObservableStringValue hint) {
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(this, Priority.ALWAYS);
        Tooltip.install(this, whole);
        // Bound, for what is only listened to may be collected.
        whole.textProperty().bind(hint);
        whole.textProperty().subscribe(this::say);
    }

    private void say(String hint) {
        String[] parts = PARTS.split(hint);
        getChildren()
                .setAll(Arrays.stream(parts)
                        .map(p -> part(p.equals(parts[0]) ? p : BETWEEN + p))
                        .toList());
    }

    private static Label part(String text) {
        Label label = Rows.fixed(text);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double room = getWidth() - snappedRightInset();
        getChildren().forEach(part -> part.setVisible(part.getBoundsInParent().getMaxX() <= room + 0.5));
    }
}
