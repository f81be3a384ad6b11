package limner.app.ui.release;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Label;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Form;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Places;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.OpenProject;
import limner.app.usecase.ReleaseResult;
import limner.app.usecase.SavedPlans;
import limner.app.usecase.Services;
import limner.app.usecase.VerifyAny;
import limner.app.usecase.VerifyReport;

/// Making a release, checking a release or the project itself, and writing the log as text.
public final class ReleaseFeature {

    private static final Texts TEXTS = Texts.beside(ReleaseFeature.class);

    private final Workspace workspace;
    private final OpenProject project;
    private final Services services;
    private final Tasks tasks;
    private final Sheets sheets;
    private final Places places;

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

    private void beginRelease() {
        // Looking for a free name and for saved plans asks the disk.
        tasks.io(
                TEXTS.get("title"),
                _ -> new ReleasePage.Begin(
                        freeFolder(), SavedPlans.of(project.file()).list()),
                begin -> sheets.openWide(
                        new ReleasePage(workspace, project, services, tasks, places, this::made, freeName(), begin)
                                .sheet()));
    }

    /// Whoever put the page away hears of it by a notice.
    private void made(Form form, ReleaseResult result, Optional<String> key) {
        ResultPage page = ResultPage.of(services, workspace, tasks, result, key);
        form.done(TEXTS.get("made", result.folder()));
        if (form.getScene() != null) {
            page.open(sheets);
        } else {
            page.check();
        }
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

    private void verifyProject() {
        tasks.io(
                TEXTS.get("checking"),
                _ -> VerifyAny.project(
                        project.file(), project.session().verify().join()),
                this::tell);
    }

    private void verifyRelease() {
        places.folder(TEXTS.get("project.verifyRelease"))
                .ifPresent(
                        folder -> new ResultPage(services, workspace, tasks, folder, folder.toString()).open(sheets));
    }

    private void tell(VerifyReport report) {
        Label text = new Label(ResultPage.words(report, workspace.spoken()));
        text.setWrapText(true);
        if (!report.holds()) {
            text.getStyleClass().add(Styles.ERROR);
        }
        Form form = new Form(workspace.errors()).add(text);
        sheets.open(new Sheets.Sheet(TEXTS.get("checked"), form, form));
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
