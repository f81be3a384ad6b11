package limner.model.exchange.out;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limner.model.exchange.Entry;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.Media;
import limner.model.ontology.Ontology;
import limner.model.project.ProjectState;
import org.jspecify.annotations.Nullable;

/// Where something that [Outgoing] told lies in the project, so that a reader of a report can go and look. The words of
/// a place are made here and understood here, nowhere else.
///
/// @param label the object, where it is one
public record Spot(MediaId media, int frame, Optional<LabelId> label) {

    private static final Pattern WHERE = Pattern.compile("frames? (\\d{1,9})(?: to \\d{1,9}|, (.+) (\\d{1,9}))?");

    public Spot {
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(label, "label");
    }

    static Entry.At at(Media media, int frame) {
        return new Entry.At(media.name(), "frame " + frame);
    }

    static Entry.At at(Media media, int frame, Ontology ontology, Label label) {
        return new Entry.At(
                media.name(), "frame " + frame + ", " + ontology.nameOf(label.classId()) + " " + label.number());
    }

    static Entry.At at(Media media, FrameRange range) {
        return new Entry.At(media.name(), "frames " + range.first() + " to " + range.last());
    }

    /// The place that these words name; empty where they name none of this project.
    public static Optional<Spot> find(ProjectState state, Entry.At at) {
        Matcher words = WHERE.matcher(at.where());
        if (!words.matches()) {
            return Optional.empty();
        }
        int frame = Integer.parseInt(words.group(1));
        return state.mediaInOrder().stream()
                .filter(m -> m.name().equals(at.file()) && m.has(frame))
                .findFirst()
                .map(m -> new Spot(m.id(), frame, label(state, m, words.group(2), words.group(3))));
    }

    private static Optional<LabelId> label(
            ProjectState state, Media media, @Nullable String name, @Nullable String number) {
        return state.labelsOf(media.id()).labelsInOrder().stream()
                .filter(l -> Integer.toString(l.number()).equals(number)
                        && state.ontology().nameOf(l.classId()).equals(name))
                .map(Label::id)
                .findFirst();
    }
}
