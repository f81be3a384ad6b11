package limner.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import limner.app.usecase.AppException;
import limner.app.usecase.CompareReleases;
import limner.model.release.diff.DiffJson;
import limner.model.release.diff.DiffOptions;
import limner.model.release.diff.DiffText;
import limner.model.release.diff.ReleaseDiff;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What changed.
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Say what differs between two releases.",
            "Pictures and objects that were added, removed or changed, objects that moved between classes, how far "
                    + "changed shapes cover each other, tracks that were split or joined, tags and events. Objects "
                    + "are recognised by the id of their label, and where there is none in common by the best overlap "
                    + "on their picture."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Nothing differs.",
            "1:Something does.",
            "2:One of the two is no release, or not as it was made.",
            ExitCodes.FAILED_TEXT,
            ExitCodes.CANCELLED_TEXT
        })
final class DiffCommand implements Callable<Integer> {

    private final Shared shared;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A release folder, taken for the older one.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "A release folder, taken for the newer one.")
    private Path after = Path.of("");

    @Option(
            names = "--overlap",
            paramLabel = "IOU",
            description = "Least intersection over union, above 0 and up to 1, of two objects that have no label in "
                    + "common and are still taken for the same (default: 0.5).")
    private double overlap = DiffOptions.usual().leastOverlap();

    @Option(
            names = "--list",
            paramLabel = "N",
            description = "How many pictures, objects, tags and events are listed (default: 1000); all are counted.")
    private int listed = DiffOptions.usual().listed();

    @Option(names = "--html", paramLabel = "FILE", description = "Also write it as a page that needs no other file.")
    private @Nullable Path html;

    @Option(names = "--json", description = "Print it as a JSON object.")
    private boolean json;

    DiffCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        DiffOptions options = options();
        ReleaseDiff diff = shared.with(s -> shared.console().watching(p -> {
            CompareReleases compare = s.compareReleases();
            try {
                Path page = html;
                if (page == null) {
                    return compare.run(before, after, options, p);
                }
                compare.demandOutside(page, List.of(before, after));
                ReleaseDiff found = compare.run(before, after, options, p);
                compare.page(found, page);
                return found;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        if (json) {
            shared.line(DiffJson.of(diff).strip());
        } else {
            DiffText.of(diff).forEach(shared::line);
        }
        return diff.same() ? ExitCodes.FINE : ExitCodes.CHECK_FAILED;
    }

    private DiffOptions options() {
        try {
            return new DiffOptions(overlap, listed);
        } catch (IllegalArgumentException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, "This cannot be: " + e.getMessage() + ".", e);
        }
    }
}
