package limner.app.ui.exchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.VBox;
import limner.app.task.Progress;
import limner.app.ui.common.Form;
import limner.app.ui.common.NewestTask;
import limner.app.ui.common.Nodes;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.OpenProject;
import limner.app.usecase.exchange.ExportLabels;
import limner.app.usecase.exchange.ExportRequest;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.LossReport;
import limner.model.exchange.out.Wanted;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.LabelClass;
import org.jspecify.annotations.Nullable;

/// The page on which labels leave the project: what to write and how, then what would be lost of it, and only then the
/// writing. What was looked at is what is written: a change of anything above asks to look again. JavaFX thread only.
final class ExportPage {

    private static final Texts TEXTS = Texts.beside(ExportPage.class);

    private final Workspace workspace;
    private final OpenProject project;
    private final Tasks tasks;
    private final ExchangeFeature.Places places;
    private final Form form;
    private final ComboBox<DatasetWriter> format = new ComboBox<>();
    private final PathField folder;
    private final ComboBox<Optional<Media>> video = new ComboBox<>();
    private final MenuButton classes = new MenuButton();
    private final CheckBox done = new CheckBox(TEXTS.get("export.done.only"));
    private final CheckBox every = new CheckBox(TEXTS.get("export.every"));
    private final ComboBox<Choices.Holes> holes =
            of("holes", "holes.", Choices.Holes.values(), Choices.FAITHFUL.holes());
    private final ComboBox<Choices.Parts> parts =
            of("parts", "parts.", Choices.Parts.values(), Choices.FAITHFUL.parts());
    private final ComboBox<Choices.Regions> regions =
            of("regions", "regions.", Choices.Regions.values(), Choices.FAITHFUL.regions());
    private final PathField original;
    private final LossPane losses;
    private final Button look = new Button(TEXTS.get("export.look"));
    private final Button write = new Button(TEXTS.get("export.write"));
    private final Button back = new Button(TEXTS.get("export.back"));
    private final VBox asked = new VBox(10);
    private final Button show = new Button(TEXTS.get("export.show"));
    private final NewestTask naming;
    private String proposed = "";
    private @Nullable Tried tried;

    /// What was looked at and may be written.
    ///
    /// @param isEmpty whether there is nothing to write
    private record Tried(ExportLabels.Prepared prepared, Path to, boolean isEmpty, LossReport report) {}

    ExportPage(Workspace workspace, OpenProject project, Tasks tasks, ExchangeFeature.Places places) {
        this.workspace = workspace;
        this.project = project;
        this.tasks = tasks;
        this.places = places;
        this.naming = new NewestTask(tasks);
        this.form = new Form(workspace.errors());
        this.folder = new PathField("export-folder", () -> places.folder(TEXTS.get("export.folder")));
        this.original = new PathField("export-original", () -> places.file(TEXTS.get("export.original")));
        this.losses = new LossPane(
                workspace,
                new Findings.Saving(tasks, workspace.errors(), places, project.file(), TEXTS.get("losses.file")));
        build();
        stale();
        propose();
    }

    Node node() {
        return form;
    }

    Node first() {
        return format;
    }

    // The form.

    private void build() {
        format.setId("export-format");
        format.getItems().setAll(ExportLabels.writers());
        format.setValue(format.getItems().getFirst());
        format.setVisibleRowCount(18);
        format.setConverter(new Worded<>(format, DatasetWriter::title));
        video.setId("export-video");
        video.getItems().add(Optional.empty());
        workspace.state().mediaInOrder().forEach(m -> video.getItems().add(Optional.of(m)));
        video.setValue(Optional.empty());
        video.setConverter(new Worded<>(video, m -> m.map(Media::name).orElse(TEXTS.get("export.videos.all"))));
        classes.setId("export-classes");
        classes.setMaxWidth(Double.MAX_VALUE);
        for (LabelClass c : workspace.ontology().classes()) {
            CheckMenuItem item = new CheckMenuItem(c.name());
            item.setMnemonicParsing(false);
            item.setUserData(c.name());
            item.selectedProperty().addListener((_, _, _) -> {
                classes.setText(chosen().isEmpty() ? TEXTS.get("export.classes.all") : String.join(", ", names()));
                stale();
            });
            classes.getItems().add(item);
        }
        classes.setText(TEXTS.get("export.classes.all"));
        classes.setMnemonicParsing(false);
        done.setId("export-done");
        every.setId("export-every");
        look.setId("export-look");
        look.setOnAction(_ -> look());
        write.setId("export-write");
        write.getStyleClass().add("accent");
        write.setOnAction(_ -> write());
        back.setId("export-back");
        back.setOnAction(_ -> {
            stale();
            format.requestFocus();
        });
        show.setId("export-show");
        asked.getChildren()
                .addAll(
                        Form.labelled(TEXTS.get("export.format"), format),
                        Form.labelled(TEXTS.get("export.folder"), folder));
        if (workspace.state().media().size() > 1) {
            asked.getChildren().add(Form.labelled(TEXTS.get("export.videos"), video));
        }
        asked.getChildren()
                .addAll(
                        Form.labelled(TEXTS.get("export.classes"), classes),
                        new VBox(2, done, every),
                        Form.labelled(TEXTS.get("export.regions"), new VBox(4, holes, parts, regions)),
                        Form.labelled(TEXTS.get("export.original"), original));
        form.add(asked).add(losses).button(look).button(write).button(show).button(back);
        for (ObservableValue<?> each : List.of(
                format.valueProperty(),
                folder.text(),
                video.valueProperty(),
                done.selectedProperty(),
                every.selectedProperty(),
                holes.valueProperty(),
                parts.valueProperty(),
                regions.valueProperty(),
                original.text())) {
            each.addListener((_, _, _) -> stale());
        }
        format.valueProperty().addListener((_, _, _) -> propose());
    }

    private static <E extends Enum<E>> ComboBox<E> of(String what, String words, E[] all, E usual) {
        ComboBox<E> box = new ComboBox<>();
        box.setId("export-" + what);
        box.setAccessibleText(TEXTS.get(what));
        box.setMaxWidth(Double.MAX_VALUE);
        box.getItems().setAll(all);
        box.setValue(usual);
        box.setConverter(new Worded<>(box, e -> TEXTS.get(words + e)));
        return box;
    }

    private Set<String> chosen() {
        return new HashSet<>(names());
    }

    private List<String> names() {
        return classes.getItems().stream()
                .filter(i -> i instanceof CheckMenuItem c && c.isSelected())
                .map(i -> String.valueOf(i.getUserData()))
                .toList();
    }

    /// A free folder beside the project, named after the format, unless somebody wrote another.
    private void propose() {
        if (!folder.text().get().equals(proposed)) {
            return;
        }
        String id = format.getValue().id();
        naming.io(
                TEXTS.get("export.title"),
                _ -> free(id),
                free -> {
                    if (folder.text().get().equals(proposed)) {
                        proposed = free.toString();
                        folder.text().set(proposed);
                    }
                },
                failure -> form.failed(failure, ""));
    }

    private Path free(String id) {
        Path file = project.file().toAbsolutePath().normalize();
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.limner$", "");
        Path candidate = file.resolveSibling(TEXTS.get("export.folderName", stem, id));
        for (int n = 2; Files.exists(candidate); n++) {
            candidate = file.resolveSibling(TEXTS.get("export.folderName.next", stem, id, n));
        }
        return candidate;
    }

    // What is lost.

    /// What was looked at is no more what is asked for.
    private void stale() {
        tried = null;
        form.say("");
        Nodes.show(asked, true);
        Nodes.show(look, true);
        Nodes.show(losses, false);
        Nodes.show(write, false);
        Nodes.show(show, false);
        Nodes.show(back, false);
        write.setDefaultButton(false);
        look.setDefaultButton(true);
    }

    private Optional<Path> target() {
        if (folder.isBlank()) {
            form.complain(TEXTS.get("export.needsFolder"));
            folder.takeKeyboard();
            return Optional.empty();
        }
        Optional<Path> to = folder.path(project.file());
        if (to.isEmpty()) {
            form.complain(TEXTS.get("export.badFolder"));
            folder.takeKeyboard();
        }
        return to;
    }

    private ExportRequest request() {
        return new ExportRequest(
                format.getValue().id(),
                new Choices(holes.getValue(), parts.getValue(), regions.getValue()),
                video.getValue().map(m -> Set.of(m.name())).orElse(Set.of()),
                chosen(),
                done.isSelected() ? EnumSet.of(FrameState.DONE) : EnumSet.allOf(FrameState.class),
                every.isSelected() ? Wanted.Frames.EVERY : Wanted.Frames.WORKED_ON,
                original.isBlank() ? Optional.empty() : original.path(project.file()));
    }

    private void look() {
        stale();
        if (!original.isBlank() && original.path(project.file()).isEmpty()) {
            form.complain(TEXTS.get("export.badOriginal"));
            original.takeKeyboard();
            return;
        }
        target().ifPresent(to -> {
            ExportRequest request = request();
            form.runs(tasks.io(
                    TEXTS.get("export.looking"),
                    progress -> tried(request, to, progress),
                    this::found,
                    failure -> form.failed(failure, TEXTS.get("export.stopped"))));
        });
    }

    private Tried tried(ExportRequest request, Path to, Progress progress) {
        ExportLabels.demandFree(to);
        ExportLabels.Prepared prepared = ExportLabels.prepare(project, request, progress.part(0, 0.2));
        boolean isEmpty = !prepared.saysAnything(progress.part(0.2, 0.25));
        return new Tried(prepared, to, isEmpty, prepared.trial(progress.part(0.25, 1)));
    }

    private void found(Tried now) {
        boolean here = form.getScene() != null;
        if (now.isEmpty()) {
            form.wrong(TEXTS.get("export.nothing"));
            return;
        }
        tried = now;
        losses.show(now.report(), now.prepared().unasked());
        // In place of what was asked, so that it is seen on small screens too.
        Nodes.show(asked, false);
        Nodes.show(look, false);
        Nodes.show(losses, true);
        Nodes.show(write, true);
        Nodes.show(back, true);
        look.setDefaultButton(false);
        write.setDefaultButton(true);
        form.done(here ? "" : TEXTS.get("export.looked"));
        if (here) {
            write.requestFocus();
        }
    }

    // Writing.

    private void write() {
        if (tried == null) {
            return;
        }
        Tried agreed = tried;
        form.runs(tasks.io(
                TEXTS.get("export.writing"),
                progress -> agreed.prepared().run(agreed.to(), progress),
                report -> written(agreed, report),
                failure -> form.failed(failure, TEXTS.get("export.stopped"))));
    }

    private void written(Tried agreed, LossReport report) {
        Nodes.show(write, false);
        write.setDefaultButton(false);
        Nodes.show(show, true);
        show.setOnAction(_ -> places.show(agreed.to()));
        tried = null;
        form.done(TEXTS.get("export.written", report.written(), agreed.to()));
        if (form.getScene() != null) {
            show.requestFocus();
        }
    }
}
