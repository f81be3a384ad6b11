package limner.app.ui.videos;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.usecase.ReportWords;
import limner.media.report.DurationBin;
import limner.media.session.IndexReport;
import limner.media.source.VideoStream;

/// What was found in a video, part by part, with the durations of its frames as bars.
final class ImportReportPage {

    private static final Texts TEXTS = Texts.beside(VideosFeature.class);

    private static final double NAMES = 84;
    private static final double BAR_HEIGHT = 10;

    private ImportReportPage() {}

    /// @param takeStream takes another video stream of the file into the project
    static Region of(IndexReport report, IntConsumer takeStream) {
        VBox page = new VBox(18);
        page.getStyleClass().addAll("form", "import-report");
        for (ReportWords.Part part : ReportWords.parts(report)) {
            VBox box = new VBox(6, Rows.fixed(part.title(), Styles.STRONG), lines(part.lines()));
            switch (part.subject()) {
                case FILE -> streams(box, report, takeStream);
                case TIMES -> {
                    if (!report.timing().histogram().isEmpty()) {
                        box.getChildren().add(histogram(report.timing().histogram()));
                    }
                }
                case PICTURES, DAMAGE, INDEX -> {}
            }
            page.getChildren().add(box);
        }
        return page;
    }

    private static Node lines(List<ReportWords.Line> lines) {
        GridPane grid = new GridPane(10, 4);
        ColumnConstraints names = new ColumnConstraints(NAMES, NAMES, NAMES);
        ColumnConstraints texts = new ColumnConstraints();
        texts.setHgrow(Priority.ALWAYS);
        texts.setMinWidth(40);
        grid.getColumnConstraints().addAll(names, texts);
        for (int row = 0; row < lines.size(); row++) {
            ReportWords.Line line = lines.get(row);
            Label name = new Label(line.name());
            name.getStyleClass().add(Styles.QUIET);
            Label text = new Label(line.text());
            text.setWrapText(true);
            text.setMinHeight(Region.USE_PREF_SIZE);
            if (line.weight() == ReportWords.Weight.NOTABLE) {
                name.setGraphic(Icon.INFO.node());
                name.setContentDisplay(ContentDisplay.RIGHT);
                text.setAccessibleText(TEXTS.get("report.notable", line.text()));
            }
            name.setMinHeight(Region.USE_PREF_SIZE);
            GridPane.setValignment(name, VPos.TOP);
            grid.addRow(row, name, text);
        }
        return grid;
    }

    private static void streams(VBox box, IndexReport report, IntConsumer takeStream) {
        for (VideoStream other : report.info().otherVideoStreams()) {
            Button take = new Button(TEXTS.get("report.takeStream", other.number()));
            take.setId("take-stream-" + other.number());
            take.setOnAction(_ -> {
                take.setDisable(true);
                takeStream.accept(other.number());
            });
            box.getChildren().add(take);
        }
    }

    /// One row for each column of the histogram: how long, a bar, how many.
    private static Node histogram(List<DurationBin> bins) {
        GridPane grid = new GridPane(10, 5);
        grid.setId("frame-durations");
        grid.setAccessibleRole(AccessibleRole.TEXT);
        StringBuilder words = new StringBuilder(TEXTS.get("report.durations"));
        ColumnConstraints room = new ColumnConstraints();
        room.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(new ColumnConstraints(), room, new ColumnConstraints());
        int most = bins.stream().mapToInt(DurationBin::frames).max().orElse(1);
        Label title = Rows.fixed(TEXTS.get("report.durations"), Styles.QUIET);
        int row = 0;
        for (DurationBin bin : bins) {
            if (bin.frames() == 0) {
                continue;
            }
            String duration = ReportWords.words(bin);
            words.append("; ").append(duration).append(": ").append(bin.frames());
            HBox track = new HBox(bar((double) bin.frames() / most));
            track.setAlignment(Pos.CENTER_LEFT);
            track.setMinWidth(40);
            grid.addRow(row, Rows.fixed(duration, Styles.QUIET), track, Rows.fixed(Integer.toString(bin.frames())));
            row++;
        }
        grid.setAccessibleText(words.toString());
        return new VBox(6, title, grid);
    }

    /// A bar that takes its share of the room, and a few pixels at least, so that a single frame is seen.
    private static Region bar(double share) {
        Region bar = new Region();
        bar.getStyleClass().add("histogram-bar");
        bar.setMinSize(2, BAR_HEIGHT);
        bar.setMaxHeight(BAR_HEIGHT);
        bar.parentProperty().addListener((_, _, parent) -> {
            if (parent instanceof Region track) {
                bar.prefWidthProperty().bind(track.widthProperty().multiply(share));
            }
        });
        return bar;
    }
}
