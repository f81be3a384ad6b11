package limner.app.ui.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import limner.app.ui.common.Nodes;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.ui.common.spoken.Spoken;
import limner.model.id.ClassId;
import limner.model.release.Leak;
import limner.model.release.ReleaseReport;

/// What a release would hold: pictures and objects of each class, in all and in each part, what the format does not
/// carry, and pictures that are in two parts.
final class PreviewPane extends VBox {

    private static final Texts TEXTS = Texts.beside(PreviewPane.class);
    private static final int MOST_LEAKS = 12;

    private final GridPane counts = new GridPane(16, 2);
    private final Label remarks = new Label();
    private final Label leaks = new Label();
    private final Button search = new Button(TEXTS.get("leaks.search"));

    private final Spoken spoken;

    /// @param spoken says what the model remarks
    /// @param look looks for pictures that are in two parts
    PreviewPane(Spoken spoken, Runnable look) {
        super(12);
        this.spoken = spoken;
        counts.setId("release-counts");
        remarks.setWrapText(true);
        remarks.setId("release-remarks");
        leaks.setWrapText(true);
        leaks.setId("release-leaks");
        search.setId("release-leak-search");
        search.setOnAction(_ -> look.run());
        getChildren().addAll(counts, remarks, search, leaks);
        clear();
    }

    Node first() {
        return search;
    }

    void clear() {
        counts.getChildren().clear();
        say(remarks, "");
        say(leaks, "");
        Nodes.show(search, false);
    }

    void show(ReleaseReport report) {
        clear();
        List<Node> head = new ArrayList<>(List.of(new Label(), number(TEXTS.get("counts.all"), Styles.QUIET)));
        List<Node> videos = new ArrayList<>(List.of(new Label(TEXTS.get("counts.videos")), number(report.videos())));
        List<Node> pictures =
                new ArrayList<>(List.of(new Label(TEXTS.get("counts.pictures")), number(report.pictures())));
        for (ReleaseReport.Part part : report.parts()) {
            head.add(number(part.name(), Styles.QUIET));
            videos.add(number(part.videos()));
            pictures.add(number(part.pictures()));
        }
        row(0, head);
        row(1, videos);
        row(2, pictures);
        int at = 3;
        for (Map.Entry<ClassId, Integer> each : report.perClass().entrySet()) {
            Label name = Rows.text(report.classNames()
                    .getOrDefault(each.getKey(), each.getKey().toString()));
            GridPane.setHgrow(name, Priority.ALWAYS);
            List<Node> objects = new ArrayList<>(List.of(name, number(each.getValue())));
            for (ReleaseReport.Part part : report.parts()) {
                objects.add(number(part.perClass().getOrDefault(each.getKey(), 0L)));
            }
            row(at++, objects);
        }
        List<String> said = new ArrayList<>(report.warnings());
        said.addAll(report.losses());
        say(remarks, said.stream().map(spoken::of).collect(Collectors.joining("\n")));
        Nodes.show(search, !report.parts().isEmpty() && report.pictures() > 0);
    }

    private void row(int at, List<Node> cells) {
        counts.addRow(at, cells.toArray(Node[]::new));
    }

    private static Label number(long number) {
        return number(TEXTS.get("counts.number", number));
    }

    private static Label number(String words, String... styles) {
        Label label = Rows.fixed(words, styles);
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }

    void leaks(List<Leak> found) {
        List<String> lines = new ArrayList<>();
        lines.add(TEXTS.get("leaks.found", found.size()));
        for (Leak leak : found.subList(0, Math.min(MOST_LEAKS, found.size()))) {
            lines.add("· "
                    + TEXTS.get(
                            leak.samePlane() ? "leaks.same" : "leaks.near",
                            leak.one().video(),
                            leak.one().frame(),
                            leak.one().part(),
                            leak.other().video(),
                            leak.other().frame(),
                            leak.other().part()));
        }
        leaks.getStyleClass().remove(Styles.ERROR);
        if (!found.isEmpty()) {
            lines.add(TEXTS.get("leaks.advice"));
            leaks.getStyleClass().add(Styles.ERROR);
        }
        say(leaks, String.join("\n", lines));
    }

    private static void say(Label label, String words) {
        label.setText(words);
        Nodes.show(label, !words.isEmpty());
    }
}
