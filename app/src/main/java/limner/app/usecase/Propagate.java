package limner.app.usecase;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import limner.app.task.Progress;
import limner.media.frame.Display;
import limner.media.index.FrameIndex;
import limner.media.session.Frame;
import limner.media.session.FrameSession;
import limner.model.command.Command;
import limner.model.geometry.Mask;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.project.MediaLabels;
import limner.model.provenance.Run;
import limner.model.suggestion.Suggestion;
import limner.plugin.api.PluginException;
import limner.plugin.opencv.Area;
import limner.plugin.opencv.Body;
import limner.plugin.opencv.Look;
import limner.plugin.opencv.Region;
import limner.plugin.opencv.Step;
import limner.plugin.opencv.Tracker;

/// Carries a label from the frame it is on to frames after or before it. Each place is offered as it is found, as a
/// suggestion
/// that points at the label; nothing of it is a label until somebody accepts it, and what people decided is neither
/// overwritten nor gone past.
public final class Propagate {

    /// Name of what does it, in the record of a run.
    public static final String PLUGIN = "limner.opencv";

    /// Which version of the way it is done; raised when the same pictures may give other places.
    private static final String VERSION = "1";

    /// From this drift on it counts as lost; after so many such frames it goes no further.
    private static final double LOST = 0.9;

    private static final int PATIENCE = 10;

    /// Carries a label. The caller's thread waits.
    ///
    /// When it is stopped, what was carried until then is kept and the result says so.
    ///
    /// @throws AppException when the label is not on that frame, or there is nothing to follow; nothing has changed
    /// then
    public PropagateResult run(OpenProject project, PropagateRequest request, Progress progress) {
        Media media = project.state()
                .media(request.media())
                .orElseThrow(() ->
                        new AppException(AppException.Kind.BAD_INPUT, "That video is not in the project any more."));
        Label label = label(project, request);
        if (!media.has(request.from()) || !media.has(request.to())) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    "Video " + media.name() + " has frames 0 to " + (media.frameCount() - 1) + ", not "
                            + (media.has(request.from()) ? request.to() : request.from()) + ".");
        }
        Shape shape = label.at(request.from())
                .orElseThrow(() -> new AppException(
                        AppException.Kind.BAD_INPUT, "The label is not on frame " + request.from() + "."))
                .shape();
        FrameSession session = project.media(media.id());
        FrameIndex index = ImportMedia.proved(session, media.name(), progress.part(0, 0));
        try (FrameWalk walk = new FrameWalk(session, index, request.isForwards(), progress::cancelled)) {
            return new Course(project, media, session, label, shape, request, progress).run(walk);
        }
    }

    /// Carries a label from two of its keyframes towards one another, and keeps of each frame what is less to be
    /// doubted. The
    /// drift of a frame is also how little the two agree.
    ///
    /// @param left one of the label's keyframes
    /// @param right the next one
    public PropagateResult between(
            OpenProject project,
            MediaId media,
            LabelId label,
            int left,
            int right,
            PropagateRequest.Method method,
            Progress progress) {
        PropagateResult forwards =
                run(project, new PropagateRequest(media, label, left, right, method), progress.part(0, 0.5));
        if (forwards.end() == PropagateResult.End.STOPPED) {
            return forwards;
        }
        SortedMap<Integer, Suggestion> first =
                project.state().labelsOf(media).openPlaces(label, new FrameRange(left, right));
        PropagateResult backwards =
                run(project, new PropagateRequest(media, label, right, left, method), progress.part(0.5, 1));
        SortedMap<Integer, Suggestion> second =
                project.state().labelsOf(media).openPlaces(label, new FrameRange(left, right));
        SortedMap<Integer, Double> drift = new TreeMap<>(forwards.drift());
        for (Map.Entry<Integer, Suggestion> e : second.entrySet()) {
            Suggestion there = first.get(e.getKey());
            Suggestion back = e.getValue();
            drift.put(e.getKey(), back.drift());
            if (there != null && !there.id().equals(back.id())) {
                double share = (e.getKey() - left) / (double) (right - left);
                Suggestion joined = Meeting.of(there, back, share);
                try {
                    project.perform(new Command.OfferPlace(joined));
                } catch (AppException refused) {
                    if (isDecided(project, media, label, e.getKey())) {
                        continue;
                    }
                    throw refused;
                }
                drift.put(e.getKey(), joined.drift());
            }
        }
        return new PropagateResult(
                backwards.run(), backwards.method(), drift, backwards.end(), backwards.medianMillis());
    }

    /// Makes keyframes of the places of a label that are at most so doubtful. One undo takes all of it back.
    ///
    /// @param frames those that somebody means, such as where one run carried it: elsewhere older runs may have left
    /// places that nobody has looked at
    /// @param most the most drift that is taken, 0 to 1
    /// @return how many frames were taken; nothing changes when there are none
    public int accept(OpenProject project, MediaId media, LabelId label, SortedSet<Integer> frames, double most) {
        if (frames.isEmpty()) {
            return 0;
        }
        MediaLabels labels = project.state().labelsOf(media);
        FrameRange range = new FrameRange(frames.first(), frames.last());
        Set<SuggestionId> places = labels.openPlaces(label, range).values().stream()
                .filter(s -> frames.contains(s.frame()))
                .filter(s -> s.drift() <= most && labels.state(s.frame()) != FrameState.DONE)
                .map(Suggestion::id)
                .collect(Collectors.toSet());
        if (!places.isEmpty()) {
            project.perform(new Command.AcceptPlaces(media, label, places));
        }
        return places.size();
    }

    private static Label label(OpenProject project, PropagateRequest request) {
        return project.state()
                .labelsOf(request.media())
                .label(request.label())
                .orElseThrow(() ->
                        new AppException(AppException.Kind.BAD_INPUT, "That label is not in the video any more."));
    }

    /// Whether somebody settled that frame, or took the label away.
    private static boolean isDecided(OpenProject project, MediaId media, LabelId label, int frame) {
        MediaLabels now = project.state().labelsOf(media);
        Optional<Label> here = now.label(label);
        return here.isEmpty()
                || here.get().keyframe(frame).filter(k -> !k.outside()).isPresent()
                || now.state(frame) == FrameState.DONE;
    }

    /// One run.
    private static final class Course {

        private final OpenProject project;
        private final Media media;
        private final Upright upright;
        private final CarriedShape carried;
        private final Label label;
        private final PropagateRequest request;
        private final Progress progress;
        private final RunId run = RunId.random();
        private final RegionCutter cutter = new RegionCutter();
        private final SortedMap<Integer, Double> drift = new TreeMap<>();
        private final List<Double> millis = new ArrayList<>();
        private int lost;

        Course(
                OpenProject project,
                Media media,
                FrameSession session,
                Label label,
                Shape shape,
                PropagateRequest request,
                Progress progress) {
            this.project = project;
            this.media = media;
            this.upright = Upright.of(session.info());
            this.carried = new CarriedShape(shape);
            this.label = label;
            this.request = request;
            this.progress = progress;
        }

        PropagateResult run(FrameWalk walk) {
            Body body = carried.body();
            Tracker.Method method = switch (request.method()) {
                case BEST -> Tracker.Method.best(body);
                case FLOW -> Tracker.Method.FLOW;
                case CORRELATION -> Tracker.Method.CORRELATION;
            };
            PropagateResult.End end;
            try (Sights sights = new Sights(walk)) {
                if (!sights.next(request.from())) {
                    throw new AppException(
                            progress.cancelled() ? AppException.Kind.CANCELLED : AppException.Kind.BAD_INPUT,
                            "The file gives no picture for frame " + request.from()
                                    + ", so there is nothing to follow.");
                }
                try (Tracker tracker = Tracker.of(sights.current(), body, method)) {
                    project.perform(new Command.RecordRun(record(method)));
                    end = carry(tracker, sights);
                }
            } catch (PluginException e) {
                throw new AppException(AppException.Kind.BAD_INPUT, e.sentence(), e);
            }
            withdrawStale(end);
            return new PropagateResult(run, method.title(), drift, end, median());
        }

        private Run record(Tracker.Method method) {
            Map<String, String> settings = new TreeMap<>();
            settings.put("label", label.id().toString());
            settings.put("from", Integer.toString(request.from()));
            settings.put("to", Integer.toString(request.to()));
            settings.put("keyframe", String.valueOf(label.keyframes().floorKey(request.from())));
            return new Run(run, PLUGIN, VERSION, method.title(), Tracker.LIBRARY, "", settings);
        }

        private PropagateResult.End carry(Tracker tracker, Sights sights) throws PluginException {
            int step = request.isForwards() ? 1 : -1;
            for (int frame = request.from() + step; frame != request.to() + step; frame += step) {
                if (decided(frame)) {
                    return PropagateResult.End.DECIDED;
                }
                if (!sights.next(frame)) {
                    return progress.cancelled() ? PropagateResult.End.STOPPED : PropagateResult.End.NO_PICTURE;
                }
                if (!fits(sights.current())) {
                    return PropagateResult.End.NO_PICTURE;
                }
                Step found;
                long from = System.nanoTime();
                try {
                    found = tracker.step(sights.previous(), sights.current(), progress::cancelled);
                } catch (CancellationException e) {
                    return PropagateResult.End.STOPPED;
                }
                millis.add((System.nanoTime() - from) / 1e6);
                if (!(found instanceof Step.Here here)) {
                    return PropagateResult.End.GONE;
                }
                Optional<Shape> shape = carried.shape(
                        here.body(), sights.current().width(), sights.current().height());
                if (shape.isEmpty()) {
                    return PropagateResult.End.GONE;
                }
                if (!offer(frame, shape.get(), here.drift().total())) {
                    return PropagateResult.End.DECIDED;
                }
                lost = here.drift().total() >= LOST ? lost + 1 : 0;
                if (lost >= PATIENCE) {
                    return PropagateResult.End.LOST;
                }
                progress.report(
                        drift.size() / (double) request.length(),
                        "Frame " + frame + ", " + Texts.count(drift.size(), "frame", "frames"));
            }
            return PropagateResult.End.ARRIVED;
        }

        /// Whether a person has decided about the label there, or the label is gone. Who carries it on from the last
        /// frame it is on means to go past its end.
        private boolean decided(int frame) {
            boolean ends = frame != request.from() + 1
                    && label.keyframe(frame).filter(Keyframe::outside).isPresent();
            return ends || isDecided(project, media.id(), label.id(), frame);
        }

        /// A picture of another size has other coordinates than the labels.
        private boolean fits(Look look) {
            return media.isSequence() || look.width() == media.width() && look.height() == media.height();
        }

        /// @return whether it is in the project; not when somebody decided about the frame meanwhile
        private boolean offer(int frame, Shape shape, double amount) {
            try {
                project.perform(new Command.OfferPlace(new Suggestion(
                        SuggestionId.random(),
                        media.id(),
                        frame,
                        label.classId(),
                        shape,
                        1 - amount,
                        run,
                        null,
                        label.id())));
            } catch (AppException e) {
                if (decided(frame)) {
                    return false;
                }
                throw e;
            }
            drift.put(frame, amount);
            return true;
        }

        /// Where this run found nothing any more, what an older one found starts from another place. Not when it was
        /// stopped:
        /// then nobody looked.
        private void withdrawStale(PropagateResult.End end) {
            if (end != PropagateResult.End.GONE && end != PropagateResult.End.LOST) {
                return;
            }
            int last = drift.isEmpty() ? request.from() : request.isForwards() ? drift.lastKey() : drift.firstKey();
            int next = last + (request.isForwards() ? 1 : -1);
            FrameRange rest = new FrameRange(
                    Math.max(0, Math.min(next, request.to())), Math.max(0, Math.max(next, request.to())));
            boolean within = request.isForwards() ? next <= request.to() : next >= request.to();
            if (within
                    && !project.state()
                            .labelsOf(media.id())
                            .openPlaces(label.id(), rest)
                            .isEmpty()) {
                project.perform(new Command.WithdrawPlaces(media.id(), label.id(), rest));
            }
        }

        private double median() {
            List<Double> sorted = millis.stream().sorted().toList();
            return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
        }

        /// The picture of the last step and that of this one; all others are closed.
        private final class Sights implements AutoCloseable {

            private final FrameWalk walk;
            private final List<Frame> frames = new ArrayList<>();

            Sights(FrameWalk walk) {
                this.walk = walk;
            }

            boolean next(int frame) {
                Optional<Frame> found = walk.at(frame);
                found.ifPresent(f -> {
                    frames.add(f);
                    if (frames.size() > 2) {
                        frames.removeFirst().close();
                    }
                });
                return found.isPresent();
            }

            Look current() {
                return look(frames.getLast());
            }

            Look previous() {
                return look(frames.getFirst());
            }

            private Look look(Frame frame) {
                Upright turn = upright.of(frame.picture());
                int width = frame.picture().width();
                int height = frame.picture().height();
                return new Look() {
                    @Override
                    public int width() {
                        return turn.width(width, height);
                    }

                    @Override
                    public int height() {
                        return turn.height(width, height);
                    }

                    @Override
                    public Region part(Area area) throws PluginException {
                        return cutter.cut(frame.picture(), turn, Display.NEUTRAL, area);
                    }
                };
            }

            @Override
            public void close() {
                frames.forEach(Frame::close);
            }
        }
    }

    /// Two places of one frame, one from either side, made one.
    private static final class Meeting {

        /// How much a whole way is to be doubted more than none.
        private static final double WAY = 0.3;

        private Meeting() {}

        /// @param share how far the frame is from the left keyframe to the right one, 0 to 1
        static Suggestion of(Suggestion there, Suggestion back, double share) {
            boolean left = there.drift() + WAY * share <= back.drift() + WAY * (1 - share);
            Suggestion chosen = left ? there : back;
            double apart = 1 - overlap(there.shape(), back.shape());
            double doubt = Math.clamp((apart - 0.3) / 0.6, 0, 1);
            return new Suggestion(
                    SuggestionId.random(),
                    chosen.media(),
                    chosen.frame(),
                    chosen.classId(),
                    chosen.shape(),
                    1 - Math.max(chosen.drift(), doubt),
                    back.run(),
                    null,
                    chosen.target());
        }

        private static double overlap(Shape a, Shape b) {
            if (a instanceof Mask(var first) && b instanceof Mask(var second)) {
                return first.iou(second);
            }
            var p = a.bounds();
            var q = b.bounds();
            double width = Math.min(p.right(), q.right()) - Math.max(p.x(), q.x());
            double height = Math.min(p.bottom(), q.bottom()) - Math.max(p.y(), q.y());
            if (p.width() * p.height() == 0 || q.width() * q.height() == 0) {
                // Points and straight lines: apart by as many pixels.
                double off = Math.hypot(p.x() - q.x(), p.y() - q.y());
                return 1 / (1 + off / 10);
            }
            double both = Math.max(0, width) * Math.max(0, height);
            return both / (p.width() * p.height() + q.width() * q.height() - both);
        }
    }
}
