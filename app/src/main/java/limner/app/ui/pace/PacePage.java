package limner.app.ui.pace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import limner.app.ui.common.Form;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.Pace;
import limner.app.usecase.Pace.Tally;

/// The page with the figures of today and of this session. Follows what is stored while it is open, and no clock: there
/// is nothing on it that moves while its reader rests. JavaFX thread only.
final class PacePage {

    private static final Texts TEXTS = Texts.beside(PacePage.class);

    private final Pace pace;
    private final Form form;
    private final GridPane figures = new GridPane(12, 5);
    private final CheckBox on = new CheckBox(TEXTS.get("on"));

    /// A line of the table.
    private record Line(String name, Function<Tally, String> figure) {}

    private static final List<Line> LINES = List.of(
            new Line(TEXTS.get("worked"), t -> time(t.worked())),
            new Line(TEXTS.get("frames"), t -> TEXTS.get("count", t.frames())),
            new Line(TEXTS.get("framesAnHour"), t -> rate(t.anHour(t.frames()))),
            new Line(TEXTS.get("timeAFrame"), t -> each(t.each(t.frames()))),
            new Line(TEXTS.get("objects"), t -> TEXTS.get("count", t.objects())),
            new Line(TEXTS.get("objectsAnHour"), t -> rate(t.anHour(t.objects()))),
            new Line(TEXTS.get("timeAnObject"), t -> each(t.each(t.objects()))));

    PacePage(Workspace workspace, Pace pace, BooleanProperty measured, Consumer<Boolean> measure) {
        this.pace = pace;
        this.form = new Form(workspace.errors());
        figures.setId("pace-figures");
        ColumnConstraints names = new ColumnConstraints();
        names.setHgrow(Priority.ALWAYS);
        ColumnConstraints numbers = new ColumnConstraints();
        numbers.setHalignment(HPos.RIGHT);
        figures.getColumnConstraints().setAll(names, numbers, numbers);
        on.setId("pace-on");
        on.setSelected(measured.get());
        on.setOnAction(_ -> measure.accept(on.isSelected()));
        Button again = new Button(TEXTS.get("again"));
        again.setId("pace-again");
        again.setOnAction(_ -> show());
        form.add(figures).add(quiet("counts")).add(on).add(quiet("private")).button(again);
        form.follow(
                () -> {
                    on.setSelected(measured.get());
                    show();
                },
                List.of(workspace.snapshot(), measured));
        show();
    }

    private static Label quiet(String key) {
        Label text = new Label(TEXTS.get(key));
        text.setWrapText(true);
        text.getStyleClass().add(Styles.QUIET);
        return text;
    }

    Node node() {
        return form;
    }

    Node first() {
        return on;
    }

    private void show() {
        Pace.Report report = pace.report();
        figures.getChildren().clear();
        figures.addRow(0, new Label(), strong(TEXTS.get("today")), strong(TEXTS.get("session")));
        for (Line line : LINES) {
            Label name = new Label(line.name());
            name.setWrapText(true);
            name.setMinHeight(Region.USE_PREF_SIZE);
            Label today = number(line, report.today(), report.measured());
            Label session = number(line, report.session(), report.measured());
            figures.addRow(figures.getRowCount(), name, today, session);
        }
    }

    private static Label strong(String text) {
        Label label = new Label(text);
        label.getStyleClass().add(Styles.STRONG);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label number(Line line, Tally tally, boolean measured) {
        Label label = new Label(measured ? line.figure().apply(tally) : TEXTS.get("none"));
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static String rate(Optional<Double> anHour) {
        return anHour.map(n -> TEXTS.get("rate", n)).orElse(TEXTS.get("none"));
    }

    private static String each(Optional<Duration> time) {
        return time.map(PacePage::time).orElse(TEXTS.get("none"));
    }

    private static String time(Duration d) {
        if (d.toHours() > 0) {
            return TEXTS.get("hours", d.toHours(), d.toMinutesPart());
        }
        return d.toMinutes() > 0
                ? TEXTS.get("minutes", d.toMinutes(), d.toSecondsPart())
                : TEXTS.get("seconds", d.toMillis() / 1000.0);
    }
}
