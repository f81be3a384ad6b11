package limner.app.ui.timeline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import limner.app.sound.SoundSource;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Texts;
import limner.app.usecase.PropagateResult;
import limner.media.pace.PlayTimes;
import limner.media.pace.StepGrid;
import limner.media.sound.Waveform;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Sequence;
import limner.model.ontology.ClassKind;
import limner.model.ontology.Ontology;
import limner.model.suggestion.Suggestion;

/// Draws the timeline. Only rows and frames in view are looked at, and where frames are narrower than pixels only one
/// of
/// those that fall together: the cost goes with the size of the window and not of the video.
final class TimelinePainter {

    /// Seen on light and dark.
    private static final Color WRONG = Color.web("#e5534b");

    /// How high the two lines of verdicts are together.
    private static final double VERDICTS = 5;

    private static final double ROW = TimelineViewModel.ROW;
    private static final double NAMES = TimelineViewModel.NAMES;
    private static final double RULER = TimelineViewModel.RULER;
    private static final double TOP = TimelineViewModel.TOP;
    private static final double DIAMOND = 4.5;

    /// Marks of stops are at least so many pixels apart on average.
    private static final double STOP_GAP = 3;

    private final GraphicsContext g;
    private final TimelineViewModel model;
    private final Filmstrip strip;
    private final Ontology ontology;
    private final Texts texts;
    private final Inks inks;
    private final TimeScale scale;
    private final int firstFrame;
    private final int lastFrame;

    TimelinePainter(GraphicsContext g, TimelineViewModel model, Filmstrip strip, Texts texts, Inks inks) {
        this.g = g;
        this.model = model;
        this.strip = strip;
        this.ontology = model.workspace().ontology();
        this.texts = texts;
        this.inks = inks;
        this.scale = model.scale();
        this.firstFrame = scale.firstVisible();
        this.lastFrame = scale.lastVisible();
    }

    void paint(Font font, Font small) {
        double width = model.width();
        double height = model.height();
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        fill(inks.ground(), 0, 0, width, height);
        if (model.isEmpty()) {
            return;
        }
        g.setFont(font);
        List<Row> rows = model.rows();
        int first = (int) Math.floor(model.scroll() / ROW);
        for (int i = Math.max(0, first); i < rows.size() && model.rowY(i) < model.bottom(); i++) {
            row(rows.get(i), model.rowY(i));
        }
        model.footer().ifPresent(f -> {
            fill(inks.ground(), 0, model.bottom(), width, ROW);
            row(f, model.bottom());
            fill(inks.line(), 0, model.bottom(), width, 1);
        });
        ruler(small);
        states();
        film(font);
        marked(height);
        fill(inks.line(), NAMES - 1, 0, 1, height);
    }

    private void fill(Color colour, double x, double y, double w, double h) {
        g.setFill(colour);
        g.fillRect(x, y, w, h);
    }

    private double left(double frame) {
        return NAMES + scale.x(frame);
    }

    /// Draws a piece of a row, cut at the edges of the lanes.
    private void piece(Color colour, double from, double to, double y, double h) {
        double a = Math.max(NAMES, from);
        double b = Math.min(model.width(), to);
        if (b > a) {
            fill(colour, a, y, b - a, h);
        }
    }

    private void ruler(Font small) {
        double width = model.width();
        fill(inks.panel(), 0, 0, width, TOP);
        g.setFont(small);
        g.setFill(inks.quiet());
        Optional<FrameFeed> feed = model.workspace().feed().get();
        int step = scale.step(feed.isPresent() ? 110 : 56);
        int fine = scale.step(7);
        g.setFill(inks.line());
        StepGrid stops = model.workspace().stops().get();
        for (long f = firstFrame / fine * (long) fine; stops.isWhole() && f <= lastFrame; f += fine) {
            if (left(f) >= NAMES) {
                g.fillRect(Math.round(left(f)), RULER - 4, 1, 4);
            }
        }
        stops(stops);
        for (long f = firstFrame / step * (long) step; f <= lastFrame; f += step) {
            double x = Math.round(left(f));
            if (x < NAMES) {
                continue;
            }
            fill(inks.quiet(), x, RULER - 9, 1, 9);
            int frame = (int) f;
            String number = Integer.toString(frame);
            g.setFill(inks.text());
            g.fillText(number, x + 4, 9);
            feed.filter(t -> frame < t.frameCount()).ifPresent(t -> {
                g.setFill(inks.quiet());
                g.fillText(clock(t.seconds(frame)), x + 10 + number.length() * 6.4, 9);
            });
        }
        fill(inks.panel(), 0, 0, NAMES, TOP);
        g.setFill(inks.quiet());
        g.fillText(texts.get("ruler"), 10, RULER / 2);
        fill(inks.line(), 0, TOP - 1, width, 1);
    }

    /// The frames at which work stops, a mark in the middle of each; where they are too close to be told apart, a line.
    private void stops(StepGrid stops) {
        if (stops.isWhole()) {
            return;
        }
        if (scale.width() / Math.max(1, stops.position(lastFrame) - stops.position(firstFrame)) < STOP_GAP) {
            piece(inks.accent(), NAMES, left(scale.frameCount()), RULER - 2, 1);
            return;
        }
        for (int f = stops.atOrAfter(firstFrame); f >= 0 && f <= lastFrame; f = stops.atOrAfter(f + 1)) {
            double x = Math.round(NAMES + scale.centre(f));
            piece(inks.accent(), x - 0.5, x + 0.5, RULER - 6, 6);
        }
    }

    /// Minutes and seconds, with as many digits as the zoom needs.
    private String clock(double seconds) {
        long millis = Math.round(seconds * 1000);
        long minutes = millis / 60_000;
        long rest = millis % 60_000;
        return scale.perFrame() > 4
                ? String.format(Locale.ROOT, "%d:%02d.%03d", minutes, rest / 1000, rest % 1000)
                : String.format(Locale.ROOT, "%d:%02d.%d", minutes, rest / 1000, rest % 1000 / 100);
    }

    private void states() {
        StateRuns states = model.states();
        double end = left(scale.frameCount());
        piece(Inks.faint(inks.quiet(), 0.18), NAMES, end, RULER + 1, 5);
        double drawn = NAMES;
        for (int i = states.index(firstFrame); i < states.runs().size(); ) {
            StateRuns.Run run = states.runs().get(i);
            if (run.frames().first() > lastFrame) {
                break;
            }
            double to =
                    Math.max(left(run.frames().last() + 1.0), left(run.frames().first()) + 1);
            if (to > drawn) {
                piece(
                        run.state() == FrameState.DONE ? inks.done() : inks.work(),
                        left(run.frames().first()),
                        to,
                        RULER + 1,
                        5);
            }
            drawn = to;
            // Runs within the pixel that has been drawn are passed over together.
            i = Math.max(i + 1, states.index(scale.frameAt(to - NAMES)));
        }
    }

    private void film(Font font) {
        double high = model.filmHeight();
        if (high == 0) {
            return;
        }
        fill(inks.ground(), 0, TOP, model.width(), high);
        strip.paint(g, TOP + 1, high - 2, Inks.faint(inks.quiet(), 0.18));
        fill(inks.ground(), 0, TOP, NAMES, high);
        g.setFont(font);
        text(texts.get("row.FILM"), 22, TOP + high / 2, inks.text());
        fill(inks.line(), 0, TOP + high - 1, model.width(), 1);
    }

    private void marked(double height) {
        model.workspace().range().get().ifPresent(r -> {
            piece(Inks.faint(inks.accent(), 0.10), left(r.first()), left(r.last() + 1.0), 0, height);
            piece(inks.accent(), left(r.first()), left(r.last() + 1.0), 0, 2);
            piece(inks.accent(), left(r.first()), left(r.first()) + 1, 0, height);
            piece(inks.accent(), left(r.last() + 1.0) - 1, left(r.last() + 1.0), 0, height);
        });
    }

    private void row(Row row, double y) {
        boolean here = model.cursor().filter(c -> c.row().equals(row.key())).isPresent();
        boolean chosen = row instanceof Row.Track(TrackBar bar) && model.selected(bar);
        if (chosen) {
            fill(Inks.faint(inks.accent(), 0.16), 0, y, model.width(), ROW);
        } else if (row instanceof Row.Group) {
            fill(inks.panel(), 0, y, model.width(), ROW);
        }
        double end = left(scale.frameCount());
        piece(Inks.faint(inks.line(), 0.6), NAMES, end, y + ROW - 1, 1);
        switch (row) {
            case Row.Sequences s -> sequences(s, y);
            case Row.Group group -> amounts(group.content(), inks.amount(), y);
            case Row.Strip strip -> amounts(strip.content(), inks.amount(), y);
            case Row.Reviews reviews -> reviews(reviews, y);
            case Row.Track(TrackBar bar) -> track(bar, y);
            case Row.Lane lane -> lane(lane, y);
            case Row.Sound(Row.Sound.Half half) -> sound(half, y);
        }
        name(row, y, chosen);
        if (here) {
            cursor(y);
        }
    }

    private void name(Row row, double y, boolean chosen) {
        fill(chosen ? inks.ground() : row instanceof Row.Group ? inks.panel() : inks.ground(), 0, y, NAMES, ROW);
        if (chosen) {
            fill(Inks.faint(inks.accent(), 0.28), 0, y, NAMES, ROW);
        }
        double middle = y + ROW / 2;
        switch (row) {
            case Row.Group group -> {
                triangle(group.open(), 10, middle);
                text(texts.get("row." + group.kind()), 22, middle, inks.text());
                number(group.members(), middle);
            }
            case Row.Track(TrackBar bar) -> {
                swatch(LabelNames.colour(ontology, bar.label().classId()), middle);
                text(LabelNames.of(ontology, bar.label()), 22, middle, inks.text());
            }
            case Row.Lane lane -> {
                swatch(LabelNames.colour(ontology, lane.labelClass().id()), middle);
                text(lane.labelClass().name(), 22, middle, inks.text());
                if (!lane.events().isEmpty()) {
                    number(lane.events().size(), middle);
                }
            }
            case Row.Strip strip -> {
                text(texts.get("row." + strip.kind()), 22, middle, inks.text());
                number(strip.content().total(), middle);
            }
            case Row.Reviews reviews -> {
                text(texts.get("row.SUGGESTIONS"), 22, middle, inks.text());
                number(reviews.open().total(), middle);
            }
            case Row.Sequences _ -> text(texts.get("row.SEQUENCES"), 22, middle, inks.text());
            case Row.Sound(Row.Sound.Half half) -> {
                if (half == Row.Sound.Half.UPPER) {
                    text(texts.get("row.SOUND"), 22, middle, inks.text());
                } else if (model.sound().waveform().get().isEmpty()) {
                    boolean failed = model.sound().unreadable().get();
                    text(texts.get(failed ? "sound.unreadable" : "sound.making"), 22, middle, inks.quiet());
                }
            }
        }
    }

    /// The loudest and, stronger, the usual loudness in each column of pixels; only of those in view.
    private void sound(Row.Sound.Half half, double y) {
        Optional<FrameFeed> feed = model.workspace().feed().get();
        Optional<Waveform> waveform = model.sound().waveform().get();
        Optional<SoundSource> source = model.sound().source().get();
        if (feed.isEmpty() || waveform.isEmpty() || source.isEmpty()) {
            return;
        }
        PlayTimes times = feed.get().times();
        Color soft = Inks.faint(inks.sound(), 0.5);
        double end = Math.min(model.width(), left(Math.min(scale.frameCount(), times.count())));
        boolean upper = half == Row.Sound.Half.UPPER;
        double until = seconds(times, source.get(), 0);
        for (double x = NAMES; x < end; x++) {
            double from = until;
            until = seconds(times, source.get(), x + 1 - NAMES);
            Waveform.Peak peak = waveform.get().peak(from, until);
            double high = tall(upper ? peak.highest() : -peak.lowest());
            double usual = Math.min(high, tall(peak.rms()));
            fill(soft, x, upper ? y + ROW - high : y, 1, high);
            fill(inks.sound(), x, upper ? y + ROW - usual : y, 1, usual);
        }
        if (upper) {
            piece(Inks.faint(inks.sound(), 0.6), NAMES, end, y + ROW - 0.5, 1);
        }
    }

    /// Grows with the square root, so that quiet speech is seen too.
    private static double tall(double amplitude) {
        return Math.sqrt(Math.clamp(amplitude, 0, 1)) * (ROW - 1);
    }

    /// The time under a place in the lanes, on the clock of the file.
    private double seconds(PlayTimes times, SoundSource source, double x) {
        double at = Math.clamp(scale.first() + x / scale.perFrame(), 0, times.count());
        int frame = Math.min((int) at, times.count() - 1);
        double place = times.start(frame) + (at - frame) * (times.end(frame) - times.start(frame));
        return source.fileSeconds().applyAsDouble(place);
    }

    private void swatch(Color colour, double middle) {
        g.setFill(colour);
        g.fillRoundRect(8, middle - 4, 8, 8, 3, 3);
    }

    private void triangle(boolean open, double x, double middle) {
        g.setFill(inks.quiet());
        if (open) {
            g.fillPolygon(new double[] {x - 3, x + 5, x + 1}, new double[] {middle - 2, middle - 2, middle + 3}, 3);
        } else {
            g.fillPolygon(new double[] {x - 1, x + 4, x - 1}, new double[] {middle - 4, middle, middle + 4}, 3);
        }
    }

    private void text(String name, double x, double middle, Color colour) {
        g.setFill(colour);
        g.fillText(shortened(name), x, middle);
    }

    private void number(int n, double middle) {
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFill(inks.quiet());
        g.fillText(Integer.toString(n), NAMES - 10, middle);
        g.setTextAlign(TextAlignment.LEFT);
    }

    /// Names that do not fit end in dots; the tooltip has them whole.
    private static String shortened(String name) {
        return name.length() <= 15 ? name : name.substring(0, 14) + "…";
    }

    private void sequences(Row.Sequences row, double y) {
        for (Sequence s : row.sequences()) {
            double a = left(s.range().first());
            double b = left(s.range().last() + 1.0);
            if (b < NAMES || a > model.width()) {
                continue;
            }
            piece(Inks.faint(inks.quiet(), 0.25), a + 1, b - 1, y + 3, ROW - 6);
            double x = Math.max(NAMES, a) + 6;
            if (b - x > s.name().length() * 7.0) {
                text(s.name(), x, y + ROW / 2, inks.text());
            }
        }
    }

    /// One bar for every frame, or for every two pixels where frames are narrower; its height grows with the amount.
    private void amounts(Density content, Color colour, double y) {
        double cell = Math.max(2, scale.perFrame());
        int i = content.index(firstFrame);
        while (i < content.size() && content.frame(i) <= lastFrame) {
            int frame = content.frame(i);
            double slot = scale.perFrame() >= 2 ? scale.x(frame) : Math.floor(scale.x(frame) / cell) * cell;
            int last = scale.perFrame() >= 2 ? frame : Math.max(frame, scale.frameAt(slot + cell - 1e-6));
            int n = content.between(frame, last);
            double h = Math.min(1, 0.35 + 0.2 * Math.log(n + 1.0) / Math.log(2)) * (ROW - 6);
            double w = Math.clamp(cell - 1, 1.5, 10);
            double x = NAMES + slot + (scale.perFrame() >= 2 ? (cell - w) / 2 : 0);
            piece(colour, x, x + w, y + ROW - 3 - h, h);
            i = Math.max(i + 1, content.index(last + 1));
        }
    }

    /// Bars for what waits, and below them two lines: what was taken, and what was rejected.
    private void reviews(Row.Reviews row, double y) {
        amounts(row.open(), inks.amount(), y - VERDICTS);
        verdicts(row.taken(), inks.done(), y + ROW - VERDICTS);
        verdicts(row.rejected(), inks.doubt(), y + ROW - VERDICTS / 2);
    }

    /// A piece of a line for each frame that has something, at least two pixels wide.
    private void verdicts(Density content, Color colour, double y) {
        int i = content.index(firstFrame);
        while (i < content.size() && content.frame(i) <= lastFrame) {
            double x = Math.floor(left(content.frame(i)));
            double to = Math.max(x + 2, left(content.frame(i) + 1.0));
            piece(colour, x, to, y, VERDICTS / 2 - 0.5);
            // Frames within what is painted already are passed over together.
            i = Math.max(i + 1, content.index(scale.frameAt(to - NAMES)));
        }
    }

    private void track(TrackBar bar, double y) {
        Color colour = LabelNames.colour(ontology, bar.label().classId());
        Color soft = Inks.faint(colour, 0.45);
        boolean strong = model.selected(bar);
        double middle = y + ROW / 2 - 0.5;
        drift(bar, y);
        int i = Math.max(0, bar.before(firstFrame));
        while (i < bar.size() && bar.frame(i) <= lastFrame) {
            int from = bar.frame(i);
            boolean last = i + 1 == bar.size();
            int until = last ? scale.frameCount() : bar.frame(i + 1);
            if (!bar.outside(i)) {
                double a = last || until - from > 0 ? left(from + 0.5) : left(from);
                double b = last ? left(until) : left(until + (bar.outside(i + 1) ? 0 : 0.5));
                double thick = strong ? 4 : 3;
                if (bar.occluded(i)) {
                    hatched(colour, a, b, middle);
                } else if (b - a < 8 || bar.interpolated(i)) {
                    piece(colour, a, b, middle - thick / 2 + 0.5, thick);
                } else {
                    piece(soft, a, b, middle, 1.5);
                }
            }
            // Keyframes within the same two pixels are passed over together.
            int next = bar.before(scale.frameAt(scale.x(from) + 2));
            i = scale.perFrame() < 2 ? Math.max(i + 1, next) : i + 1;
        }
        keyframes(bar, colour, middle, strong);
    }

    /// A column for each frame that the track was carried to, behind its line: the higher, the more it is to be
    /// doubted, and of another colour where it is worth a look.
    private void drift(TrackBar bar, double y) {
        if (lastFrame < firstFrame) {
            return;
        }
        double drawn = -1;
        double highest = 0;
        FrameRange seen = new FrameRange(Math.max(0, firstFrame), Math.max(0, lastFrame));
        for (Suggestion s :
                model.workspace().labels().openPlaces(bar.label().id(), seen).values()) {
            double a = left(s.frame());
            // Of frames within the same pixel the worst is seen.
            highest = Math.floor(a) == drawn ? Math.max(highest, s.drift()) : s.drift();
            drawn = Math.floor(a);
            double h = 2 + highest * (ROW - 5);
            Color colour = highest >= PropagateResult.WORTH_A_LOOK ? inks.doubt() : inks.amount();
            piece(colour, drawn, Math.max(drawn + 1, left(s.frame() + 1.0) - 0.5), y + ROW - 1.5 - h, h);
        }
    }

    private void keyframes(TrackBar bar, Color colour, double middle, boolean strong) {
        double drawn = -100;
        int i = Math.max(0, bar.before(firstFrame));
        while (i < bar.size() && bar.frame(i) <= lastFrame) {
            double x = NAMES + scale.centre(bar.frame(i));
            if (x >= NAMES - DIAMOND) {
                if (x - drawn >= 2.2 * DIAMOND) {
                    diamond(colour, x, middle, bar.outside(i), strong);
                    drawn = x;
                } else if (x - drawn >= 2) {
                    piece(colour, x - 0.5, x + 0.5, middle - DIAMOND, 2 * DIAMOND);
                }
            }
            int next = bar.before(scale.frameAt(scale.centre(bar.frame(i)) + 2));
            i = scale.perFrame() < 2 ? Math.max(i + 1, next) : i + 1;
        }
    }

    private void hatched(Color colour, double from, double to, double middle) {
        double a = Math.max(NAMES, from);
        double b = Math.min(model.width(), to);
        g.setFill(colour);
        // Stripes stand still while the view is panned: they are counted from where the piece begins.
        double start = a - (a - from) % 6;
        for (double x = start; x < b; x += 6) {
            double s = Math.max(a, x);
            double e = Math.min(b, x + 3);
            if (e > s) {
                g.fillRect(s, middle - 1, e - s, 3);
            }
        }
    }

    private void diamond(Color colour, double x, double middle, boolean hollow, boolean strong) {
        double r = strong ? DIAMOND + 1 : DIAMOND;
        double[] xs = {x - r, x, x + r, x};
        double[] ys = {middle + 0.5, middle + 0.5 - r, middle + 0.5, middle + 0.5 + r};
        g.setFill(hollow ? inks.ground() : colour);
        g.fillPolygon(xs, ys, 4);
        g.setStroke(hollow ? colour : inks.ground());
        g.setLineWidth(hollow ? 1.5 : 1);
        g.strokePolygon(xs, ys, 4);
    }

    private void lane(Row.Lane lane, double y) {
        Color colour = LabelNames.colour(ontology, lane.labelClass().id());
        boolean point = lane.labelClass().kind() == ClassKind.POINT_EVENT;
        double drawn = -1;
        for (IntervalEvent e : model.events(lane)) {
            double a = left(e.range().first());
            double b = Math.max(a + 3, left(e.range().last() + 1.0));
            boolean strong = model.selected(e);
            if (b < NAMES || a > model.width() || (b <= drawn + 0.5 && !strong)) {
                continue;
            }
            drawn = Math.max(drawn, b);
            if (point) {
                double x = NAMES + scale.centre(e.range().first());
                if (x >= NAMES) {
                    diamond(colour, x, y + ROW / 2 - 0.5, false, strong);
                    if (strong) {
                        piece(inks.text(), x - 6, x + 6, y + ROW - 2, 1.5);
                    }
                }
            } else {
                event(colour, a, b, y, strong);
            }
            if (model.isWrong(e)) {
                wrong(Math.max(a, NAMES), y);
            }
        }
        model.growing(lane).ifPresent(r -> growing(colour, r, y));
    }

    /// A mark at the beginning of an event that cannot be meant.
    private void wrong(double x, double y) {
        g.setFill(WRONG);
        g.fillPolygon(new double[] {x - 1, x + 8, x - 1}, new double[] {y + 1, y + 1, y + 10}, 3);
    }

    private void event(Color colour, double a, double b, double y, boolean strong) {
        piece(Inks.faint(colour, strong ? 0.95 : 0.62), a, b, y + 3, ROW - 6);
        Color edge = strong ? inks.text() : colour;
        double grip = strong ? 2.5 : 1.5;
        piece(edge, a, a + grip, y + 2, ROW - 4);
        piece(edge, b - grip, b, y + 2, ROW - 4);
        if (strong) {
            piece(edge, a, b, y + 2, 1);
            piece(edge, a, b, y + ROW - 3, 1);
        }
    }

    private void growing(Color colour, FrameRange range, double y) {
        double a = left(range.first());
        double b = left(range.last() + 1.0);
        piece(Inks.faint(colour, 0.35), a, b, y + 3, ROW - 6);
        piece(colour, a, a + 2, y + 2, ROW - 4);
        piece(colour, b - 1, b, y + 2, ROW - 4);
    }

    private void cursor(double y) {
        g.setStroke(inks.accent());
        g.setLineWidth(1);
        g.strokeRect(1.5, y + 0.5, NAMES - 4, ROW - 2);
        model.cursorItem().ifPresent(item -> {
            double a = left(item.range().first());
            double b = Math.max(left(item.range().last() + 1.0), a + 1);
            double pad = Math.max(3, (12 - (b - a)) / 2);
            if (b + pad > NAMES && a - pad < model.width()) {
                g.setLineWidth(1.5);
                g.strokeRect(
                        Math.max(NAMES + 1, a - pad),
                        y + 1,
                        Math.min(model.width(), b + pad) - Math.max(NAMES + 1, a - pad),
                        ROW - 3);
            }
        });
    }
}
