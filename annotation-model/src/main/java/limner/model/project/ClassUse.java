package limner.model.project;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.suggestion.Verdict;

/// What is said with one class: what a change of it touches.
///
/// @param videos those in which anything is, in the order of their names
public record ClassUse(List<InVideo> videos) {

    public ClassUse {
        videos = List.copyOf(videos);
    }

    /// What is said with it in one video.
    ///
    /// @param labels however long they are
    /// @param onDone those of them that are seen on a frame that is done
    /// @param keyframes of these labels
    /// @param frames on which any of these labels, tags or events is
    /// @param tags frames that carry the tag
    /// @param intervals events on lanes
    /// @param suggestions those that nobody has judged
    public record InVideo(
            MediaId media,
            int labels,
            int onDone,
            int keyframes,
            int frames,
            int tags,
            int intervals,
            int suggestions) {
        public InVideo {
            Objects.requireNonNull(media, "media");
        }
    }

    public static ClassUse of(ProjectState state, ClassId classId) {
        List<InVideo> videos = new ArrayList<>();
        for (Media media : state.mediaInOrder()) {
            MediaLabels here = state.labelsOf(media.id());
            List<Label> labels = here.labels().values().stream()
                    .filter(l -> l.classId().equals(classId))
                    .toList();
            BitSet done = new BitSet();
            here.states().forEach((frame, how) -> done.set(frame, how == FrameState.DONE));
            BitSet all = new BitSet();
            int onDone = 0;
            int keyframes = 0;
            for (Label l : labels) {
                BitSet seen = seen(l, media.frameCount());
                onDone += seen.intersects(done) ? 1 : 0;
                keyframes += l.keyframes().size();
                all.or(seen);
            }
            int tags = 0;
            for (var e : here.tags().entrySet()) {
                if (e.getValue().contains(classId)) {
                    all.set(e.getKey());
                    tags++;
                }
            }
            int intervals = 0;
            for (IntervalEvent i : here.intervals().values()) {
                if (i.classId().equals(classId)) {
                    all.set(i.range().first(), i.range().last() + 1);
                    intervals++;
                }
            }
            int suggestions = (int) here.suggestions().values().stream()
                    .filter(s -> s.classId().equals(classId) && here.verdict(s.id()) == Verdict.OPEN)
                    .count();
            InVideo use = new InVideo(
                    media.id(), labels.size(), onDone, keyframes, all.cardinality(), tags, intervals, suggestions);
            if (use.labels() + use.tags() + use.intervals() + use.suggestions() > 0) {
                videos.add(use);
            }
        }
        return new ClassUse(videos);
    }

    /// The frames of its video on which a label is.
    private static BitSet seen(Label label, int frameCount) {
        BitSet seen = new BitSet();
        if (!label.tracked()) {
            label.keyframes().keySet().forEach(seen::set);
            return seen;
        }
        Map.Entry<Integer, Keyframe> at = label.keyframes().firstEntry();
        while (at != null) {
            Map.Entry<Integer, Keyframe> next = label.keyframes().higherEntry(at.getKey());
            if (!at.getValue().outside()) {
                seen.set(at.getKey(), next == null ? Math.max(frameCount, at.getKey() + 1) : next.getKey());
            }
            at = next;
        }
        return seen;
    }

    public int frames() {
        return sum(InVideo::frames);
    }

    public int labels() {
        return sum(InVideo::labels);
    }

    public int onDone() {
        return sum(InVideo::onDone);
    }

    public int tags() {
        return sum(InVideo::tags);
    }

    public int intervals() {
        return sum(InVideo::intervals);
    }

    public int suggestions() {
        return sum(InVideo::suggestions);
    }

    public boolean isEmpty() {
        return videos.isEmpty();
    }

    private int sum(ToIntFunction<InVideo> of) {
        return videos.stream().mapToInt(of).sum();
    }
}
