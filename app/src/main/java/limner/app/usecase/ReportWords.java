package limner.app.usecase;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import limner.media.index.CheckVerdict;
import limner.media.report.DamageSpan;
import limner.media.report.DurationBin;
import limner.media.report.FrameSpan;
import limner.media.report.FrameSpans;
import limner.media.report.FrameTiming;
import limner.media.report.Gap;
import limner.media.session.IndexReport;
import limner.media.source.AudioStream;
import limner.media.source.MediaInfo;
import limner.media.source.VideoStream;

/// An import report in words, the same for the command line and the desk.
public final class ReportWords {

    /// So many places of each kind are listed; the rest is counted.
    private static final int MOST_PLACES = 6;

    private ReportWords() {}

    /// One thing that is told.
    ///
    /// @param name what it is about, or empty for more of the line before
    /// @param text what there is to say
    /// @param weight whether somebody who labels should look at it
    public record Line(String name, String text, Weight weight) {}

    /// Lines that belong together.
    public record Part(Subject subject, String title, List<Line> lines) {
        public Part {
            lines = List.copyOf(lines);
        }
    }

    /// What a part is about.
    public enum Subject {
        FILE,
        PICTURES,
        TIMES,
        DAMAGE,
        INDEX
    }

    /// How much a line matters.
    public enum Weight {
        /// As usual.
        PLAIN,
        /// Worth knowing before labelling.
        NOTABLE
    }

    /// Everything there is to tell.
    public static List<Part> parts(IndexReport r) {
        return List.of(
                new Part(Subject.FILE, "File", file(r)),
                new Part(Subject.TIMES, "Times", times(r)),
                new Part(Subject.DAMAGE, "Damage", damage(r)),
                new Part(Subject.PICTURES, "Pictures", pictures(r)),
                new Part(Subject.INDEX, "Index", index(r)));
    }

    private static List<Line> file(IndexReport r) {
        MediaInfo i = r.info();
        Lines to = new Lines();
        to.plain("file", r.file());
        to.plain("size", r.bytes() + " bytes");
        to.plain("codec", i.codec() + (i.profile().isEmpty() ? "" : " " + i.profile()) + " in " + i.container());
        String stream = "number " + i.stream() + (i.attachedPicture() ? ", a cover picture" : "");
        if (i.otherVideoStreams().isEmpty()) {
            to.plain("stream", stream);
        } else {
            to.notable(
                    "stream", stream + "; the file has other video streams, which can be chosen when it is imported");
            for (VideoStream other : i.otherVideoStreams()) {
                to.plain("", words(other));
            }
        }
        to.plain(
                "sound",
                i.audioStreams().isEmpty() ? "none" : words(i.audioStreams().getFirst()));
        i.audioStreams().stream().skip(1).limit(MOST_PLACES).forEach(a -> to.plain("", words(a)));
        return to.all;
    }

    /// A stream to choose, in one line.
    public static String words(VideoStream s) {
        return "stream " + s.number() + ": " + s.codec() + ", " + s.width() + " × " + s.height()
                + (s.flaggedDefault() ? ", default" : "")
                + (s.attachedPicture() ? ", cover picture" : "")
                + (s.title().isEmpty() ? "" : ", “" + s.title() + "”");
    }

    private static String words(AudioStream s) {
        return s.codec() + ", " + Texts.count(s.channels(), "channel", "channels") + ", " + s.sampleRate() + " Hz"
                + (s.title().isEmpty() ? "" : ", " + s.title());
    }

    private static String turned(MediaInfo info) {
        String mirrored = info.mirrored() ? "mirrored left to right" : "";
        if (info.rotation() == 0) {
            return info.mirrored() ? mirrored + " for display" : "no";
        }
        String degrees = Texts.decimal(info.rotation()) + " degrees clockwise for display";
        return info.mirrored() ? mirrored + ", then " + degrees : degrees;
    }

    private static List<Line> pictures(IndexReport r) {
        MediaInfo i = r.info();
        Lines to = new Lines();
        to.plain("size", i.width() + " × " + i.height() + ", " + i.pixelFormat() + ", " + i.bitDepth() + " bit");
        to.plain("turned", turned(i));
        boolean square = !i.sampleAspect().isStated()
                || i.sampleAspect().num() == i.sampleAspect().den();
        String aspect = i.sampleAspect().num() + " : " + i.sampleAspect().den();
        if (square) {
            to.plain("pixels", i.sampleAspect().isStated() ? "square" : "aspect not stated, taken as square");
        } else {
            to.notable("pixels", "not square, " + aspect);
        }
        switch (i.fieldOrder()) {
            case "progressive" -> to.plain("fields", "none, progressive");
            case "unknown" -> to.plain("fields", "not stated");
            case "tt", "tb" -> to.notable("fields", "interlaced, top field first");
            default -> to.notable("fields", "interlaced, bottom field first");
        }
        String matrix = i.colorSpace().equals("unknown") ? "matrix not stated" : i.colorSpace() + " matrix";
        to.plain("colour", matrix + ", " + range(i.colorRange()));
        long claimed = i.claimedFrames().orElse(-1);
        if (claimed < 0 || claimed == r.frames()) {
            to.plain(
                    "frames", r.frames() + (claimed < 0 ? "; the container states none" : ", as the container states"));
        } else {
            to.notable("frames", r.frames() + "; the container states " + claimed);
        }
        int hidden = r.packets() - r.frames();
        to.plain(
                "packets", r.packets() + (hidden > 0 ? ", " + hidden + " of them without a picture of their own" : ""));
        to.plain(
                "key pictures",
                r.keyPackets() + "; at most " + Texts.count(r.longestGroup(), "frame", "frames")
                        + " from one to the next");
        if (!r.repeats().isEmpty()) {
            to.plain(
                    "repeated",
                    Texts.count(r.repeats().frames(), "frame shows", "frames show") + " exactly the picture before");
            spans(to, r.repeats());
        }
        return to.all;
    }

    private static String range(String name) {
        return switch (name) {
            case "tv" -> "limited range";
            case "pc" -> "full range";
            default -> "range not stated";
        };
    }

    private static List<Line> times(IndexReport r) {
        FrameTiming t = r.timing();
        Lines to = new Lines();
        to.plain("shown", String.format(Locale.ROOT, "from %s to %s", time(r.firstSeconds()), time(r.lastSeconds())));
        String rate = String.format(Locale.ROOT, "%.3f frames a second", r.frameRate());
        if (t.histogram().isEmpty()) {
            to.plain("rate", r.frames() == 1 ? "one picture" : rate + ", by the file's claim alone");
        } else if (t.constant()) {
            to.plain("rate", rate + ", constant");
        } else {
            to.notable(
                    "rate",
                    rate + " on average, varying: " + duration(t.shortestSeconds()) + " to "
                            + duration(t.longestSeconds()) + " a frame, usually " + duration(t.usualSeconds()));
        }
        if (t.gaps() == 0) {
            to.plain("gaps", "none");
        } else {
            to.notable("gaps", Texts.count(t.gaps(), "place", "places") + " where frames seem to be missing");
            places(to, t.firstGaps(), t.gaps(), ReportWords::words);
        }
        if (t.missing().isEmpty() && t.notRising().isEmpty()) {
            to.plain("timestamps", "all there, all rising");
        } else {
            if (!t.missing().isEmpty()) {
                to.notable(
                        "timestamps", "missing for " + Texts.count(t.missing().frames(), "frame", "frames"));
                spans(to, t.missing());
            }
            if (!t.notRising().isEmpty()) {
                to.notable(
                        "timestamps",
                        "not later than the one before for "
                                + Texts.count(t.notRising().frames(), "frame", "frames"));
                spans(to, t.notRising());
            }
        }
        return to.all;
    }

    /// How long the pictures of one column of the histogram are shown.
    public static String words(DurationBin bin) {
        String from = duration(bin.fromSeconds());
        String to = duration(bin.toSeconds());
        String unit = from.substring(from.indexOf(' '));
        boolean sameUnit = to.endsWith(unit);
        return from.equals(to) ? to : (sameUnit ? from.substring(0, from.indexOf(' ')) : from) + " – " + to;
    }

    private static String words(Gap gap) {
        return "after frame " + gap.frame() + ", " + time(gap.fromSeconds()) + " to " + time(gap.toSeconds())
                + ", room for " + Texts.count(gap.missing(), "frame", "frames");
    }

    private static void spans(Lines to, FrameSpans spans) {
        places(to, spans.first(), spans.runs(), ReportWords::words);
    }

    private static String words(FrameSpan span) {
        return span + " (" + time(span.fromSeconds()) + (span.count() == 1 ? "" : " to " + time(span.toSeconds()))
                + ")";
    }

    private static <T> void places(Lines to, List<T> known, int all, Function<T, String> words) {
        known.stream().limit(MOST_PLACES).forEach(each -> to.plain("", words.apply(each)));
        int more = all - Math.min(known.size(), MOST_PLACES);
        if (more > 0) {
            to.plain("", "and " + Texts.count(more, "more place", "more places"));
        }
    }

    private static List<Line> damage(IndexReport r) {
        Lines to = new Lines();
        if (r.damagedFrames().isEmpty()) {
            to.plain("damage", "none found");
        } else {
            int places = r.damagedFrames().size();
            to.notable("damage", Texts.count(places, "place", "places") + "; what can be read is shown");
            places(to, r.damagedFrames(), places, ReportWords::words);
        }
        if (r.stableFrames() < r.frames()) {
            to.notable(
                    "numbers",
                    (r.stableFrames() == 0 ? "all frames" : "frames from " + r.stableFrames() + " on")
                            + " may have other numbers in other programs; in Limner they keep theirs");
        } else {
            to.plain("numbers", "hold in every program that decodes all of the file");
        }
        if (!r.complaints().isEmpty()) {
            to.plain("decoder", r.complaints().getFirst());
            r.complaints().stream().skip(1).forEach(line -> to.plain("", line));
        }
        return to.all;
    }

    private static String words(DamageSpan d) {
        return switch (d.kind()) {
            case READING_ENDED -> "reading ends after " + words(d.frames()) + ", before the end that the file states";
            case NUMBER_WITHOUT_PICTURE ->
                words(d.frames()) + ": no picture comes from there; the numbers were in use and stay as they are";
            case PICTURE_WITHOUT_NUMBER ->
                "after " + words(d.frames()) + ": " + d.count() + " × pictures that come where no number is free";
            case PACKET_REFUSED, PACKET_INCOMPLETE, PICTURE_CONCEALED ->
                words(d.frames()) + ": " + d.count() + " × " + d.kind().words() + "; what is shown may be spoilt";
        };
    }

    private static List<Line> index(IndexReport r) {
        Lines to = new Lines();
        String known =
                r.proved() ? "known from the packets, proved by decoding" : "known from the packets, not proved yet";
        to.plain("numbers", r.doubt().isEmpty() ? known : "found by decoding: " + r.doubt());
        String how = r.remembered() ? "remembered, read in " : "made in ";
        to.plain("index", how + String.format(Locale.ROOT, "%.0f ms", r.milliseconds()));
        if (r.decoder().isWayBack()) {
            to.notable("decoded by", r.decoder().words());
        } else {
            to.plain("decoded by", r.decoder().words());
        }
        if (r.selfCheck().isEmpty()) {
            to.plain("self-check", "not made for this index; limner frames --self-check does it");
        } else {
            CheckVerdict verdict = r.selfCheck().get();
            to.all.add(new Line("self-check", verdict.sentence(), verdict.holds() ? Weight.PLAIN : Weight.NOTABLE));
            to.all.addAll(figures(verdict));
        }
        return to.all;
    }

    /// The figures of a self-check.
    public static List<Line> figures(CheckVerdict v) {
        Lines to = new Lines();
        to.plain(
                "",
                Texts.count(v.compared(), "picture", "pictures") + " compared in "
                        + Texts.count(v.accesses(), "access", "accesses") + ", seed " + v.seed());
        to.plain("", Texts.count(v.seekPoints(), "seek point", "seek points") + " used, " + v.demoted() + " demoted");
        return to.all;
    }

    /// One line as text.
    public static String text(Line line) {
        return String.format(Locale.ROOT, "%-14s %s", line.name(), line.text());
    }

    /// A moment: seconds with three digits, and hours and minutes where there are some.
    private static String time(double seconds) {
        if (Math.abs(seconds) < 60) {
            return String.format(Locale.ROOT, "%.3f s", seconds);
        }
        long minutes = (long) (Math.abs(seconds) / 60);
        double rest = Math.abs(seconds) - minutes * 60.0;
        return String.format(Locale.ROOT, "%s%d:%02d:%06.3f", seconds < 0 ? "-" : "", minutes / 60, minutes % 60, rest);
    }

    private static String duration(double seconds) {
        return seconds < 1
                ? String.format(Locale.ROOT, "%.1f ms", seconds * 1000)
                : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    /// All lines of all parts as text, one below the other, with the histogram of durations where they vary.
    public static String text(IndexReport r) {
        List<Line> all = new ArrayList<>();
        for (Part part : parts(r)) {
            all.addAll(part.lines());
            if (part.subject() == Subject.TIMES && !r.timing().constant()) {
                bars(r.timing().histogram()).forEach(all::add);
            }
        }
        return all.stream().map(ReportWords::text).collect(Collectors.joining("\n"));
    }

    private static List<Line> bars(List<DurationBin> histogram) {
        int most = histogram.stream().mapToInt(DurationBin::frames).max().orElse(1);
        Lines to = new Lines();
        String name = "durations";
        for (DurationBin bin : histogram) {
            if (bin.frames() > 0) {
                String bar = "#".repeat(Math.max(1, Math.round(24f * bin.frames() / most)));
                to.plain(name, String.format(Locale.ROOT, "%-22s %-24s %d", words(bin), bar, bin.frames()));
                name = "";
            }
        }
        return to.all;
    }

    private static final class Lines {

        private final List<Line> all = new ArrayList<>();

        void plain(String name, String text) {
            all.add(new Line(name, text, Weight.PLAIN));
        }

        void notable(String name, String text) {
            all.add(new Line(name, text, Weight.NOTABLE));
        }
    }
}
