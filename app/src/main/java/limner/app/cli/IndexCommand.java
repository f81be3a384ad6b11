package limner.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import limner.app.usecase.Folders;
import limner.app.usecase.Texts;
import limner.media.index.Damage;
import limner.media.session.FramesProtocol;
import limner.media.session.IndexReport;
import limner.media.session.SessionOptions;
import limner.media.source.Cancellation;
import limner.media.source.MediaInfo;
import picocli.CommandLine.Command;
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

    @Parameters(paramLabel = "FILE", description = "A video or a picture.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print everything as JSON.")
    private boolean json;

    @Option(names = "--no-cache", description = "Neither use nor keep a remembered index.")
    private boolean noCache;

    IndexCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() throws IOException {
        IndexReport report =
                noCache ? withoutCache() : read(options(Folders.ofThisUser().cache()));
        if (json) {
            print(report);
        } else {
            tell(report);
        }
        return ExitCodes.FINE;
    }

    static SessionOptions options(Path cache) {
        return SessionOptions.usual().withoutPrefetch().withIndexFolder(cache.resolve("index"));
    }

    private IndexReport withoutCache() throws IOException {
        Path scratch = Files.createTempDirectory("limner-index");
        try {
            return read(SessionOptions.usual().withoutPrefetch().withIndexFolder(scratch));
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

    private IndexReport read(SessionOptions options) {
        return shared.console().watching(progress -> {
            String name = String.valueOf(file.getFileName());
            try (FramesProtocol frames = FramesProtocol.open(
                    file,
                    options,
                    p -> progress.report(p.fraction(), "Indexing " + name + ": " + p.frames() + " frames"),
                    new Cancellation())) {
                return frames.report();
            }
        });
    }

    private void tell(IndexReport r) {
        MediaInfo i = r.info();
        row("file", r.file());
        row("bytes", Long.toString(r.bytes()));
        row("frames", r.frames() + " (the container claims " + claimed(i) + ")");
        row("picture", i.width() + " x " + i.height() + ", " + i.pixelFormat() + ", " + i.bitDepth() + " bit");
        row("turned", i.rotation() == 0 ? "no" : Texts.decimal(i.rotation()) + " degrees clockwise for display");
        row("pixel aspect", i.sampleAspect().isStated() ? i.sampleAspect().toString() : "not stated");
        row("codec", i.codec() + " in " + i.container());
        row("rate", String.format(Locale.ROOT, "%.3f frames a second, %s", r.frameRate(), constancy(r)));
        row("time", String.format(Locale.ROOT, "%.3f s to %.3f s", r.firstSeconds(), r.lastSeconds()));
        row("sound", i.hasAudio() ? "yes" : "no");
        row("packets", r.packets() + ", " + r.keyPackets() + " of them keys");
        row("missing times", r.timestampsMissing() + " missing, " + r.timestampsNotRising() + " not rising");
        row("damage", r.damage().isEmpty() ? "none" : Texts.count(r.damage().size(), "place", "places"));
        r.damage().forEach(d -> row("", d.toString()));
        row(
                "index",
                String.format(Locale.ROOT, "%s in %.0f ms", r.remembered() ? "remembered" : "built", r.milliseconds()));
    }

    private static String claimed(MediaInfo info) {
        return info.claimedFrames().isPresent()
                ? Long.toString(info.claimedFrames().getAsLong())
                : "nothing";
    }

    private static String constancy(IndexReport report) {
        return report.constantRate() ? "constant" : "varying";
    }

    private void row(String name, String value) {
        shared.line(String.format(Locale.ROOT, "%-14s %s", name, value));
    }

    private void print(IndexReport r) {
        ObjectNode root = shared.json();
        root.put("file", r.file());
        root.put("bytes", r.bytes());
        root.put("frames", r.frames());
        root.put("packets", r.packets());
        root.put("keyPackets", r.keyPackets());
        root.put("firstSeconds", r.firstSeconds());
        root.put("lastSeconds", r.lastSeconds());
        root.put("frameRate", r.frameRate());
        root.put("constantRate", r.constantRate());
        root.put("timestampsMissing", r.timestampsMissing());
        root.put("timestampsNotRising", r.timestampsNotRising());
        root.put("remembered", r.remembered());
        root.put("milliseconds", r.milliseconds());
        MediaInfo i = r.info();
        ObjectNode info = root.putObject("info");
        info.put("container", i.container());
        info.put("stream", i.stream());
        info.put("attachedPicture", i.attachedPicture());
        ArrayNode others = info.putArray("otherVideoStreams");
        i.otherVideoStreams().forEach(others::add);
        info.put("codec", i.codec());
        info.put("pixelFormat", i.pixelFormat());
        info.put("width", i.width());
        info.put("height", i.height());
        info.put("sampleAspect", i.sampleAspect().toString());
        info.put("rotation", i.rotation());
        info.put("timeBase", i.timeBase().toString());
        info.put("averageRate", i.averageRate().toString());
        info.put("hasAudio", i.hasAudio());
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
        shared.print(root);
    }
}
