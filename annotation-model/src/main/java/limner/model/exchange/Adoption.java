package limner.model.exchange;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import limner.model.command.Command;
import limner.model.event.LabelEvent;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.label.FrameTag;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.Attribute;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;

/// A part of a project fitted into another project, thing by thing as it was there. What finds no place is told with
/// its reason.
///
/// @param command all of it as one change
/// @param classes that come with it
/// @param otherStates on so many frames somebody said how far the work is, and it stays so
/// @param notTaken what has no place, by the name of its video there and what it is: a label as `Car 12`, a video as a
///     whole as nothing
public record Adoption(
        Command.Adopt command, List<LabelClass> classes, int otherStates, List<Entry.NotTaken> notTaken) {

    public Adoption {
        classes = List.copyOf(classes);
        notTaken = List.copyOf(notTaken);
    }

    /// What stands in the way of taking it as it was there, in words that go on "because": classes of the two projects
    /// that have each other's numbers or names, or are asked different things.
    public static Optional<String> obstacle(Ontology here, Ontology there) {
        for (LabelClass c : there.classes()) {
            Optional<LabelClass> known = here.find(c.id());
            Optional<LabelClass> named = here.find(c.name());
            if (known.isEmpty() && named.isPresent()) {
                return Optional.of("class " + c.name() + " has number " + c.id() + " there and "
                        + named.get().id() + " here");
            }
            if (known.isPresent()) {
                LabelClass k = known.get();
                if (!k.name().equals(c.name())) {
                    return Optional.of(
                            "class " + c.id() + " is called " + c.name() + " there and " + k.name() + " here");
                }
                if (k.kind() != c.kind() || !asksAll(here.attributesOf(k.id()), there.attributesOf(c.id()))) {
                    return Optional.of("class " + c.name() + " is said or asked otherwise here");
                }
            }
        }
        try {
            both(here, there);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("the classes of the two do not go together: " + e.getMessage());
        }
    }

    /// Whether a value of there means the same here.
    private static boolean asksAll(List<Attribute> here, List<Attribute> there) {
        return there.stream()
                .allMatch(a -> here.stream()
                        .anyMatch(b -> b.id().equals(a.id())
                                && b.name().equals(a.name())
                                && b.type().equals(a.type())
                                && b.holding() == a.holding()));
    }

    /// The classes of both: those that are here stay as they are. Where there are none, the others come as they were,
    /// with their version.
    private static Ontology both(Ontology here, Ontology there) {
        List<LabelClass> added = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        here.classes().stream().filter(c -> !c.retired()).forEach(c -> keys.add(c.hotkey()));
        for (LabelClass c : there.classes()) {
            if (here.find(c.id()).isEmpty()) {
                added.add(keys.contains(c.hotkey()) ? c.withHotkey("") : c);
            }
        }
        if (added.isEmpty()) {
            return here;
        }
        return here.classes().isEmpty()
                ? new Ontology(Math.max(here.version() + 1, there.version()), added)
                : here.with(added);
    }

    /// Fits a part in; nothing stands in the way ([#obstacle]).
    ///
    /// @param source what the history calls the file
    public static Adoption of(ProjectState project, ProjectState part, String source) {
        Map<MediaId, Media> places = places(project, part);
        Ontology ontology = both(project.ontology(), part.ontology());
        List<LabelEvent> facts = new ArrayList<>();
        List<Entry.NotTaken> notTaken = new ArrayList<>();
        places.values().forEach(m -> facts.add(new LabelEvent.MediaAdded(m)));
        if (!ontology.equals(Ontology.empty())) {
            facts.add(new LabelEvent.OntologyChanged(Ontology.empty(), ontology));
        }
        part.runs().values().forEach(r -> facts.add(new LabelEvent.RunRecorded(r)));
        part.policies().values().forEach(p -> facts.add(new LabelEvent.PolicyRecorded(p)));
        for (Media there : part.mediaInOrder()) {
            Media here = places.get(there.id());
            if (here != null) {
                said(project, part, there, here, facts, notTaken);
            } else if (!part.labelsOf(there.id()).isEmpty()) {
                notTaken.add(new Entry.NotTaken(
                        new Entry.At(there.name(), ""),
                        "the project has no such video with " + there.frameCount() + " pictures of " + there.width()
                                + " × " + there.height()));
            }
        }
        List<LabelClass> classes = ontology.classes().stream()
                .filter(c -> project.ontology().find(c.id()).isEmpty())
                .toList();
        ProjectState fitted = ProjectState.empty(project.id(), project.name()).applyAll(facts);
        return new Adoption(new Command.Adopt(source, fitted), classes, stays(project, fitted), notTaken);
    }

    private static void said(
            ProjectState project,
            ProjectState part,
            Media there,
            Media here,
            List<LabelEvent> facts,
            List<Entry.NotTaken> notTaken) {
        MediaLabels known = project.labelsOf(here.id());
        MediaLabels said = part.labelsOf(there.id());
        for (Sequence s : part.sequencesOf(there.id())) {
            Sequence ours = new Sequence(s.id(), here.id(), s.name(), s.range());
            Sequence before = project.sequences().get(s.id());
            if (before == null || before.equals(ours)) {
                facts.add(new LabelEvent.SequenceAdded(ours));
            }
        }
        // A frame on which something was not taken is not done here: it would say that nothing more is there.
        BitSet lacking = new BitSet();
        for (Label l : said.labelsInOrder()) {
            Label ours = l.withMedia(here.id());
            Entry.At at = new Entry.At(there.name(), part.ontology().nameOf(l.classId()) + " " + l.number());
            Optional<String> problem = problem(known, ours);
            if (problem.isPresent()) {
                notTaken.add(new Entry.NotTaken(at, problem.get()));
                said.states().keySet().stream()
                        .filter(f -> l.source(f).isPresent())
                        .forEach(lacking::set);
            } else {
                facts.add(new LabelEvent.LabelAdded(ours));
            }
        }
        for (Map.Entry<Integer, ? extends Set<ClassId>> e : said.tags().entrySet()) {
            for (ClassId tag : e.getValue()) {
                if (known.state(e.getKey()) == FrameState.DONE
                        && !known.tagsOn(e.getKey()).contains(tag)) {
                    notTaken.add(new Entry.NotTaken(
                            new Entry.At(there.name(), "frame " + e.getKey()),
                            "it is marked done and has no tag "
                                    + part.ontology().nameOf(tag)));
                } else {
                    facts.add(new LabelEvent.FrameTagged(new FrameTag(here.id(), e.getKey(), tag)));
                }
            }
        }
        for (IntervalEvent i : said.intervalsInOrder()) {
            IntervalEvent ours = new IntervalEvent(i.id(), here.id(), i.classId(), i.range(), i.details());
            IntervalEvent before = known.intervals().get(i.id());
            if (before == null || before.equals(ours)) {
                facts.add(new LabelEvent.IntervalAdded(ours));
            } else {
                notTaken.add(new Entry.NotTaken(
                        new Entry.At(
                                there.name(),
                                "frames " + i.range().first() + " to "
                                        + i.range().last()),
                        "this event is in the project, and was changed"));
            }
        }
        said.states().forEach((frame, state) -> {
            FrameState ours = state == FrameState.DONE && lacking.get(frame) ? FrameState.IN_WORK : state;
            facts.add(new LabelEvent.FrameStateChanged(here.id(), frame, FrameState.UNSEEN, ours));
        });
    }

    private static int stays(ProjectState project, ProjectState fitted) {
        return fitted.mediaInOrder().stream()
                .mapToInt(m -> (int) fitted.labelsOf(m.id()).states().entrySet().stream()
                        .filter(e -> {
                            FrameState known = project.labelsOf(m.id()).state(e.getKey());
                            return known != FrameState.UNSEEN && known != e.getValue();
                        })
                        .count())
                .sum();
    }

    private static Optional<String> problem(MediaLabels known, Label ours) {
        Optional<Label> before = known.label(ours.id());
        if (before.isPresent()) {
            Label b = before.get();
            boolean isSame = b.keyframes().equals(ours.keyframes())
                    && b.classId().equals(ours.classId())
                    && b.extent() == ours.extent()
                    && b.origin().equals(ours.origin())
                    && b.attributes().equals(ours.attributes())
                    && b.depth() == ours.depth();
            return isSame ? Optional.empty() : Optional.of("this label is in the project, and was changed");
        }
        return known.states().entrySet().stream()
                .filter(e -> e.getValue() == FrameState.DONE
                        && ours.source(e.getKey()).isPresent())
                .findFirst()
                .map(e -> "frame " + e.getKey() + " is marked done");
    }

    /// The project's own videos for those of the part: by the digest of the whole file, by its quick identity, then by
    /// name; always with as many pictures of that size.
    private static Map<MediaId, Media> places(ProjectState project, ProjectState part) {
        List<BiPredicate<Media, Media>> ways = List.of(
                (a, b) -> !a.sha256().isEmpty()
                        && a.sha256().equals(b.sha256())
                        && a.name().equals(b.name()),
                (a, b) -> a.fingerprint().equals(b.fingerprint()) && a.name().equals(b.name()),
                (a, b) -> !a.sha256().isEmpty() && a.sha256().equals(b.sha256()),
                (a, b) -> a.fingerprint().equals(b.fingerprint()),
                (a, b) -> a.name().equals(b.name()));
        Map<MediaId, Media> places = new LinkedHashMap<>();
        Set<MediaId> taken = new HashSet<>();
        for (BiPredicate<Media, Media> way : ways) {
            for (Media there : part.mediaInOrder()) {
                if (!places.containsKey(there.id())) {
                    project.mediaInOrder().stream()
                            .filter(m -> !taken.contains(m.id()) && asLarge(m, there) && way.test(m, there))
                            .findFirst()
                            .ifPresent(m -> {
                                taken.add(m.id());
                                places.put(there.id(), m);
                            });
                }
            }
        }
        return places;
    }

    private static boolean asLarge(Media a, Media b) {
        return a.width() == b.width() && a.height() == b.height() && a.frameCount() == b.frameCount();
    }
}
