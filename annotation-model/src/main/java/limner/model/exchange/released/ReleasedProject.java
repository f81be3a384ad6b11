package limner.model.exchange.released;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import limner.model.event.LabelEvent;
import limner.model.exchange.ProjectPart;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.EventDetails;
import limner.model.label.EventLink;
import limner.model.label.FrameTag;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.release.ReleaseReader;
import limner.model.release.coco.CocoAnnotation;
import limner.model.release.coco.CocoCategory;
import limner.model.release.coco.CocoImage;
import limner.model.release.coco.CocoReader;
import limner.model.release.coco.CocoTrack;
import limner.model.release.coco.CocoVideo;
import limner.model.release.coco.FormatException;
import limner.model.release.coco.JsonFormat;
import limner.model.store.sqlite.FactText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a release says, as the part of a project that it was made from. Nothing is looked up by order or likeness:
/// labels,
/// events, runs and policies keep their ids.
///
/// @param images by the id of the video and the frame
record ReleasedProject(ProjectPart part, Map<Spot, CocoImage> images) {

    /// What a plan says where it leaves no class out.
    private static final String ALL = "all";

    /// A frame of a video.
    record Spot(MediaId media, int frame) {}

    /// @throws FormatException when files contradict each other
    /// @throws IOException when it cannot be read
    static ReleasedProject read(Path folder) throws IOException {
        Map<Integer, MediaId> media = new HashMap<>();
        Map<Integer, CocoVideo> videos = new HashMap<>();
        List<CocoImage> images = new ArrayList<>();
        Map<Integer, CocoAnnotation> annotations = new HashMap<>();
        instances(folder, videos, images, annotations);
        List<LabelEvent> facts = new ArrayList<>();
        List<String> lacks = new ArrayList<>();
        Map<Integer, Integer> lengths = new HashMap<>();
        String classes;
        try (ReleaseReader release = ReleaseReader.open(folder)) {
            for (ReleaseReader.Video v : release.facts().videos()) {
                CocoVideo says = videos.get(v.number());
                if (says == null) {
                    throw new FormatException("the annotations know no video " + v.number());
                }
                MediaId id = MediaId.of(v.media());
                media.put(v.number(), id);
                lengths.put(v.number(), says.length());
                facts.add(new LabelEvent.MediaAdded(new Media(
                        id, v.name(), "", v.fingerprint(), v.sha256(), says.width(), says.height(), says.length(), 0)));
            }
            classes = release.plan().getOrDefault("classes", ALL);
            lacks(release.facts().name(), classes, images.size(), lacks);
        }
        Ontology ontology = ontology(folder);
        facts.add(new LabelEvent.OntologyChanged(Ontology.empty(), ontology));
        Map<Integer, NavigableSet<Integer>> pictures = new HashMap<>();
        Map<Spot, CocoImage> spots = new HashMap<>();
        for (CocoImage i : images) {
            pictures.computeIfAbsent(i.video(), _ -> new TreeSet<>()).add(i.frame());
            spots.put(new Spot(of(media, i.video()), i.frame()), i);
        }
        ReleasedLabels labels = new ReleasedLabels(ontology, annotations, media, lengths, pictures);
        try (InputStream in = open(folder, "provenance.jsonl")) {
            JsonFormat.readLines(in, labels::line);
        }
        ReleasedLabels.Told told = labels.facts(facts);
        if (told.made() > 0) {
            lacks.add(told.made()
                    + (told.made() == 1 ? " computed place is a keyframe" : " computed places are keyframes")
                    + " now: what they were computed from is on pictures that the release does not have.");
        }
        if (told.cut() > 0) {
            lacks.add(told.cut() + (told.cut() == 1 ? " track ends" : " tracks end")
                    + " after the last picture of the video: what comes then is not in the release.");
        }
        said(folder, media, ontology, facts);
        states(images, media, isWhole(ontology, classes), facts, lacks);
        return new ReleasedProject(new ProjectPart(ProjectPart.of(facts).state(), lacks), spots);
    }

    /// Whether it has the objects and tags of all classes. A frame is done when all that is on it is labelled, and what
    /// was on the pictures of other classes is not known.
    private static boolean isWhole(Ontology ontology, String classes) {
        Set<String> named = new HashSet<>(List.of(classes.split(", ")));
        return classes.equals(ALL)
                || ontology.classes().stream()
                        .filter(c -> c.kind().drawn() || c.kind() == ClassKind.FRAME_TAG)
                        .allMatch(c -> named.contains(c.id().toString()));
    }

    private static void states(
            List<CocoImage> images,
            Map<Integer, MediaId> media,
            boolean isWhole,
            List<LabelEvent> facts,
            List<String> lacks) {
        int open = 0;
        for (CocoImage i : images) {
            FrameState state = FrameState.valueOf(i.state().toUpperCase(Locale.ROOT));
            if (state == FrameState.DONE && !isWhole) {
                state = FrameState.IN_WORK;
                open++;
            }
            if (state != FrameState.UNSEEN) {
                facts.add(new LabelEvent.FrameStateChanged(of(media, i.video()), i.frame(), FrameState.UNSEEN, state));
            }
        }
        if (open > 0) {
            lacks.add(open + (open == 1 ? " frame that was done is" : " frames that were done are")
                    + " in work here: what other classes have on them is not in the release.");
        }
    }

    private static void lacks(String name, String classes, int pictures, List<String> into) {
        into.add("The release \"" + name + "\" has " + pictures
                + (pictures == 1 ? " picture" : " pictures")
                + ": what was said on others is not in it"
                + (classes.equals(ALL) ? "." : ", and of classes " + classes + " alone."));
        into.add(
                "Suggestions that wait, named ranges of frames, pictures of guidelines and the history of the labels are"
                        + " not in a release.");
    }

    private static MediaId of(Map<Integer, MediaId> media, int video) {
        @Nullable MediaId id = media.get(video);
        if (id == null) {
            throw new FormatException("there is no video " + video);
        }
        return id;
    }

    private static InputStream open(Path folder, String file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(folder.resolve(file)));
    }

    private static void instances(
            Path folder,
            Map<Integer, CocoVideo> videos,
            List<CocoImage> images,
            Map<Integer, CocoAnnotation> annotations)
            throws IOException {
        CocoReader.read(open(folder, "annotations/instances.json"), new CocoReader.Visitor() {
            @Override
            public void video(CocoVideo video) {
                videos.put(video.id(), video);
            }

            @Override
            public void category(CocoCategory category) {
                // The ontology says more.
            }

            @Override
            public void image(CocoImage image) {
                images.add(image);
            }

            @Override
            public void annotation(CocoAnnotation annotation) {
                annotations.put(annotation.id(), annotation);
            }

            @Override
            public void track(CocoTrack track) {
                // Labels say themselves that they are tracks.
            }
        });
    }

    private static Ontology ontology(Path folder) throws IOException {
        List<LabelClass> classes = new ArrayList<>();
        int[] version = {1};
        FactText text = new FactText();
        JsonFormat.read(open(folder, "ontology.json"), new JsonFormat.Elements() {
            @Override
            public void element(String array, JsonNode n) {
                classes.add(new LabelClass(
                        new ClassId(n.required("id").intValue()),
                        n.required("name").stringValue(),
                        n.required("colour").stringValue(),
                        ClassKind.valueOf(n.required("kind").stringValue().toUpperCase(Locale.ROOT)),
                        n.required("hotkey").stringValue(),
                        n.has("parent") ? new ClassId(n.required("parent").intValue()) : null,
                        n.required("guideline").stringValue(),
                        n.required("retired").booleanValue(),
                        text.details(n)));
            }

            @Override
            public void property(String name, JsonNode value) {
                if (name.equals("version")) {
                    version[0] = value.intValue();
                }
            }
        });
        return new Ontology(version[0], classes);
    }

    private static void said(Path folder, Map<Integer, MediaId> media, Ontology ontology, List<LabelEvent> facts)
            throws IOException {
        JsonFormat.read(open(folder, "tags-and-events.json"), new JsonFormat.Elements() {
            @Override
            public void element(String array, JsonNode n) {
                MediaId video = of(media, n.required("video").intValue());
                ClassId classId = new ClassId(n.required("class").intValue());
                if (array.equals("tags")) {
                    facts.add(new LabelEvent.FrameTagged(
                            new FrameTag(video, n.required("frame").intValue(), classId)));
                } else {
                    facts.add(new LabelEvent.IntervalAdded(new IntervalEvent(
                            IntervalId.of(n.required("id").stringValue()),
                            video,
                            classId,
                            new FrameRange(
                                    n.required("first").intValue(),
                                    n.required("last").intValue()),
                            details(n, classId, ontology))));
                }
            }

            @Override
            public void property(String name, JsonNode value) {
                // How frames are counted, which is always the same.
            }
        });
    }

    private static EventDetails details(JsonNode n, ClassId classId, Ontology ontology) {
        @Nullable ClassId subject = null;
        if (n.has("subject")) {
            String name = n.required("subject").stringValue();
            subject = ontology.find(name)
                    .orElseThrow(() -> new FormatException("the ontology has no individual " + name))
                    .id();
        }
        List<EventLink> links = new ArrayList<>();
        for (JsonNode l : n.path("links").values()) {
            links.add(new EventLink(
                    EventLink.Role.valueOf(l.required("role").stringValue().toUpperCase(Locale.ROOT)),
                    LabelId.of(l.required("label").stringValue())));
        }
        AttributeValues modifiers = AttributeValues.none();
        for (Map.Entry<String, JsonNode> e : n.path("modifiers").properties()) {
            Attribute asked = ontology.attributesOf(classId).stream()
                    .filter(a -> a.name().equals(e.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new FormatException("nobody asks for modifier " + e.getKey()));
            modifiers = modifiers.with(
                    asked.id(),
                    asked.type()
                            .read(e.getValue().stringValue())
                            .orElseThrow(() -> new FormatException(
                                    e.getValue().stringValue() + " is no value of modifier " + e.getKey())));
        }
        return new EventDetails(subject, links, modifiers);
    }
}
