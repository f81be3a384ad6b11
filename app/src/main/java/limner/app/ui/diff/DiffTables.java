package limner.app.ui.diff;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.model.release.diff.ReleaseDiff;

/// The numbers of a comparison: how many, from which class to which, how far shapes cover each other, and what else
/// differs, in words.
final class DiffTables {

    private static final Texts TEXTS = Texts.beside(DiffTables.class);
    private static final double LONGEST_BAR = 240;

    private DiffTables() {}

    static List<Node> of(ReleaseDiff d) {
        List<Node> all = new ArrayList<>();
        all.add(heading("counts"));
        all.add(counts(d));
        all.add(heading("matrix", d.moved()));
        all.add(matrix(d.moves()));
        if (d.overlaps().objects() > 0) {
            all.add(heading("overlaps", d.overlaps().objects(), d.overlaps().mean()));
            all.add(histogram(d.overlaps()));
        }
        List<String> said = words(d);
        if (!said.isEmpty()) {
            Label rest = new Label(String.join("\n", said));
            rest.setWrapText(true);
            rest.setMinHeight(Region.USE_PREF_SIZE);
            rest.setId("diff-rest");
            all.add(heading("rest"));
            all.add(rest);
        }
        return all;
    }

    private static Label heading(String key, Object... values) {
        Label label = new Label(TEXTS.get(key, values));
        label.getStyleClass().add(Styles.STRONG);
        return label;
    }

    private static GridPane counts(ReleaseDiff d) {
        GridPane grid = grid("diff-counts");
        List<Node> head = new ArrayList<>(List.of(new Label()));
        for (String column : List.of("before", "after", "added", "removed", "changed", "unchanged")) {
            head.add(number(TEXTS.get("count." + column), Styles.QUIET));
        }
        grid.addRow(0, head.toArray(Node[]::new));
        ReleaseDiff.Pictures p = d.pictures();
        row(grid, 1, "pictures", p.before(), p.after(), p.added(), p.removed(), p.changed(), p.same());
        ReleaseDiff.Objects o = d.objects();
        row(grid, 2, "objects", o.before(), o.after(), o.added(), o.removed(), o.changed(), o.same());
        return grid;
    }

    private static void row(GridPane grid, int at, String key, long... numbers) {
        grid.add(new Label(TEXTS.get("count." + key)), 0, at);
        for (int i = 0; i < numbers.length; i++) {
            grid.add(number(TEXTS.get("number", numbers[i])), i + 1, at);
        }
    }

    /// Rows are classes before, columns classes after; the nameless ones stand for what was not there.
    private static GridPane matrix(List<ReleaseDiff.Move> moves) {
        SequencedSet<String> rows = new LinkedHashSet<>();
        SequencedSet<String> columns = new LinkedHashSet<>();
        moves.forEach(m -> {
            rows.add(m.before());
            columns.add(m.after());
        });
        List<String> down = List.copyOf(rows);
        List<String> across = List.copyOf(columns);
        GridPane grid = grid("diff-matrix");
        grid.add(Rows.fixed(TEXTS.get("matrix.corner"), Styles.QUIET), 0, 0);
        for (int c = 0; c < across.size(); c++) {
            grid.add(
                    number(across.get(c).isEmpty() ? TEXTS.get("matrix.gone") : across.get(c), Styles.QUIET), c + 1, 0);
        }
        for (int r = 0; r < down.size(); r++) {
            grid.add(Rows.fixed(down.get(r).isEmpty() ? TEXTS.get("matrix.new") : down.get(r)), 0, r + 1);
        }
        for (ReleaseDiff.Move m : moves) {
            Label cell = number(TEXTS.get("number", m.objects()), m.moved() ? List.of(Styles.STRONG) : List.of());
            grid.add(cell, across.indexOf(m.after()) + 1, down.indexOf(m.before()) + 1);
        }
        return grid;
    }

    private static GridPane histogram(ReleaseDiff.Overlaps overlaps) {
        GridPane grid = grid("diff-overlaps");
        long most = overlaps.bins().stream().mapToLong(Long::longValue).max().orElse(1);
        for (int bin = 0; bin < overlaps.bins().size(); bin++) {
            long objects = overlaps.bins().get(bin);
            Region bar = new Region();
            bar.getStyleClass().add("histogram-bar");
            bar.setPrefSize(LONGEST_BAR * objects / Math.max(1, most), 12);
            bar.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
            String name = bin == overlaps.bins().size() - 1
                    ? TEXTS.get("overlap.same")
                    : TEXTS.get("overlap.bin", bin / 10.0, (bin + 1) / 10.0);
            grid.addRow(bin, Rows.fixed(name, Styles.QUIET), bar, number(TEXTS.get("number", objects)));
        }
        return grid;
    }

    private static List<String> words(ReleaseDiff d) {
        List<String> all = new ArrayList<>();
        d.plan().forEach(s -> all.add(TEXTS.get("said.plan", s.property(), or(s.before()), or(s.after()))));
        d.videos().stream()
                .filter(v -> v.known() == ReleaseDiff.VideoPair.Known.ONE_SIDE)
                .forEach(v ->
                        all.add(TEXTS.get(v.before().isEmpty() ? "said.videoAfter" : "said.videoBefore", v.name())));
        for (ReleaseDiff.ClassChange c : d.classes()) {
            all.add(TEXTS.get("said.class", c.name(), TEXTS.get("kind." + c.kind())));
            c.said().forEach(s -> all.add("    " + TEXTS.get("said.of", s.property(), or(s.before()), or(s.after()))));
        }
        ReleaseDiff.Tracks t = d.tracks();
        if (t.before() + t.after() > 0) {
            all.add(TEXTS.get(
                    "said.tracks",
                    t.before(),
                    t.after(),
                    t.added(),
                    t.removed(),
                    t.split().size(),
                    t.joined().size()));
            t.split().forEach(track -> all.add("    " + TEXTS.get("said.split", track.name(), names(track))));
            t.joined().forEach(track -> all.add("    " + TEXTS.get("said.joined", names(track), track.name())));
        }
        sayings(all, "said.tags", d.tags());
        sayings(all, "said.events", d.events());
        return all;
    }

    private static String names(ReleaseDiff.Track track) {
        return String.join(
                ", ", track.others().stream().map(ReleaseDiff.Share::name).toList());
    }

    private static void sayings(List<String> all, String key, ReleaseDiff.Sayings s) {
        if (s.added() + s.removed() + s.changed() > 0) {
            all.add(TEXTS.get(key, s.before(), s.after(), s.added(), s.removed(), s.changed()));
            s.listed()
                    .first()
                    .forEach(e -> all.add("    "
                            + TEXTS.get(
                                    "said.saying",
                                    e.name(),
                                    TEXTS.get("kind." + e.kind()),
                                    e.video(),
                                    e.first(),
                                    e.last(),
                                    e.how())));
        }
    }

    private static String or(String said) {
        return said.isEmpty() ? TEXTS.get("said.nothing") : said;
    }

    private static GridPane grid(String id) {
        GridPane grid = new GridPane(14, 2);
        grid.setId(id);
        return grid;
    }

    private static Label number(String words, String... styles) {
        return number(words, List.of(styles));
    }

    private static Label number(String words, List<String> styles) {
        Label label = Rows.fixed(words, styles.toArray(String[]::new));
        GridPane.setHalignment(label, HPos.RIGHT);
        GridPane.setHgrow(label, Priority.NEVER);
        return label;
    }
}
