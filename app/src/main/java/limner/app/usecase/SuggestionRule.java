package limner.app.usecase;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.PolicyId;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.provenance.Policy;
import limner.model.suggestion.Suggestion;
import org.jspecify.annotations.Nullable;

/// Which of the open suggestions of a video are meant, by what can be said of many at once. Immutable; what it means in
/// a project is worked out by [#find], which changes nothing.
///
/// @param classId of this class alone; null for all
/// @param least the least score, 0 to 1
/// @param most the greatest score, 0 to 1
/// @param frames on these frames alone; null for the whole video
/// @param smallest the fewest pixels it covers; lines and points cover none
/// @param largest the most pixels it covers
/// @param overlap whether labels that are there already matter
/// @param iou from which intersection over union on a label counts as overlapped, above 0 and at most 1
/// @param states on frames in one of these states
public record SuggestionRule(
        @Nullable ClassId classId,
        double least,
        double most,
        @Nullable FrameRange frames,
        long smallest,
        long largest,
        Overlap overlap,
        double iou,
        Set<FrameState> states) {

    /// Whether labels that are on the frame already matter.
    public enum Overlap {
        ANY,
        /// It overlaps one: perhaps the same thing once more.
        SOME,
        /// It overlaps none.
        NONE
    }

    public SuggestionRule {
        Objects.requireNonNull(overlap, "overlap");
        states = Set.copyOf(states);
        if (!(least >= 0 && least <= most && most <= 1)) {
            throw bad("Scores go from 0 to 1, the least first.");
        }
        if (smallest < 0 || largest < smallest) {
            throw bad("Sizes are numbers of pixels, the smallest first.");
        }
        if (!(iou > 0 && iou <= 1)) {
            throw bad("An overlap is a number above 0 and at most 1.");
        }
        if (states.isEmpty()) {
            throw bad("Choose at least one state of frames.");
        }
    }

    /// Every open suggestion on frames that are not done.
    public static SuggestionRule all() {
        return new SuggestionRule(
                null,
                0,
                1,
                null,
                0,
                Long.MAX_VALUE,
                Overlap.ANY,
                0.5,
                EnumSet.of(FrameState.UNSEEN, FrameState.IN_WORK));
    }

    private static AppException bad(String sentence) {
        return new AppException(AppException.Kind.BAD_INPUT, sentence);
    }

    /// What a rule means now.
    ///
    /// @param suggestions the best first
    /// @param acceptable those of them that can be accepted: on frames that are not done
    /// @param frames on how many frames they are
    public record Chosen(List<Suggestion> suggestions, List<Suggestion> acceptable, int frames) {
        public Chosen {
            suggestions = List.copyOf(suggestions);
            acceptable = List.copyOf(acceptable);
        }
    }

    /// The open suggestions that are meant. Of those that are said of one thing only the finest is looked at. Takes as
    /// long as it takes to compare pixels where overlap or size is asked for: not for the screen's thread.
    ///
    /// @param check called now and then; may throw to end it
    public Chosen find(MediaLabels labels, Media media, Runnable check) {
        List<Suggestion> found = new ArrayList<>();
        List<Suggestion> acceptable = new ArrayList<>();
        Set<Integer> on = new HashSet<>();
        for (int frame : labels.framesWithOpenSuggestions()) {
            check.run();
            FrameState state = labels.state(frame);
            if (!states.contains(state) || (frames != null && !frames.contains(frame))) {
                continue;
            }
            List<Suggestion> open =
                    labels.openOn(frame).stream().filter(this::isPlainlyMeant).toList();
            List<Pixels> others = open.isEmpty() || overlap == Overlap.ANY
                    ? List.of()
                    : labels.on(frame).stream()
                            .map(p -> p.placement().shape())
                            .filter(Shape::hasArea)
                            .map(s -> new Pixels(s, media))
                            .toList();
            for (Suggestion s : open) {
                check.run();
                if (isMeant(new Pixels(s.shape(), media), others)) {
                    found.add(s);
                    on.add(frame);
                    if (state != FrameState.DONE) {
                        acceptable.add(s);
                    }
                }
            }
        }
        found.sort(MediaLabels.BEST_FIRST);
        acceptable.sort(MediaLabels.BEST_FIRST);
        return new Chosen(found, acceptable, on.size());
    }

    private boolean isPlainlyMeant(Suggestion s) {
        return (classId == null || classId.equals(s.classId())) && s.score() >= least && s.score() <= most;
    }

    private boolean isMeant(Pixels s, List<Pixels> others) {
        if (smallest > 0 || largest < Long.MAX_VALUE) {
            long area = s.area();
            if (area < smallest || area > largest) {
                return false;
            }
        }
        return switch (overlap) {
            case ANY -> true;
            case SOME -> others.stream().anyMatch(o -> s.iou(o) >= iou);
            case NONE -> others.stream().noneMatch(o -> s.iou(o) >= iou);
        };
    }

    /// A shape whose pixels are looked at only when somebody asks, and once.
    private static final class Pixels {
        private final Shape shape;
        private final Media media;
        private final Box bounds;
        private @Nullable Rle rle;

        Pixels(Shape shape, Media media) {
            this.shape = shape;
            this.media = media;
            this.bounds = shape.bounds();
        }

        private Rle rle() {
            Rle known = rle;
            if (known == null) {
                known = shape instanceof Mask(Rle own)
                        ? own
                        : Rasterizer.rasterize(shape, media.width(), media.height());
                rle = known;
            }
            return known;
        }

        long area() {
            return shape.hasArea() ? rle().area() : 0;
        }

        double iou(Pixels other) {
            double shared = Math.max(
                            0, Math.min(bounds.right(), other.bounds.right()) - Math.max(bounds.x(), other.bounds.x()))
                    * Math.max(
                            0,
                            Math.min(bounds.bottom(), other.bounds.bottom()) - Math.max(bounds.y(), other.bounds.y()));
            if (shared == 0 || !shape.hasArea()) {
                return 0;
            }
            if (shape instanceof Box && other.shape instanceof Box) {
                double all = bounds.width() * bounds.height() + other.bounds.width() * other.bounds.height() - shared;
                return shared / all;
            }
            Rle mine = rle();
            Rle its = other.rle();
            // Pictures of a sequence may have sizes of their own; what is not of one picture overlaps nothing.
            return mine.width() == its.width() && mine.height() == its.height() ? mine.iou(its) : 0;
        }
    }

    /// The rule as it is recorded when suggestions are accepted by it.
    public Policy policy(Ontology ontology) {
        String what = classId == null ? "" : ontology.nameOf(classId) + " ";
        return new Policy(
                PolicyId.random(),
                what + "scored " + score(least) + "–" + score(most),
                "accept " + words(ontology),
                least);
    }

    /// The rule in words.
    public String words(Ontology ontology) {
        List<String> words = new ArrayList<>();
        words.add("open suggestions" + (classId == null ? "" : " of class " + ontology.nameOf(classId)));
        words.add("scored " + score(least) + " to " + score(most));
        words.add(frames == null ? "on the whole video" : "on frames " + frames.first() + " to " + frames.last());
        if (smallest > 0 || largest < Long.MAX_VALUE) {
            words.add("of " + smallest + " pixels"
                    + (largest < Long.MAX_VALUE ? " to " + largest + " pixels" : " or more"));
        }
        switch (overlap) {
            case ANY -> {
                // Nothing to be said.
            }
            case SOME -> words.add("overlapping a label by " + score(iou) + " or more");
            case NONE -> words.add("overlapping no label by " + score(iou) + " or more");
        }
        words.add("on frames that are "
                + states.stream().sorted().map(SuggestionRule::words).collect(Collectors.joining(" or ")));
        return String.join(", ", words);
    }

    private static String words(FrameState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String score(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
