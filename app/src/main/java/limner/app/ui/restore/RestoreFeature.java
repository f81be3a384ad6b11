package limner.app.ui.restore;

import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Places;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.RestoreProject;

/// Earlier states of the project, and copies of it.
public final class RestoreFeature {

    private static final Texts TEXTS = Texts.beside(RestoreFeature.class);

    private final Workspace workspace;
    private final RestoreProject restore;
    private final Tasks tasks;
    private final Sheets sheets;
    private final Places places;

    public RestoreFeature(Workspace workspace, RestoreProject restore, Tasks tasks, Sheets sheets, Places places) {
        this.workspace = workspace;
        this.restore = restore;
        this.tasks = tasks;
        this.sheets = sheets;
        this.places = places;
    }

    public void register(CommandRegistry registry) {
        registry.add(DeskCommand.of("project.restore", CommandGroup.PROJECT, TEXTS)
                .icon(Icon.HISTORY)
                .keys("Shortcut+Alt+O")
                .action(this::open));
    }

    private void open() {
        tasks.io(TEXTS.get("title"), _ -> restore.copies(workspace.session().file()), copies -> {
            RestorePage page = new RestorePage(workspace, restore, tasks, places, copies);
            sheets.openWide(page.sheet());
            page.begin();
        });
    }
}
