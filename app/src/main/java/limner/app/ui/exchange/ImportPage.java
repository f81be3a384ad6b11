package limner.app.ui.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.task.Progress;
import limner.app.ui.common.Form;
import limner.app.ui.common.NewestTask;
import limner.app.ui.common.Nodes;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.TaskLine;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.ImportMedia;
import limner.app.usecase.OpenProject;
import limner.app.usecase.exchange.FrameLook;
import limner.app.usecase.exchange.Resolved;
import limner.app.usecase.exchange.TakeInLabels;
import limner.app.usecase.exchange.TakeInReport;
import limner.app.usecase.exchange.TakeInRequest;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.Intake;
import limner.model.exchange.Survey;
import limner.model.media.Media;
import org.jspecify.annotations.Nullable;

/// The page on which labels of others come in: what a file holds, which class each of its categories becomes, where its
/// pictures are, how some frames would look, and only then the taking, as one step that undo takes back. What was
/// looked
/// at is what is taken. JavaFX thread only.
final class ImportPage {

    private static final Texts TEXTS = Texts.beside(ImportPage.class);

    private static final int TILES = 4;
    private static final int TILE = 200;

    private final Workspace workspace;
    private final OpenProject project;
    private final ImportMedia media;
    private final Tasks tasks;
    private final ExchangeFeature.Places places;
    private final Form form;
    private final PathField file;
    private final Button folder = new Button(TEXTS.get("import.folder"));
    private final ComboBox<Optional<DatasetFormat>> format = new ComboBox<>();
    private final CheckBox keypoints = new CheckBox(TEXTS.get("import.keypoints"));
    private final VBox asked = new VBox(10);
    private final VBox found = new VBox(12);
    private final Label summary = Rows.sentence("import-summary");
    private final ClassesPane classes = new ClassesPane(this::choose);
    private final Label pictures = Rows.sentence("import-pictures");
    private final Findings<Resolved.Lost> lost;
    private final Button addFolder = new Button(TEXTS.get("import.addFolder"));
    private final VBox preview = new VBox(6);
    private final FlowPane tiles = new FlowPane(8, 8);
    private final Label outcome = Rows.sentence("import-outcome");
    private final Findings<Entry.NotTaken> notTaken;
    private final Button look = new Button(TEXTS.get("import.look"));
    private final Button take = new Button(TEXTS.get("import.take"));
    private final Button back = new Button(TEXTS.get("export.back"));
    private @Nullable Looked looked;
    private @Nullable Asked lookedAt;
    private TakeInLabels.@Nullable Opened opened;
    private final NewestTask choosing;
    private final TaskLine waiting = new TaskLine();

    /// Whose categories are decided.
    private record Asked(Path file, Optional<DatasetFormat> format) {}

    /// What was looked at and may be taken.
    private record Looked(TakeInLabels.Opened opened, TakeInLabels.Prepared prepared, List<FrameLook> frames) {}

    ImportPage(
            Workspace workspace,
            OpenProject project,
            ImportMedia media,
            Tasks tasks,
            ExchangeFeature.Places places,
            Optional<Path> given) {
        this.workspace = workspace;
        this.project = project;
        this.media = media;
        this.tasks = tasks;
        this.places = places;
        this.form = new Form(workspace.errors());
        this.choosing = new NewestTask(tasks);
        this.file = new PathField("import-file", () -> places.file(TEXTS.get("import.file")));
        this.lost = new Findings<>("import-lost", TEXTS.get("import.lost"), _ -> {}, saving("import.lost.file"));
        this.notTaken = new Findings<>(
                "import-not-taken", TEXTS.get("import.notTaken"), _ -> {}, saving("import.notTaken.file"));
        build();
        given.ifPresent(p -> file.text().set(p.toString()));
        begin();
    }

    private Findings.Saving saving(String name) {
        return new Findings.Saving(tasks, workspace.errors(), places, project.file(), TEXTS.get(name));
    }

    Node node() {
        return form;
    }

    Node first() {
        return file.isBlank() ? file.first() : look;
    }

    private void build() {
        folder.setId("import-folder");
        folder.setOnAction(_ -> places.folder(TEXTS.get("import.file"))
                .ifPresent(p -> file.text().set(p.toString())));
        format.setId("import-format");
        format.setVisibleRowCount(20);
        format.getItems().add(Optional.empty());
        TakeInLabels.formats().forEach(f -> format.getItems().add(Optional.of(f)));
        format.setConverter(
                new Worded<>(format, f -> f.map(DatasetFormat::title).orElse(TEXTS.get("import.format.looks"))));
        format.setValue(Optional.empty());
        keypoints.setId("import-keypoints");
        // Enter presses the button that has the keyboard, and only elsewhere the one that goes on.
        form.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER && e.getTarget() instanceof Button button) {
                button.fire();
                e.consume();
            }
        });
        file.getChildren().add(folder);
        folder.setMinWidth(Region.USE_PREF_SIZE);
        asked.getChildren()
                .addAll(
                        Form.labelled(TEXTS.get("import.file"), file),
                        Form.labelled(TEXTS.get("import.format"), format),
                        keypoints);
        file.text().addListener((_, _, _) -> form.say(""));
        look.setId("import-look");
        look.setOnAction(_ -> look());
        take.setId("import-take");
        take.getStyleClass().add("accent");
        take.setOnAction(_ -> take());
        back.setId("import-back");
        back.setOnAction(_ -> {
            begin();
            file.takeKeyboard();
        });
        addFolder.setId("import-add-folder");
        addFolder.setOnAction(_ -> places.folder(TEXTS.get("import.addFolder")).ifPresent(this::add));
        preview.getChildren().addAll(Rows.fixed(TEXTS.get("import.preview"), Styles.STRONG), tiles);
        tiles.setId("import-preview");
        found.getChildren()
                .addAll(
                        summary,
                        classes,
                        Rows.fixed(TEXTS.get("import.pictures"), Styles.STRONG),
                        pictures,
                        lost,
                        addFolder,
                        preview,
                        Rows.fixed(TEXTS.get("import.outcome"), Styles.STRONG),
                        outcome,
                        notTaken);
        form.add(asked).add(found).add(waiting).button(take).button(look).button(back);
    }

    /// What to take is asked for.
    private void begin() {
        looked = null;
        // The file may be another one by the time it is looked at again.
        opened = null;
        choosing.forget();
        waiting.clear();
        form.say("");
        Nodes.show(asked, true);
        Nodes.show(look, true);
        Nodes.show(found, false);
        Nodes.show(take, false);
        Nodes.show(back, false);
        take.setDefaultButton(false);
        look.setDefaultButton(true);
    }

    // Looking.

    private void look() {
        if (file.isBlank()) {
            form.complain(TEXTS.get("import.needsFile"));
            file.takeKeyboard();
            return;
        }
        Optional<Path> from = file.path(project.file());
        if (from.isEmpty()) {
            form.complain(TEXTS.get("import.badFile"));
            return;
        }
        look(new Asked(from.get(), format.getValue()));
    }

    private void look(Asked of) {
        unsure();
        if (!of.equals(lookedAt)) {
            classes.begin();
            lookedAt = of;
        }
        TakeInRequest request = request(of);
        form.runs(tasks.io(TEXTS.get("import.looking"), progress -> looked(request, progress), this::show, failure -> {
            // What is decided stays, and one may look again.
            Nodes.show(look, true);
            form.failed(failure, TEXTS.get("import.stopped"));
        }));
    }

    /// What was looked at is taken no more, and no answer to an older question comes.
    private void unsure() {
        looked = null;
        choosing.forget();
        waiting.clear();
        take.setDisable(true);
    }

    private TakeInRequest request(Asked of) {
        return new TakeInRequest(
                of.file(),
                of.format().map(DatasetFormat::id),
                classes.classes(),
                classes.leftOut(),
                // Nothing is taken before every category is decided on this page.
                TakeInRequest.NewClasses.ADD,
                keypoints.isSelected() ? Intake.Prefer.POSE : Intake.Prefer.REGION);
    }

    private Looked looked(TakeInRequest request, Progress progress) {
        TakeInLabels.Opened file = TakeInLabels.open(project, request.file(), request.format(), progress.part(0, 0.5));
        return looked(file, request, progress.part(0.5, 1));
    }

    private Looked looked(TakeInLabels.Opened file, TakeInRequest request, Progress progress) {
        TakeInLabels.Prepared prepared = file.prepare(request, progress.part(0, 0.6));
        progress.report(0.6, TEXTS.get("import.preview"));
        return new Looked(file, prepared, FrameLook.of(project, prepared.after(), TILES, TILE, progress));
    }

    /// Works out again what would be taken, of what was read. The page stays as it is meanwhile, and the keyboard where
    /// it is.
    ///
    /// @param goOn whether the keyboard goes on from the classes
    private void choose(boolean goOn) {
        TakeInLabels.@Nullable Opened file = opened;
        @Nullable Asked of = lookedAt;
        if (file == null || of == null) {
            return;
        }
        looked = null;
        form.say("");
        take.setDisable(true);
        TakeInRequest request = request(of);
        waiting.showLate(choosing.io(
                TEXTS.get("import.looking"),
                progress -> looked(file, request, progress),
                now -> {
                    waiting.clear();
                    fill(now);
                    if (goOn && form.getScene() != null) {
                        next().requestFocus();
                    }
                },
                failure -> {
                    waiting.clear();
                    // What is decided stays, and one may look again.
                    Nodes.show(look, true);
                    form.failed(failure, TEXTS.get("import.stopped"));
                }));
    }

    /// Where to go on.
    private Node next() {
        return take.isDisabled() ? classes.first() : take;
    }

    private void show(Looked now) {
        boolean here = form.getScene() != null;
        opened = now.opened();
        fill(now);
        form.done(here ? "" : TEXTS.get("import.looked"));
        if (here) {
            next().requestFocus();
        }
    }

    private void fill(Looked now) {
        looked = now;
        found.getChildren().forEach(part -> Nodes.show(part, true));
        TakeInReport report = now.prepared().report();
        summary.setText(found(report));
        classes.show(report, workspace.ontology());
        resolved(now.prepared().pictures());
        tiles.getChildren()
                .setAll(now.frames().stream()
                        .map(f -> new FrameTile(f, now.prepared().after().ontology(), () -> go(f)))
                        .toList());
        Nodes.show(preview, !now.frames().isEmpty());
        List<String> lines = new ArrayList<>();
        lines.add(TEXTS.get("import.would", report.taken(), report.labels()));
        outcome(lines, report);
        Nodes.show(asked, false);
        Nodes.show(look, false);
        Nodes.show(found, true);
        Nodes.show(take, true);
        Nodes.show(back, true);
        take.setDisable(!classes.isDecided() || report.taken() == 0);
        look.setDefaultButton(false);
        take.setDefaultButton(true);
    }

    private static String found(TakeInReport report) {
        Survey s = report.survey();
        String kinds = s.kinds().entrySet().stream()
                .map(e -> TEXTS.get("import.kind", TEXTS.get("kind." + e.getKey()), e.getValue()))
                .collect(Collectors.joining(", "));
        String what = TEXTS.get(
                "import.found",
                report.format().title(),
                s.annotations(),
                s.pictures(),
                s.categories().size(),
                s.tracks(),
                s.tags(),
                s.intervals());
        return kinds.isEmpty() ? what : what + "\n" + kinds;
    }

    private void resolved(Resolved where) {
        List<String> lines = new ArrayList<>();
        where.found()
                .forEach((id, count) -> lines.add(TEXTS.get(
                        "import.in",
                        workspace.state().media(id).map(Media::name).orElse(""),
                        count)));
        if (where.lostCount() > 0) {
            lines.add(TEXTS.get("import.nowhere", where.lostCount()));
        }
        pictures.setText(lines.isEmpty() ? TEXTS.get("import.noPictures") : String.join("\n", lines));
        lost.show(
                where.lost().stream()
                        .map(l -> new Findings.Line<>(
                                l, l.name(), workspace.spoken().of(l.reason())))
                        .toList(),
                where.lostCount());
        Nodes.show(lost, where.lostCount() > 0);
        Nodes.show(addFolder, where.lostCount() > 0);
    }

    private void outcome(List<String> lines, TakeInReport report) {
        report.saidMore().forEach((what, count) -> lines.add(TEXTS.get("import.more", count, what)));
        lines.addAll(report.remarks());
        if (report.notTakenCount() > 0) {
            lines.add(TEXTS.get("import.not", report.notTakenCount()));
        }
        outcome.setText(String.join("\n", lines));
        notTaken.show(
                report.notTaken().stream()
                        .map(n -> new Findings.Line<>(
                                n, n.at().toString(), workspace.spoken().of(n.reason())))
                        .toList(),
                report.notTakenCount());
        Nodes.show(notTaken, report.notTakenCount() > 0);
    }

    private void go(FrameLook at) {
        workspace.playing().set(false);
        workspace.open(at.media().id());
        workspace.goTo(at.frame());
    }

    /// Takes a folder of pictures into the project and looks again, at what was looked at.
    private void add(Path folderOfPictures) {
        @Nullable Asked of = lookedAt;
        if (of == null) {
            return;
        }
        unsure();
        form.runs(tasks.io(
                TEXTS.get("import.addFolder"),
                progress -> media.all(project, List.of(folderOfPictures), OptionalInt.empty(), progress),
                _ -> look(of),
                failure -> {
                    // Some of the pictures may be there: what would come in is to be looked at again.
                    Nodes.show(look, true);
                    form.failed(failure, TEXTS.get("import.stopped"));
                }));
    }

    // Taking.

    private void take() {
        if (looked == null) {
            return;
        }
        TakeInLabels.Prepared agreed = looked.prepared();
        form.runs(tasks.io(
                TEXTS.get("import.taking"),
                _ -> agreed.run(),
                this::taken,
                failure -> form.failed(failure, TEXTS.get("import.stopped"))));
    }

    private void taken(TakeInReport report) {
        looked = null;
        List<String> lines = new ArrayList<>();
        outcome(lines, report);
        for (Node part : found.getChildren()) {
            Nodes.show(part, part.equals(outcome) || part.equals(notTaken) && report.notTakenCount() > 0);
        }
        Nodes.show(outcome, !lines.isEmpty());
        Nodes.show(take, false);
        take.setDefaultButton(false);
        form.done(TEXTS.get("import.taken", report.taken(), report.labels(), report.event()));
        // The keyboard goes where its button does not go.
        if (form.getScene() != null) {
            back.requestFocus();
        }
    }
}
