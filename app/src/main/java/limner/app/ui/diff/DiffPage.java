package limner.app.ui.diff;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.ui.common.Form;
import limner.app.ui.common.NewestTask;
import limner.app.ui.common.Nodes;
import limner.app.ui.common.Places;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Styles;
import limner.app.ui.common.TaskLine;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.CompareReleases;
import limner.app.usecase.OpenProject;
import limner.model.id.MediaId;
import limner.model.release.diff.DiffOptions;
import limner.model.release.diff.ReleaseDiff;
import org.jspecify.annotations.Nullable;

/// Chooses two releases, says what differs between them, and shows any picture that does.
final class DiffPage {

    private static final Texts TEXTS = Texts.beside(DiffPage.class);

    /// So much of what was looked at is kept, in bytes: eight pictures in high definition, one of the largest screens.
    private static final long KEPT = 200_000_000;

    private final Workspace workspace;
    private final OpenProject project;
    private final CompareReleases compare;
    private final Tasks tasks;
    private final Places places;
    private final NewestTask looking;
    private final TaskLine waiting = new TaskLine();

    private final RecentlySeen<Row, Flicker> flickers = new RecentlySeen<>(KEPT, Flicker::bytes);

    private final Form form;
    private final ComboBox<String> before;
    private final ComboBox<String> after;
    private final Button save = new Button(TEXTS.get("page"));
    private final Button text = new Button(TEXTS.get("text"));
    private final VBox found = new VBox(10);
    private final ListView<Row> list = new ListView<>();
    private final FlickerView flicker = new FlickerView();
    private final Button there = new Button(TEXTS.get("goTo"));
    private final VBox page;
    private Optional<Compared> compared = Optional.empty();
    private Optional<Shown> shown = Optional.empty();

    private record Compared(Path before, Path after, ReleaseDiff diff) {}

    private record Shown(MediaId video, int frame) {}

    /// A line of the list: an object, or a picture that itself differs.
    private record Row(String video, int frame, String label, String what, String how) {}

    DiffPage(
            Workspace workspace,
            OpenProject project,
            CompareReleases compare,
            Tasks tasks,
            Places places,
            List<CompareReleases.Known> known) {
        this.workspace = workspace;
        this.project = project;
        this.compare = compare;
        this.tasks = tasks;
        this.places = places;
        looking = new NewestTask(tasks);
        form = new Form(workspace.errors());
        before = releases("diff-before", known, known.size() - 2);
        after = releases("diff-after", known, known.size() - 1);
        Button start = new Button(TEXTS.get("compare"));
        start.setId("diff-start");
        start.getStyleClass().add("accent");
        start.setDefaultButton(true);
        start.setOnAction(_ -> compare());
        save.setId("diff-page");
        save.setOnAction(_ -> save("page.file", compare::page));
        text.setId("diff-text");
        text.setOnAction(_ -> save("text.file", compare::text));
        there.setId("diff-go");
        there.setOnAction(_ -> shown.ifPresent(s -> {
            workspace.open(s.video());
            workspace.goTo(s.frame());
        }));
        form.field(TEXTS.get("before"), place(before))
                .field(TEXTS.get("after"), place(after))
                .button(start)
                .button(save)
                .button(text);
        list.setId("diff-list");
        list.setAccessibleText(TEXTS.get("list"));
        list.setCellFactory(_ -> Rows.cell(DiffPage::row));
        list.setMinHeight(116);
        list.setPrefHeight(116);
        list.setPlaceholder(new Label(TEXTS.get("nothing")));
        list.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> look(row));
        list.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.SPACE) {
                flicker.flip();
                e.consume();
            } else if (e.getCode() == KeyCode.ENTER && !there.isDisabled()) {
                there.fire();
                e.consume();
            }
        });
        found.getStyleClass().add("form");
        found.setMinHeight(Region.USE_PREF_SIZE);
        page = new VBox(form, found);
        see(false);
    }

    Sheets.Sheet sheet() {
        return new Sheets.Sheet(TEXTS.get("title"), page, before);
    }

    private ComboBox<String> releases(String id, List<CompareReleases.Known> known, int usual) {
        ComboBox<String> choice = new ComboBox<>();
        choice.setId(id);
        choice.setEditable(true);
        known.forEach(k -> choice.getItems().add(k.folder().toString()));
        choice.setPromptText(TEXTS.get("folder"));
        if (usual >= 0) {
            choice.getEditor().setText(choice.getItems().get(usual));
            choice.setValue(choice.getItems().get(usual));
        }
        choice.getEditor().textProperty().addListener((_, _, _) -> chosen());
        choice.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(choice, Priority.ALWAYS);
        return choice;
    }

    private Node place(ComboBox<String> choice) {
        Button choose = new Button(TEXTS.get("choose"));
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(_ -> places.folder(TEXTS.get("folder")).ifPresent(p -> {
            choice.setValue(p.toString());
            choice.getEditor().setText(p.toString());
        }));
        HBox line = new HBox(8, choice, choose);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Optional<Path> path(ComboBox<String> choice) {
        try {
            String written = choice.getEditor().getText().strip();
            return written.isEmpty() ? Optional.empty() : Optional.of(Path.of(written));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// A name alone is meant beside the project.
    private Path beside(Path folder) {
        return project.file().toAbsolutePath().resolveSibling(folder);
    }

    // Comparing.

    private void compare() {
        Optional<Path> a = path(before).map(this::beside);
        Optional<Path> b = path(after).map(this::beside);
        if (a.isEmpty() || b.isEmpty()) {
            form.complain(TEXTS.get("needsTwo"));
            return;
        }
        // Nothing of an older comparison comes or is seen any more, whatever becomes of this one.
        looking.forget();
        waiting.clear();
        compared = Optional.empty();
        see(false);
        form.runs(tasks.io(
                TEXTS.get("title"),
                progress ->
                        new Compared(a.get(), b.get(), compare.run(a.get(), b.get(), DiffOptions.usual(), progress)),
                this::show,
                failure -> form.failed(failure, TEXTS.get("stopped"))));
    }

    /// What is seen is the comparison of the two that are named, or none.
    private void chosen() {
        if (compared.isEmpty()) {
            return;
        }
        Compared c = compared.get();
        boolean same = path(before).map(this::beside).equals(Optional.of(c.before()))
                && path(after).map(this::beside).equals(Optional.of(c.after()));
        if (same != found.isVisible()) {
            form.say(same ? said(c.diff()) : "");
            see(same);
        }
    }

    private static String said(ReleaseDiff d) {
        return TEXTS.get(
                d.same() ? "same" : "differs", d.before().name(), d.after().name());
    }

    private void show(Compared now) {
        compared = Optional.of(now);
        flickers.clear();
        ReleaseDiff d = now.diff();
        form.done(said(d));
        list.getItems().setAll(rows(d));
        Label hint = new Label(TEXTS.get("hint"));
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        hint.getStyleClass().add(Styles.QUIET);
        List<Node> parts =
                new ArrayList<>(List.of(heading("differing", all(d)), list, hint, waiting, flicker.node(), there));
        parts.addAll(DiffTables.of(d));
        found.getChildren().setAll(parts);
        see(true);
        there.setDisable(true);
        flicker.clear();
        if (!list.getItems().isEmpty()) {
            list.getSelectionModel().select(0);
            list.requestFocus();
        }
        // What was found is what is looked at now, not what was asked.
        tasks.onScreen(this::scroll);
    }

    private void scroll() {
        for (Parent above = page.getParent(); above != null; above = above.getParent()) {
            if (above instanceof ScrollPane scroll) {
                scroll.layout();
                double rest = page.getHeight() - scroll.getViewportBounds().getHeight();
                scroll.setVvalue(rest > 0 ? found.getBoundsInParent().getMinY() / rest : 0);
                return;
            }
        }
    }

    private static long all(ReleaseDiff d) {
        return d.changedObjects().all() + d.changedPictures().all();
    }

    private static Label heading(String key, Object... values) {
        Label label = new Label(TEXTS.get(key, values));
        label.getStyleClass().add(Styles.STRONG);
        return label;
    }

    private void see(boolean result) {
        Nodes.show(found, result);
        save.setDisable(!result);
        text.setDisable(!result);
    }

    private static List<Row> rows(ReleaseDiff d) {
        List<Row> rows = new ArrayList<>();
        for (ReleaseDiff.ObjectChange o : d.changedObjects().first()) {
            String what = switch (o.kind()) {
                case ADDED -> o.after();
                case REMOVED -> o.before();
                case CHANGED -> o.before().equals(o.after()) ? o.after() : o.before() + " → " + o.after();
            };
            String how = o.kind() == ReleaseDiff.Kind.CHANGED
                    ? TEXTS.get(
                            "changed",
                            o.overlap(),
                            String.join(
                                    ", ",
                                    o.facets().stream()
                                            .map(f -> TEXTS.get("facet." + f))
                                            .toList()))
                    : TEXTS.get("kind." + o.kind());
            rows.add(new Row(o.video(), o.frame(), o.label(), what, how));
        }
        for (ReleaseDiff.PictureChange p : d.changedPictures().first()) {
            String how = p.kind() == ReleaseDiff.Kind.CHANGED
                    ? TEXTS.get("picture.changed", p.added(), p.removed(), p.changed())
                    : TEXTS.get("kind." + p.kind());
            rows.add(new Row(p.video(), p.frame(), "", TEXTS.get("picture"), how));
        }
        return rows;
    }

    private static Node row(Row row) {
        return Rows.of(
                Rows.text(row.what()),
                Rows.fixed(row.how(), Styles.QUIET),
                Rows.fixed(TEXTS.get("place", row.video(), row.frame()), Styles.QUIET));
    }

    // Looking.

    private void look(@Nullable Row row) {
        if (row == null || compared.isEmpty()) {
            return;
        }
        Optional<Flicker> known = flickers.get(row);
        if (known.isPresent()) {
            looking.forget();
            show(row, known.get());
            return;
        }
        Compared of = compared.get();
        flicker.clear();
        shown = Optional.empty();
        there.setDisable(true);
        waiting.showLate(looking.io(
                TEXTS.get("looking"),
                progress -> {
                    CompareReleases.Look look = compare.look(
                            of.before(), of.after(), row.video(), row.frame(), row.label(), project, progress);
                    progress.check();
                    return Flicker.of(look, row.label());
                },
                found -> {
                    flickers.put(row, found);
                    show(row, found);
                },
                failure -> {
                    waiting.clear();
                    // So that the same line can be chosen again.
                    list.getSelectionModel().clearSelection();
                    // The form may be saving meanwhile, which goes on.
                    if (Tasks.cancelled(failure)) {
                        form.say(TEXTS.get("lookStopped"));
                    } else {
                        form.complain(workspace.errors().words(failure));
                    }
                }));
    }

    private void show(Row row, Flicker found) {
        waiting.clear();
        flicker.show(found, TEXTS.get("place", row.video(), row.frame()));
        shown = found.video().map(v -> new Shown(v, row.frame()));
        there.setDisable(shown.isEmpty());
    }

    // Handing on.

    private interface Writing {
        void write(ReleaseDiff diff, Path file) throws IOException;
    }

    private void save(String name, Writing writing) {
        if (compared.isEmpty()) {
            return;
        }
        Compared of = compared.get();
        Optional<Path> target = places.newFile(TEXTS.get(name + ".title"), TEXTS.get(name));
        if (target.isPresent()) {
            form.runs(tasks.io(
                    TEXTS.get(name + ".title"),
                    _ -> {
                        compare.demandOutside(target.get(), List.of(of.before(), of.after()));
                        writing.write(of.diff(), target.get());
                        return target.get();
                    },
                    file -> form.done(TEXTS.get("saved", file)),
                    failure -> form.failed(failure, TEXTS.get("saveStopped"))));
        }
    }
}
