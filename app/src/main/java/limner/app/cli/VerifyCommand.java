package limner.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import limner.app.usecase.AppException;
import limner.app.usecase.VerifyReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Proof.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Check a project or a release.",
            "Of a project: the chain of its log, blobs, rows. Of a release: every file against its "
                    + "manifest, the annotations in themselves, and with --video every picture against the "
                    + "original."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything holds.",
            "1:Something does not; each fault is named.",
            "2:It is neither a project nor a release, or cannot be opened.",
            ExitCodes.FAILED_TEXT,
            ExitCodes.CANCELLED_TEXT
        })
final class VerifyCommand implements Callable<Integer> {

    private final Shared shared;

    @Parameters(index = "0", paramLabel = "PROJECT|RELEASE", description = "A project file or a release folder.")
    private Path path = Path.of("");

    @Option(names = "--video", arity = "1..*", paramLabel = "FILE", description = "Originals to compare pictures with.")
    private List<Path> videos = List.of();

    @Option(
            names = "--head",
            paramLabel = "RELEASE",
            description = "Of a project, also a backup: check that its log is the one this release was made from.")
    private @Nullable Path head;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    VerifyCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        VerifyReport report = shared.with(s -> shared.console().watching(p -> {
            Path release = head;
            if (release == null) {
                return s.verify().run(path, videos, p);
            }
            if (Files.isDirectory(path) || !videos.isEmpty()) {
                throw new AppException(
                        AppException.Kind.BAD_INPUT, "--head is for a project, and not together with --video.");
            }
            try {
                return s.verify().againstHead(path, release, p);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        return Reports.tell(shared, report, json ? Reports.Form.JSON : Reports.Form.WORDS);
    }

    /// How a report of a check is printed; doctor prints the same.
    static final class Reports {

        private Reports() {}

        enum Form {
            WORDS,
            JSON
        }

        static int tell(Shared shared, VerifyReport report, Form form) {
            switch (form) {
                case JSON -> shared.print(json(shared, report));
                case WORDS -> words(shared, report);
            }
            return report.holds() ? ExitCodes.FINE : ExitCodes.CHECK_FAILED;
        }

        private static void words(Shared shared, VerifyReport report) {
            for (VerifyReport.Fault f : report.faults()) {
                shared.line(f.place().isEmpty() ? f.sentence() : f.place() + ": " + f.sentence());
            }
            String what = report.what().name().toLowerCase(Locale.ROOT);
            shared.line((report.holds() ? "Holds: " : "Does NOT hold: ") + what + " " + report.path() + " ("
                    + String.join(", ", report.counts()) + "; "
                    + (report.digest().isEmpty() ? "no digest" : digestName(report) + " " + report.digest()) + ")");
        }

        private static String digestName(VerifyReport report) {
            return switch (report.what()) {
                case PROJECT -> "head of the chain";
                case RELEASE -> "manifest sha256";
            };
        }

        private static ObjectNode json(Shared shared, VerifyReport report) {
            ObjectNode root = shared.json();
            root.put("path", report.path().toString());
            root.put("what", report.what().name().toLowerCase(Locale.ROOT));
            root.put("holds", report.holds());
            root.put("digest", report.digest());
            ArrayNode counts = root.putArray("counts");
            report.counts().forEach(counts::add);
            ArrayNode faults = root.putArray("faults");
            for (VerifyReport.Fault f : report.faults()) {
                ObjectNode node = faults.addObject();
                node.put("place", f.place());
                node.put("sentence", f.sentence());
            }
            return root;
        }
    }
}
