package limner.app.ui.exchange;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.ui.common.Nodes;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.exchange.Entry;
import limner.model.exchange.Loss;
import limner.model.exchange.LossReport;
import limner.model.exchange.Lost;
import limner.model.exchange.out.Spot;

/// What a format cannot say of the project: how much of each kind and class, and object by object with a way there.
final class LossPane extends VBox {

    private static final Texts TEXTS = Texts.beside(LossPane.class);

    /// So many files are named.
    private static final int NAMED = 5;

    private final Workspace workspace;
    private final Label summary = Rows.sentence("export-summary");
    private final GridPane counts = new GridPane(10, 4);
    private final Label pixels = Rows.sentence("export-pixels");
    private final Label unasked = Rows.sentence("export-unasked");
    private final Label beside = Rows.sentence("export-beside");
    private final Findings<Lost> findings;

    LossPane(Workspace workspace, Findings.Saving saving) {
        super(10);
        this.workspace = workspace;
        this.findings = new Findings<>("export-losses", TEXTS.get("losses"), this::go, saving);
        setId("export-report");
        counts.setId("export-counts");
        ColumnConstraints number = new ColumnConstraints();
        number.setHalignment(HPos.RIGHT);
        ColumnConstraints classes = new ColumnConstraints();
        classes.setHgrow(Priority.ALWAYS);
        classes.setMinWidth(60);
        counts.getColumnConstraints().addAll(number, new ColumnConstraints(), classes);
        beside.setText(TEXTS.get("beside"));
        beside.getStyleClass().add(Styles.QUIET);
        getChildren().addAll(summary, counts, pixels, findings, unasked, beside);
    }

    /// @param files that labels came from and whose fields do not go out
    void show(LossReport report, SortedSet<String> files) {
        summary.setText(
                report.isEmpty()
                        ? TEXTS.get("losses.none", report.annotations(), report.written())
                        : TEXTS.get("losses.some", report.annotations(), report.whole(), report.written()));
        counts.getChildren().clear();
        report.counts().forEach((loss, by) -> counts.addRow(counts.getRowCount(), row(report, loss, by)));
        pixels.setText(report.pixels() > 0 ? TEXTS.get("losses.pixels", report.pixels()) : "");
        findings.show(
                report.first().stream()
                        // What is said of classes leads nowhere.
                        .sorted(Comparator.comparing(l -> l.loss() == Loss.CLASSES))
                        .map(l -> new Findings.Line<>(l, where(l), words(l)))
                        .toList(),
                report.count());
        unasked.setText(
                files.isEmpty()
                        ? ""
                        : TEXTS.get(
                                "losses.unasked",
                                files.stream().limit(NAMED).collect(Collectors.joining(", "))
                                        + (files.size() > NAMED ? " …" : "")));
        Nodes.show(unasked, !files.isEmpty());
        Nodes.show(counts, !report.isEmpty());
        Nodes.show(pixels, report.pixels() > 0);
        Nodes.show(findings, !report.isEmpty());
    }

    private static Node[] row(LossReport report, Loss loss, SortedMap<String, Integer> by) {
        Label kind = new Label(TEXTS.get("loss." + loss));
        kind.setMinWidth(Region.USE_PREF_SIZE);
        Label classes = new Label(by.entrySet().stream()
                .filter(e -> !e.getKey().isEmpty())
                .map(LossPane::words)
                .collect(Collectors.joining(", ")));
        classes.getStyleClass().add(Styles.QUIET);
        classes.setWrapText(true);
        classes.setMinHeight(Region.USE_PREF_SIZE);
        Label count = Rows.fixed(TEXTS.get("number", report.count(loss)), Styles.STRONG);
        List.of(count, kind, classes).forEach(l -> GridPane.setValignment(l, VPos.BASELINE));
        return new Node[] {count, kind, classes};
    }

    private static String words(Map.Entry<String, Integer> e) {
        return TEXTS.get("losses.class", e.getKey(), e.getValue());
    }

    private String words(Lost lost) {
        return TEXTS.get(
                "loss.line",
                TEXTS.get("loss." + lost.loss()),
                workspace.spoken().of(lost.what()));
    }

    private String where(Lost lost) {
        return workspace.state().media().size() == 1
                ? workspace.spoken().of(lost.at().where())
                : inFile(lost.at());
    }

    private String inFile(Entry.At at) {
        return new Entry.At(at.file(), workspace.spoken().of(at.where())).toString();
    }

    private void go(Lost lost) {
        Spot.find(workspace.state(), lost.at()).ifPresent(spot -> {
            workspace.playing().set(false);
            workspace.open(spot.media());
            workspace.goTo(spot.frame());
            spot.label().ifPresent(l -> workspace.selection().set(Selection.of(l)));
        });
    }
}
