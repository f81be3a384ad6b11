package limner.app.ui.release;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import limner.app.ui.common.MarkdownView;

/// The card of a data set as it stands in the release: Markdown, and tables whose lines begin with a bar.
final class CardView extends VBox {

    private static final Pattern RULE = Pattern.compile("\\|(:?-+:?\\|)+");
    private static final Pattern BETWEEN = Pattern.compile("(?<!\\\\)\\|");

    CardView(String markdown) {
        super(6);
        setId("release-card");
        List<String> text = new ArrayList<>();
        List<String> table = new ArrayList<>();
        for (String line : (markdown + "\n\n").split("\n", -1)) {
            if (line.startsWith("|")) {
                flush(text);
                table.add(line);
            } else {
                if (!table.isEmpty()) {
                    getChildren().add(table(table));
                    table.clear();
                }
                text.add(line);
            }
        }
        flush(text);
    }

    private void flush(List<String> text) {
        String words = String.join("\n", text);
        text.clear();
        if (!words.isBlank()) {
            getChildren().add(new MarkdownView(words));
        }
    }

    private static Node table(List<String> lines) {
        GridPane grid = new GridPane(12, 2);
        int row = 0;
        for (String line : lines) {
            List<String> cells = cells(line);
            if (RULE.matcher(line).matches()) {
                align(grid, cells);
                continue;
            }
            for (int column = 0; column < cells.size(); column++) {
                // What is chosen for the whole must not be cut, and digests have no place to break at.
                MarkdownView cell = new MarkdownView(cells.get(column));
                GridPane.setFillWidth(cell, false);
                grid.add(cell, column, row);
            }
            row++;
        }
        return grid;
    }

    private static List<String> cells(String line) {
        String inner = line.strip();
        inner = inner.substring(1, inner.endsWith("|") ? inner.length() - 1 : inner.length());
        return BETWEEN.splitAsStream(inner)
                .map(c -> c.strip().replace("\\|", "|"))
                .toList();
    }

    private static void align(GridPane grid, List<String> rules) {
        for (String rule : rules) {
            ColumnConstraints column = new ColumnConstraints();
            boolean number = rule.endsWith(":");
            column.setHalignment(number ? HPos.RIGHT : HPos.LEFT);
            column.setHgrow(number ? Priority.NEVER : Priority.SOMETIMES);
            column.setMinWidth(number ? 40 : 60);
            grid.getColumnConstraints().add(column);
        }
    }
}
