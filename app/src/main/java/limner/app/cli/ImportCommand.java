package limner.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import limner.app.task.Progress;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Projects;
import limner.app.usecase.Services;
import limner.app.usecase.Texts;
import limner.model.media.Media;
import limner.model.store.Access;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Videos into a project.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Add videos to a project, or make one of them.",
            "The videos stay where they are. Each is decoded once before the project is changed: "
                    + "one that cannot be used changes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCodes.FINE_TEXT, ExitCodes.INPUT_TEXT, ExitCodes.FAILED_TEXT})
final class ImportCommand implements Callable<Integer> {

    private final Shared shared;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "A project file (.limner).")
    private Path project = Path.of("");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "VIDEO", description = "Videos or pictures.")
    private List<Path> videos = List.of();

    @Option(names = "--json", description = "Print what was added as JSON.")
    private boolean json;

    ImportCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        List<Media> added = shared.with(s -> shared.console().watching(p -> run(s, p)));
        if (json) {
            print(added);
        } else {
            added.forEach(m -> shared.line("Added " + m.name() + ": " + Texts.count(m.frameCount(), "frame", "frames")
                    + ", " + m.width() + " x " + m.height() + ", sha256 " + m.sha256()));
        }
        return ExitCodes.FINE;
    }

    private List<Media> run(Services services, Progress progress) {
        Path file = Files.exists(project) ? project : Projects.withEnding(project);
        // Opened first where it exists, so that a wrong project is told before minutes of decoding.
        boolean known = Files.exists(file);
        try (OpenProject early =
                known ? services.projects().open(file, Access.WRITE) : proved(services, file, progress)) {
            if (known) {
                prove(services, progress);
            }
            List<Media> added = new ArrayList<>();
            for (Path video : videos) {
                Media media = services.importMedia().run(early, video, progress);
                added.add(services.importMedia().digest(early, media.id(), progress));
            }
            return added;
        }
    }

    private OpenProject proved(Services services, Path file, Progress progress) {
        prove(services, progress);
        return services.projects().create(file);
    }

    private void prove(Services services, Progress progress) {
        videos.forEach(v -> services.importMedia().prove(v, services.media(), progress));
    }

    private void print(List<Media> added) {
        ArrayNode root = shared.json().putArray("added");
        for (Media m : added) {
            ObjectNode node = root.addObject();
            node.put("id", m.id().toString());
            node.put("name", m.name());
            node.put("path", m.path());
            node.put("frames", m.frameCount());
            node.put("width", m.width());
            node.put("height", m.height());
            node.put("frameRate", m.frameRate());
            node.put("sha256", m.sha256());
        }
        shared.print(root);
    }
}
