package limner.app.ui.exchange;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.ImportMedia;
import limner.app.usecase.OpenProject;

/// Pages on which labels leave the project in formats of others, and on which those of others come in. What is lost is
/// seen before anything is written, and what comes in before anything is taken. JavaFX thread only.
public final class ExchangeFeature {

    private static final Texts TEXTS = Texts.beside(ExchangeFeature.class);

    /// What labels of others are dropped as; other files are media.
    private static final Pattern LABELS = Pattern.compile(".+\\.(json|jsonl|xml|txt|ya?ml)", Pattern.CASE_INSENSITIVE);

    private final Workspace workspace;
    private final OpenProject project;
    private final ImportMedia media;
    private final Tasks tasks;
    private final Sheets sheets;
    private final Places places;

    /// Asks the user for places on the disk, and shows them.
    public interface Places {
        Optional<Path> folder(String title);

        Optional<Path> file(String title);

        Optional<Path> newFile(String title, String name);

        /// Shows a folder in the system's own program for folders.
        void show(Path folder);
    }

    public ExchangeFeature(
            Workspace workspace, OpenProject project, ImportMedia media, Tasks tasks, Sheets sheets, Places places) {
        this.workspace = workspace;
        this.project = project;
        this.media = media;
        this.tasks = tasks;
        this.sheets = sheets;
        this.places = places;
    }

    public void register(CommandRegistry registry) {
        registry.add(DeskCommand.of("project.exportLabels", CommandGroup.PROJECT, TEXTS)
                .icon(Icon.EXPORT)
                .keys("Shortcut+E")
                .once()
                .action(() -> {
                    ExportPage page = new ExportPage(workspace, project, tasks, places);
                    sheets.openWide(new Sheets.Sheet(TEXTS.get("export.title"), page.node(), page.first()));
                }));
        registry.add(DeskCommand.of("project.importLabels", CommandGroup.PROJECT, TEXTS)
                .icon(Icon.IMPORT)
                .keys("Shortcut+Shift+E")
                .once()
                .action(() -> take(Optional.empty())));
    }

    /// Whether a file is taken for labels of others by its name.
    public static boolean isFor(Path file) {
        return LABELS.matcher(String.valueOf(file.getFileName())).matches();
    }

    /// Opens the page on which labels come in.
    ///
    /// @param file to look at; empty to ask for one
    public void take(Optional<Path> file) {
        if (!workspace.writable()) {
            workspace.errors().problem(TEXTS.get("import.readOnly"));
            return;
        }
        ImportPage page = new ImportPage(workspace, project, media, tasks, places, file);
        sheets.openWide(new Sheets.Sheet(TEXTS.get("import.title"), page.node(), page.first()));
    }
}
