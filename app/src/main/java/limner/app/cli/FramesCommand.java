package limner.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import limner.app.usecase.AppException;
import limner.app.usecase.Folders;
import limner.app.usecase.IndexWords;
import limner.app.usecase.ReportWords;
import limner.app.usecase.Upright;
import limner.media.frame.FrameExport;
import limner.media.frame.Picture;
import limner.media.index.CheckVerdict;
import limner.media.session.DecoderUse;
import limner.media.session.FrameSession;
import limner.media.session.FramesProtocol;
import limner.media.session.SelfCheck;
import limner.media.session.SessionOptions;
import limner.media.source.Cancellation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// Frames by number, in the protocol by which readers are compared.
@Command(
        name = "frames",
        mixinStandardHelpOptions = true,
        description = {
            "Bring frames by number, with digest and timestamp.",
            "Prints a line \"frames COUNT\", then for each number a line \"NUMBER MD5 SECONDS "
                    + "MILLISECONDS\": digest of its luma plane, timestamp, time to have it ready. A number "
                    + "that is not there, or a picture that cannot be reached, gives \"NUMBER - - -\".",
            "With --self-check compares the pictures in order with the same pictures shuffled and backwards, says "
                    + "whether all were the same, and keeps that for the report of \"limner index\"."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCodes.FINE_TEXT,
            "1:The self-check does not hold.",
            "2:The file is no readable video; nothing is printed but one line on the error stream.",
            ExitCodes.FAILED_TEXT,
            ExitCodes.CANCELLED_TEXT
        })
final class FramesCommand implements Callable<Integer> {

    private final Shared shared;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "A video, a picture, or a folder of pictures.")
    private Path file = Path.of("");

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NUMBER", description = "Frames, from 0, in any order.")
    private List<Integer> numbers = List.of();

    @Option(
            names = "--all",
            description = "Every frame in order; with --self-check, every frame however long it takes.")
    private boolean all;

    @Option(
            names = "--self-check",
            description =
                    "Compare in order with shuffled and backwards; of long files a sample, unless --all is given.")
    private boolean selfCheck;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Order of the self-check (default: another each time).")
    private @Nullable Long seed;

    @Option(names = "--json", description = "Print what the self-check found as JSON.")
    private boolean json;

    @Mixin
    private final HardwareChoice hardware = new HardwareChoice();

    @Option(
            names = "--png",
            paramLabel = "DIR",
            description = "Also write each as DIR/NUMBER.png, upright as it is shown. The folder is made when missing.")
    private @Nullable Path png;

    @Option(names = "--stream", paramLabel = "NUMBER", description = "Another video stream than the default one.")
    private @Nullable Integer stream;

    FramesCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() throws IOException {
        if (all && !numbers.isEmpty()) {
            throw misuse("Give numbers or --all, not both.");
        }
        if (selfCheck) {
            if (!numbers.isEmpty() || png != null) {
                throw misuse("Give numbers and --png, or --self-check, not both.");
            }
            return check();
        }
        if (json || seed != null) {
            throw misuse("--json and --seed belong to --self-check.");
        }
        try (FramesProtocol frames = shared.console().watching(this::open)) {
            int[] wanted = all
                    ? IntStream.range(0, frames.index().count()).toArray()
                    : numbers.stream().mapToInt(Integer::intValue).toArray();
            Path folder = png;
            if (folder == null) {
                frames.print(IntStream.of(wanted), shared.console().out());
            } else {
                Files.createDirectories(folder);
                Upright upright = Upright.of(frames.info());
                frames.print(
                        IntStream.of(wanted),
                        shared.console().out(),
                        (n, picture) -> write(picture, upright.of(picture), folder, n));
            }
            sayWayBack(frames.decoder());
        }
        return ExitCodes.FINE;
    }

    private void sayWayBack(DecoderUse decoder) {
        if (decoder.isWayBack()) {
            shared.console().say("decoded by " + decoder.words() + ".");
        }
    }

    private int check() {
        long order = seed == null ? new Random().nextLong() : seed;
        SelfCheck.Extent extent = all ? SelfCheck.Extent.WHOLE : SelfCheck.Extent.SAMPLE;
        SessionOptions options =
                hardware.in(IndexCommand.options(Folders.ofThisUser().cache()));
        try (FrameSession session = SelfCheck.open(file, IndexCommand.chosen(stream), options)) {
            CheckVerdict verdict = shared.console().watching(progress -> {
                String name = String.valueOf(file.getFileName());
                Cancellation cancellation = new Cancellation();
                progress.onCancel(cancellation::cancel);
                session.onProgress(p -> progress.report(p.fraction(), IndexWords.of(name, p)));
                return new SelfCheck(session, extent, order, cancellation)
                        .run(p -> progress.report(p.fraction(), IndexWords.of(name, p)));
            });
            if (json) {
                ObjectNode root = shared.json();
                root.put("file", session.path().toString());
                root.put("decoder", session.decoder().words());
                IndexCommand.put(root, verdict);
                shared.print(root);
            } else {
                shared.line(verdict.sentence());
                ReportWords.figures(verdict).forEach(line -> shared.line(ReportWords.text(line)));
                sayWayBack(session.decoder());
            }
            return verdict.holds() ? ExitCodes.FINE : ExitCodes.CHECK_FAILED;
        }
    }

    private FramesProtocol open(limner.app.task.Progress progress) {
        String name = String.valueOf(file.getFileName());
        return FramesProtocol.open(
                file,
                IndexCommand.chosen(stream),
                hardware.in(IndexCommand.options(Folders.ofThisUser().cache())),
                p -> progress.report(p.fraction(), IndexWords.of(name, p)),
                new Cancellation());
    }

    private static void write(Picture picture, Upright upright, Path folder, int number) throws IOException {
        Path target = folder.resolve(String.format(java.util.Locale.ROOT, "%06d.png", number));
        FrameExport.writePng(
                upright.width(picture.width(), picture.height()),
                upright.height(picture.width(), picture.height()),
                upright.rgb(picture),
                target);
    }

    private RuntimeException misuse(String sentence) {
        CommandSpec known = spec;
        return known == null
                ? new AppException(AppException.Kind.BAD_INPUT, sentence)
                : new ParameterException(known.commandLine(), sentence);
    }
}
