package limner.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import limner.app.task.Progress;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Projects;
import limner.app.usecase.Services;
import limner.app.usecase.Texts;
import limner.model.media.Media;
import limner.model.store.Access;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "The videos stay where they are. All of them are decoded once before the first is added: "
                    + "one that cannot be used, that the project has already or that is given twice changes "
                    + "nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCodes.FINE_TEXT,
            ExitCodes.INPUT_TEXT,
            "3:The system refused, a video changed meanwhile, or a fault of Limner; what was added is named.",
            ExitCodes.CANCELLED_TEXT
        })
final class ImportCommand implements Callable<Integer> {

    private final Shared shared;

    @Mixin
    private final ProjectArgument project = new ProjectArgument();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "VIDEO",
            description = {
                "Videos, pictures, or folders of pictures.",
                "A folder is one video, its pictures in the order of their names; so are several pictures given at "
                        + "once. Several pictures that are not all of their folder are listed in a file beside the "
                        + "project (.pictures)."
            })
    private List<Path> videos = List.of();

    @Option(
            names = "--stream",
            paramLabel = "NUMBER",
            description = "Take this video stream of each file instead of the one it flags as default. "
                    + "\"limner index\" lists them.")
    private @Nullable Integer stream;

    @Option(names = "--json", description = "Print a JSON object: \"project\", \"added\".")
    private boolean json;

    ImportCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        Path file = Files.exists(project.file()) ? project.file() : Projects.withEnding(project.file());
        List<Media> added = shared.with(s -> shared.console().watching(p -> run(s, file, p)));
        if (json) {
            print(file, added);
        } else {
            added.forEach(m -> shared.line("Added " + m.name() + ": " + Texts.count(m.frameCount(), "frame", "frames")
                    + ", " + m.width() + " x " + m.height() + ", sha256 " + m.sha256()));
        }
        return ExitCodes.FINE;
    }

    private List<Media> run(Services services, Path file, Progress progress) {
        Progress proving = progress.part(0, 0.8);
        Progress taking = progress.part(0.8, 1);
        OptionalInt chosen = IndexCommand.chosen(stream);
        List<Path> gathered = services.importMedia().gathered(file, videos);
        try {
            return run(services, file, gathered, chosen, proving, taking);
        } catch (RuntimeException e) {
            services.importMedia().forget(file, gathered, videos);
            throw e;
        }
    }

    private static List<Media> run(
            Services services, Path file, List<Path> videos, OptionalInt chosen, Progress proving, Progress taking) {
        if (Files.exists(file)) {
            // Opened first, so that a wrong project is told before minutes of decoding.
            try (OpenProject open = services.projects().open(file, Access.WRITE)) {
                services.importMedia().prove(videos, chosen, open.state().mediaInOrder(), services.media(), proving);
                return services.importMedia().all(open, videos, chosen, taking);
            }
        }
        services.importMedia().prove(videos, chosen, List.of(), services.media(), proving);
        try (OpenProject made = services.projects().create(file)) {
            return services.importMedia().all(made, videos, chosen, taking);
        }
    }

    private void print(Path file, List<Media> added) {
        ObjectNode root = shared.json();
        root.put("project", file.toString());
        ArrayNode list = root.putArray("added");
        for (Media m : added) {
            ObjectNode node = list.addObject();
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
