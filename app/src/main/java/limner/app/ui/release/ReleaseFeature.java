package limner.app.ui.release;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Form;
import limner.app.ui.common.Icon;
import limner.app.ui.common.NewestTask;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.OpenProject;
import limner.app.usecase.ReleaseRequest;
import limner.app.usecase.ReleaseResult;
import limner.app.usecase.Services;
import limner.app.usecase.VerifyAny;
import limner.app.usecase.VerifyReport;
import limner.model.release.Encodings;
import limner.model.release.Pictures;
import limner.model.release.ReleaseReport;
import org.jspecify.annotations.Nullable;

/// Making a release, checking a release or the project itself, and writing the log as text.
public final class ReleaseFeature {

    private static final Texts TEXTS = Texts.beside(ReleaseFeature.class);
    private static final int MOST_FAULTS = 8;

    private final Workspace workspace;
    private final OpenProject project;
    private final Services services;
    private final Tasks tasks;
    private final Sheets sheets;
    private final Places places;

    /// Asks the user for places on the disk.
    public interface Places {
        Optional<Path> folder(String title);

        Optional<Path> newFile(String title, String name);
    }

    public ReleaseFeature(
            Workspace workspace, OpenProject project, Services services, Tasks tasks, Sheets sheets, Places places) {
        this.workspace = workspace;
        this.project = project;
        this.services = services;
        this.tasks = tasks;
        this.sheets = sheets;
        this.places = places;
    }

    public void register(CommandRegistry registry) {
        registry.add(
                command("project.release").icon(Icon.RELEASE).keys("Shortcut+R").action(this::beginRelease));
        registry.add(command("project.verify").icon(Icon.VERIFY).action(this::verifyProject));
        registry.add(command("project.verifyRelease").icon(Icon.VERIFY).action(this::verifyRelease));
        registry.add(command("project.exportLog").icon(Icon.EXPORT).action(this::exportLog));
    }

    private static DeskCommand.Builder command(String id) {
        return DeskCommand.of(id, CommandGroup.PROJECT, TEXTS);
    }

    private enum Regions {
        AS_DRAWN,
        PIXELS,
        RINGS;

        Encodings encodings() {
            return switch (this) {
                case AS_DRAWN -> Encodings.asDrawn();
                case PIXELS -> Encodings.exact();
                case RINGS -> Encodings.rings();
            };
        }
    }

    private void beginRelease() {
        // Looking for a free name asks the disk.
        tasks.io(TEXTS.get("title"), _ -> freeFolder(), this::openRelease);
    }

    private void openRelease(Path free) {
        Form form = new Form(workspace.errors());
        TextField name = new TextField(freeName());
        name.setId("release-name");
        TextField folder = new TextField(free.toString());
        folder.setId("release-folder");
        HBox.setHgrow(folder, Priority.ALWAYS);
        Button choose = new Button(TEXTS.get("choose"));
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(_ -> places.folder(TEXTS.get("folder")).ifPresent(p -> folder.setText(p.toString())));
        HBox place = new HBox(8, folder, choose);
        place.setAlignment(Pos.CENTER_LEFT);
        ComboBox<Regions> regions = new ComboBox<>();
        regions.getItems().setAll(Regions.values());
        regions.setValue(Regions.AS_DRAWN);
        regions.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Regions value) {
                return value == null ? "" : TEXTS.get("regions." + value);
            }

            @Override
            public Regions fromString(String text) {
                return Regions.AS_DRAWN;
            }
        });
        CheckBox frames = new CheckBox(TEXTS.get("frames"));
        frames.setSelected(true);
        Label content = new Label();
        content.setWrapText(true);
        content.setMinHeight(Region.USE_PREF_SIZE);
        Button release = new Button(TEXTS.get("release"));
        release.getStyleClass().add("accent");
        release.setId("release-start");
        release.setDefaultButton(true);
        release.setOnAction(_ -> request(form, name, folder, regions, frames).ifPresent(r -> run(form, r)));
        NewestTask counting = new NewestTask(tasks);
        Runnable preview = () -> preview(counting, content, regions.getValue(), frames.isSelected());
        regions.valueProperty().addListener((_, _, _) -> preview.run());
        frames.selectedProperty().addListener((_, _, _) -> preview.run());
        form.field(TEXTS.get("name"), name)
                .field(TEXTS.get("folder"), place)
                .field(TEXTS.get("regions"), regions)
                .add(frames)
                .add(content)
                .button(release);
        sheets.open(new Sheets.Sheet(TEXTS.get("title"), form, name));
        preview.run();
    }

    /// The project's name, with a number where a release has that name: a name stands for one content for ever.
    private String freeName() {
        String name = workspace.state().name();
        String candidate = name;
        for (int n = 2; workspace.state().releases().containsKey(candidate); n++) {
            candidate = name + " " + n;
        }
        return candidate;
    }

    private Path freeFolder() {
        Path file = project.file().toAbsolutePath().normalize();
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.limner$", "");
        Path candidate = file.resolveSibling(TEXTS.get("folderName", stem));
        for (int n = 2; Files.exists(candidate); n++) {
            candidate = file.resolveSibling(TEXTS.get("folderName.next", stem, n));
        }
        return candidate;
    }

    private Optional<ReleaseRequest> request(
            Form form, TextField name, TextField folder, ComboBox<Regions> regions, CheckBox frames) {
        if (folder.getText().isBlank()) {
            form.complain(TEXTS.get("needsFolder"));
            return Optional.empty();
        }
        try {
            return Optional.of(new ReleaseRequest(
                    // A name alone is meant beside the project.
                    project.file()
                            .toAbsolutePath()
                            .resolveSibling(folder.getText().strip()),
                    name.getText().strip(),
                    regions.getValue().encodings(),
                    frames.isSelected() ? Pictures.FRAMES : Pictures.REFERENCES,
                    ""));
        } catch (InvalidPathException e) {
            form.complain(TEXTS.get("badFolder"));
            return Optional.empty();
        }
    }

    private void preview(NewestTask counting, Label content, Regions regions, boolean frames) {
        ReleaseRequest request = new ReleaseRequest(
                project.file(), "", regions.encodings(), frames ? Pictures.FRAMES : Pictures.REFERENCES, "");
        content.setText(TEXTS.get("counting"));
        counting.io(
                TEXTS.get("counting"),
                _ -> services.buildRelease().preview(project, request),
                report -> content.setText(words(report)),
                failure -> content.setText(workspace.errors().words(failure)));
    }

    private static String words(ReleaseReport r) {
        String what = TEXTS.get("content", r.pictures(), r.negatives(), r.annotations());
        List<String> losses = r.losses();
        if (r.pictures() == 0) {
            return TEXTS.get("nothingDone");
        }
        return losses.isEmpty() ? what : what + "\n\n" + String.join("\n", losses);
    }

    private void run(Form form, ReleaseRequest request) {
        form.runs(tasks.io(
                TEXTS.get("title"),
                progress -> services.buildRelease().run(project, request, progress),
                result -> {
                    form.done(words(result));
                    verify(form, words(result), result.folder());
                },
                failure -> form.failed(failure, TEXTS.get("cancelled"))));
    }

    private static String words(ReleaseResult r) {
        return TEXTS.get(
                r.unchanged() ? "unchanged" : "written",
                r.folder(),
                r.report().pictures(),
                r.report().annotations(),
                r.manifestSha256().substring(0, 12));
    }

    /// A release is checked right after it was written.
    private void verify(Form form, String written, Path folder) {
        form.say(written + "\n\n" + TEXTS.get("checking") + " …");
        tasks.io(
                TEXTS.get("checking"),
                progress -> services.verify().run(folder, List.of(), progress),
                report -> {
                    String all = written + "\n\n" + words(report);
                    if (report.holds()) {
                        form.done(all);
                    } else {
                        form.wrong(all);
                    }
                },
                failure -> form.wrong(written + "\n\n" + workspace.errors().words(failure)));
    }

    private void verifyProject() {
        tasks.io(
                TEXTS.get("checking"),
                _ -> VerifyAny.project(
                        project.file(), project.session().verify().join()),
                this::tell);
    }

    private void verifyRelease() {
        places.folder(TEXTS.get("project.verifyRelease"))
                .ifPresent(folder -> tasks.io(
                        TEXTS.get("checking"),
                        progress -> services.verify().run(folder, List.of(), progress),
                        this::tell));
    }

    private void tell(VerifyReport report) {
        Label text = new Label(words(report));
        text.setWrapText(true);
        if (!report.holds()) {
            text.getStyleClass().add(Styles.ERROR);
        }
        Form form = new Form(workspace.errors()).add(text);
        sheets.open(new Sheets.Sheet(TEXTS.get("checked"), form, form));
    }

    private static String words(VerifyReport r) {
        String counts = String.join(", ", r.counts());
        if (r.holds()) {
            return TEXTS.get("holds", r.path(), counts);
        }
        StringBuilder text =
                new StringBuilder(TEXTS.get("faults", r.path(), r.faults().size()));
        for (VerifyReport.Fault f :
                r.faults().subList(0, Math.min(MOST_FAULTS, r.faults().size()))) {
            text.append("\n· ")
                    .append(f.place().isEmpty() ? "" : f.place() + ": ")
                    .append(f.sentence());
        }
        return text.toString();
    }

    private void exportLog() {
        places.newFile(
                        TEXTS.get("project.exportLog"),
                        TEXTS.get("logFile", workspace.state().name()))
                .ifPresent(file -> tasks.io(
                        TEXTS.get("exporting"),
                        progress -> services.log().export(project.file(), file, progress),
                        lines -> workspace.errors().info(TEXTS.get("exported", lines, file))));
    }
}
