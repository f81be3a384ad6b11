package limner.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import limner.app.usecase.Folders;
import limner.app.usecase.FrameChoice;
import limner.app.usecase.IndexWords;
import limner.app.usecase.ReportWords;
import limner.app.usecase.Texts;
import limner.media.index.CheckVerdict;
import limner.media.index.Damage;
import limner.media.pace.PlayTimes;
import limner.media.pace.StepGrid;
import limner.media.pace.Stepping;
import limner.media.report.DamageSpan;
import limner.media.report.DurationBin;
import limner.media.report.FrameSpan;
import limner.media.report.FrameSpans;
import limner.media.report.FrameTiming;
import limner.media.report.Gap;
import limner.media.session.FramesProtocol;
import limner.media.session.IndexReport;
import limner.media.session.SessionOptions;
import limner.media.source.AudioStream;
import limner.media.source.Cancellation;
import limner.media.source.MediaInfo;
import limner.media.source.VideoStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a video really holds.
@Command(
        name = "index",
        mixinStandardHelpOptions = true,
        description = {
            "Number the frames of a video and say what is in it.",
            "The video is decoded once; the index is remembered."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCodes.FINE_TEXT,
            "2:The file is no readable video; one line on the error stream says why.",
            ExitCodes.FAILED_TEXT,
            ExitCodes.CANCELLED_TEXT
        })
final class IndexCommand implements Callable<Integer> {

    private final Shared shared;

    @Parameters(paramLabel = "FILE", description = "A video, a picture, or a folder of pictures.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print everything as JSON.")
    private boolean json;

    @Option(names = "--stream", paramLabel = "NUMBER", description = "Another video stream than the default one.")
    private @Nullable Integer stream;

    @Option(names = "--no-cache", description = "Neither use nor keep a remembered index.")
    private boolean noCache;

    @Option(
            names = "--accept-decoder",
            description = {
                "Where another version of the decoder shows other pictures than those the video was numbered by, go on",
                "with them: numbers stay, and one whose picture is gone cannot be reached any more."
            })
    private boolean acceptDecoder;

    @Mixin
    private final HardwareChoice hardware = new HardwareChoice();

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private final Which which = new Which();

    /// Which frames to list; none unless one of these is given.
    static final class Which {

        @Option(
                names = "--rate",
                paramLabel = "RATE",
                description = {
                    "Count the frames on the screen so many times a second, such as 5, 29.97 or 30000/1001; with --json",
                    "list their numbers."
                })
        private @Nullable String rate;

        @Option(names = "--step", paramLabel = "N", description = "The same for every N-th frame.")
        private @Nullable Integer step;

        Optional<Stepping> stepping() {
            if (rate != null) {
                return Optional.of(FrameChoice.AtRate.of(rate).rate());
            }
            return Optional.ofNullable(step).map(n -> new Stepping.EveryNth(new FrameChoice.EveryNth(n).step()));
        }
    }

    /// What was found.
    private record Found(IndexReport report, Optional<StepGrid> stops) {}

    IndexCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Stepping> stepping = which.stepping();
        Found found = noCache
                ? withoutCache(stepping)
                : read(options(Folders.ofThisUser().cache()), stepping);
        if (json) {
            print(found);
        } else {
            shared.line(ReportWords.text(found.report()));
            found.stops()
                    .ifPresent(s -> shared.line(s.stepping().words() + ": " + Texts.count(s.count(), "frame", "frames")
                            + " of " + s.frameCount()));
        }
        return ExitCodes.FINE;
    }

    static OptionalInt chosen(@Nullable Integer stream) {
        return stream == null ? OptionalInt.empty() : OptionalInt.of(stream);
    }

    static SessionOptions options(Path cache) {
        return SessionOptions.usual().withoutPrefetch().withIndexFolder(cache.resolve("index"));
    }

    private Found withoutCache(Optional<Stepping> stepping) throws IOException {
        Path scratch = Files.createTempDirectory("limner-index");
        try {
            return read(SessionOptions.usual().withoutPrefetch().withIndexFolder(scratch), stepping);
        } finally {
            clear(scratch);
        }
    }

    private static void clear(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(IndexCommand::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Found read(SessionOptions usual, Optional<Stepping> stepping) {
        SessionOptions options = hardware.in(acceptDecoder ? usual.acceptingOtherPictures() : usual);
        return shared.console().watching(progress -> {
            String name = String.valueOf(file.getFileName());
            try (FramesProtocol frames = FramesProtocol.open(
                    file,
                    chosen(stream),
                    options,
                    p -> progress.report(p.fraction(), IndexWords.of(name, p)),
                    new Cancellation())) {
                return new Found(frames.report(), stepping.map(s -> StepGrid.of(s, PlayTimes.of(frames.index()))));
            }
        });
    }

    private void print(Found found) {
        IndexReport r = found.report();
        ObjectNode root = shared.json();
        root.put("file", r.file());
        root.put("bytes", r.bytes());
        root.put("frames", r.frames());
        root.put("packets", r.packets());
        root.put("keyPackets", r.keyPackets());
        root.put("firstSeconds", r.firstSeconds());
        root.put("lastSeconds", r.lastSeconds());
        root.put("frameRate", r.frameRate());
        root.put("longestGroup", r.longestGroup());
        root.put("stableFrames", r.stableFrames());
        root.put("numbersKnownFromPackets", r.doubt().isEmpty());
        root.put("doubt", r.doubt());
        root.put("decoder", r.decoder().words());
        r.selfCheck().ifPresentOrElse(verdict -> put(root, verdict), () -> root.putNull("selfCheck"));
        root.put("remembered", r.remembered());
        root.put("milliseconds", r.milliseconds());
        MediaInfo i = r.info();
        ObjectNode info = root.putObject("info");
        info.put("container", i.container());
        info.put("stream", i.stream());
        info.put("usualStream", i.usualStream());
        info.put("attachedPicture", i.attachedPicture());
        ArrayNode others = info.putArray("otherVideoStreams");
        for (VideoStream other : i.otherVideoStreams()) {
            ObjectNode node = others.addObject();
            node.put("number", other.number());
            node.put("codec", other.codec());
            node.put("width", other.width());
            node.put("height", other.height());
            node.put("default", other.flaggedDefault());
            node.put("attachedPicture", other.attachedPicture());
            node.put("title", other.title());
        }
        info.put("codec", i.codec());
        info.put("profile", i.profile());
        info.put("pixelFormat", i.pixelFormat());
        info.put("width", i.width());
        info.put("height", i.height());
        info.put("sampleAspect", i.sampleAspect().toString());
        info.put("rotation", i.rotation());
        info.put("mirrored", i.mirrored());
        info.put("timeBase", i.timeBase().toString());
        info.put("averageRate", i.averageRate().toString());
        ArrayNode sounds = info.putArray("audioStreams");
        for (AudioStream sound : i.audioStreams()) {
            ObjectNode node = sounds.addObject();
            node.put("number", sound.number());
            node.put("codec", sound.codec());
            node.put("channels", sound.channels());
            node.put("sampleRate", sound.sampleRate());
            node.put("title", sound.title());
        }
        if (i.claimedFrames().isPresent()) {
            info.put("claimedFrames", i.claimedFrames().getAsLong());
        } else {
            info.putNull("claimedFrames");
        }
        info.put("claimedSeconds", Double.isFinite(i.claimedSeconds()) ? i.claimedSeconds() : -1);
        info.put("fieldOrder", i.fieldOrder());
        info.put("bitDepth", i.bitDepth());
        info.put("colorSpace", i.colorSpace());
        info.put("colorRange", i.colorRange());
        ArrayNode damage = root.putArray("damage");
        for (Damage d : r.damage()) {
            ObjectNode node = damage.addObject();
            node.put("kind", d.kind().name().toLowerCase(Locale.ROOT));
            node.put("beforeFrame", d.beforeFrame());
            node.put("count", d.count());
            node.put("words", d.toString());
        }
        ArrayNode damaged = root.putArray("damagedFrames");
        for (DamageSpan d : r.damagedFrames()) {
            ObjectNode node = put(damaged.addObject(), d.frames());
            node.put("kind", d.kind().name().toLowerCase(Locale.ROOT));
            node.put("count", d.count());
        }
        ArrayNode complaints = root.putArray("complaints");
        r.complaints().forEach(complaints::add);
        put(root.putObject("repeats"), r.repeats());
        print(root.putObject("timing"), r.timing());
        found.stops().ifPresent(s -> {
            ObjectNode stops = root.putObject("stops");
            stops.put("stepping", s.stepping().words());
            stops.put("count", s.count());
            s.stops().forEach(stops.putArray("frames")::add);
        });
        shared.print(root);
    }

    /// Puts a verdict under the name that the report has it by.
    static void put(ObjectNode root, CheckVerdict verdict) {
        ObjectNode node = root.putObject("selfCheck");
        node.put("holds", verdict.holds());
        node.put("sentence", verdict.sentence());
        node.put("at", Instant.ofEpochMilli(verdict.epochMilli()).toString());
        node.put("decoding", verdict.decoding());
        node.put("seed", verdict.seed());
        node.put("pictures", verdict.frames());
        node.put("inOrder", verdict.inOrder());
        node.put("compared", verdict.compared());
        node.put("accesses", verdict.accesses());
        node.put("seekPoints", verdict.seekPoints());
        node.put("demoted", verdict.demoted());
        node.put("different", verdict.different());
        node.put("unreachable", verdict.unreachable());
        node.put("firstBad", verdict.firstBad());
    }

    private static void print(ObjectNode node, FrameTiming t) {
        node.put("constant", t.constant());
        node.put("usualSeconds", t.usualSeconds());
        node.put("shortestSeconds", t.shortestSeconds());
        node.put("longestSeconds", t.longestSeconds());
        ArrayNode histogram = node.putArray("histogram");
        for (DurationBin bin : t.histogram()) {
            ObjectNode column = histogram.addObject();
            column.put("fromSeconds", bin.fromSeconds());
            column.put("toSeconds", bin.toSeconds());
            column.put("frames", bin.frames());
        }
        ObjectNode gaps = node.putObject("gaps");
        gaps.put("count", t.gaps());
        ArrayNode first = gaps.putArray("first");
        for (Gap gap : t.firstGaps()) {
            ObjectNode each = first.addObject();
            each.put("afterFrame", gap.frame());
            each.put("fromSeconds", gap.fromSeconds());
            each.put("toSeconds", gap.toSeconds());
            each.put("missing", gap.missing());
        }
        put(node.putObject("missing"), t.missing());
        put(node.putObject("notRising"), t.notRising());
    }

    private static void put(ObjectNode node, FrameSpans spans) {
        node.put("frames", spans.frames());
        node.put("runs", spans.runs());
        ArrayNode first = node.putArray("first");
        spans.first().forEach(span -> put(first.addObject(), span));
    }

    private static ObjectNode put(ObjectNode node, FrameSpan span) {
        node.put("firstFrame", span.first());
        node.put("lastFrame", span.last());
        node.put("fromSeconds", span.fromSeconds());
        node.put("toSeconds", span.toSeconds());
        return node;
    }
}
