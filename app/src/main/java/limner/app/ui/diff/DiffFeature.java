package limner.app.ui.diff;

import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Places;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Services;

/// Two releases beside each other.
public final class DiffFeature {

    private static final Texts TEXTS = Texts.beside(DiffFeature.class);

    private final Workspace workspace;
    private final OpenProject project;
    private final Services services;
    private final Tasks tasks;
    private final Sheets sheets;
    private final Places places;

    public DiffFeature(
            Workspace workspace, OpenProject project, Services services, Tasks tasks, Sheets sheets, Places places) {
        this.workspace = workspace;
        this.project = project;
        this.services = services;
        this.tasks = tasks;
        this.sheets = sheets;
        this.places = places;
    }

    public void register(CommandRegistry registry) {
        registry.add(DeskCommand.of("project.diff", CommandGroup.PROJECT, TEXTS)
                .icon(Icon.COPY)
                .keys("Shortcut+Alt+D")
                .action(this::open));
    }

    private void open() {
        tasks.io(
                TEXTS.get("title"),
                _ -> services.compareReleases().beside(project),
                known -> sheets.openWide(
                        new DiffPage(workspace, project, services.compareReleases(), tasks, places, known).sheet()));
    }
}
