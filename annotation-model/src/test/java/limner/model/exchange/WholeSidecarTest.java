package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import limner.model.command.Command;
import limner.model.command.Decider;
import limner.model.command.Decision;
import limner.model.event.LabelEvent;
import limner.model.exchange.coco.CocoExport;
import limner.model.exchange.coco.PanopticExport;
import limner.model.exchange.cvat.CvatExport;
import limner.model.exchange.cvat.CvatVideoExport;
import limner.model.exchange.datumaro.DatumaroExport;
import limner.model.exchange.labelme.LabelmeExport;
import limner.model.exchange.out.Outgoing;
import limner.model.exchange.out.PictureNames;
import limner.model.exchange.out.ProjectFacts;
import limner.model.exchange.out.Recall;
import limner.model.exchange.out.Wanted;
import limner.model.exchange.sidecar.SidecarFormat;
import limner.model.exchange.sidecar.SidecarKeeper;
import limner.model.exchange.yolo.YoloExport;
import limner.model.fixture.Fixture;
import limner.model.fixture.RandomProject;
import limner.model.geometry.Box;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.ProjectId;
import limner.model.label.EventDetails;
import limner.model.label.Extent;
import limner.model.label.FrameTag;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import limner.model.release.Choice;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.sqlite.SqliteProjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is kept beside an export makes the same project again, whatever the format beside it can say.
final class WholeSidecarTest {

    private static final PictureNames NAMES = (media, frame) ->
            new PictureNames.Named(media.name() + "/" + frame + ".png", media.width(), media.height());

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(1, 2, 3), LongStream.generate(System::nanoTime).limit(1));
    }

    private static ProjectState done(ProjectState state, Command command) {
        Decision decision = Decider.decide(state, command);
        return state.applyAll(assertInstanceOf(Decision.Accepted.class, decision, decision.toString())
                .events());
    }

    private static MediaId elsewhere(MediaId id) {
        return new MediaId(Fixture.uuid("elsewhere " + id));
    }

    /// The same video, found elsewhere.
    private static Media elsewhere(Media m) {
        return new Media(
                elsewhere(m.id()),
                m.name(),
                "/elsewhere/" + m.name(),
                m.fingerprint(),
                "",
                m.width(),
                m.height(),
                m.frameCount(),
                m.frameRate());
    }

    /// What an empty project has to be like in the end: all that was said, on its own video. Suggestions, and the
    /// pictures of guidelines, stay behind.
    private static ProjectState expected(ProjectState of, ProjectState empty) {
        List<LabelEvent> facts = new ArrayList<>();
        List<LabelClass> classes = of.ontology().classes().stream()
                .map(c -> c.withDetails(c.details().withExamples(List.of())))
                .toList();
        facts.add(new LabelEvent.OntologyChanged(
                empty.ontology(), new Ontology(of.ontology().version(), classes)));
        Set<Object> named = new TreeSet<>();
        for (Media m : of.mediaInOrder()) {
            MediaId there = elsewhere(m.id());
            MediaLabels said = of.labelsOf(m.id());
            for (Label l : said.labelsInOrder()) {
                facts.add(new LabelEvent.LabelAdded(new Label(
                        l.id(),
                        there,
                        l.number(),
                        l.classId(),
                        l.extent(),
                        l.keyframes(),
                        l.origin(),
                        l.attributes(),
                        l.depth())));
                if (l.origin() instanceof Origin.Suggested s) {
                    named.add(s.run().toString());
                    named.add(String.valueOf(s.policy()));
                }
            }
            said.tags()
                    .forEach((frame, tags) ->
                            tags.forEach(t -> facts.add(new LabelEvent.FrameTagged(new FrameTag(there, frame, t)))));
            said.intervalsInOrder()
                    .forEach(i -> facts.add(new LabelEvent.IntervalAdded(
                            new IntervalEvent(i.id(), there, i.classId(), i.range(), i.details()))));
            said.states()
                    .forEach((frame, s) ->
                            facts.add(new LabelEvent.FrameStateChanged(there, frame, FrameState.UNSEEN, s)));
            of.sequencesOf(m.id())
                    .forEach(s ->
                            facts.add(new LabelEvent.SequenceAdded(new Sequence(s.id(), there, s.name(), s.range()))));
        }
        of.runs().values().stream()
                .filter(r -> named.contains(r.id().toString()))
                .forEach(r -> facts.add(new LabelEvent.RunRecorded(r)));
        of.policies().values().stream()
                .filter(p -> named.contains(p.id().toString()))
                .forEach(p -> facts.add(new LabelEvent.PolicyRecorded(p)));
        return empty.applyAll(facts);
    }

    private static ProjectState empty(ProjectState of) {
        ProjectState empty = ProjectState.empty(ProjectId.random(), "Empty");
        for (Media m : of.mediaInOrder()) {
            empty = done(empty, new Command.AddMedia(elsewhere(m)));
        }
        return empty;
    }

    /// A data set of poses needs a class that has some.
    private static List<DatasetWriter> writers(ProjectState of) {
        List<DatasetWriter> all = new ArrayList<>(List.of(
                new CocoExport(),
                new PanopticExport(),
                new LabelmeExport(),
                new CvatExport(),
                new CvatVideoExport(),
                new DatumaroExport()));
        boolean isPosed =
                of.ontology().classes().stream().anyMatch(c -> c.details().skeleton() != null);
        for (YoloExport.Task task : YoloExport.Task.values()) {
            if (task != YoloExport.Task.POSE || isPosed) {
                all.add(new YoloExport(task));
            }
        }
        return all;
    }

    private ProjectPart exported(ProjectState of, DatasetWriter writer, String name) throws Exception {
        Exported exported = Exported.of(
                new Outgoing(of, Wanted.all(), NAMES, Recall.NOTHING),
                ProjectFacts.of(of, Wanted.all()),
                writer,
                Choices.FAITHFUL,
                folder.resolve(name));
        Optional<ProjectPart> part = new SidecarFormat().readWhole(exported.folder(), Exported.NOTHING_AROUND, _ -> {});
        return part.orElseThrow();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anEmptyProjectBecomesTheSameWhateverTheFormatBesideItIs(long seed) throws Exception {
        ProjectState was = RandomProject.of(seed);
        ProjectState empty = empty(was);
        ProjectState expected = expected(was, empty);
        for (DatasetWriter writer : writers(was)) {
            ProjectPart part = exported(was, writer, writer.id());
            assertEquals(
                    Optional.empty(),
                    Adoption.obstacle(empty.ontology(), part.state().ontology()));
            Adoption adoption = Adoption.of(empty, part.state(), "a sidecar");
            assertEquals(List.of(), adoption.notTaken(), "seed " + seed);
            assertEquals(expected, done(empty, adoption.command()), "seed " + seed + ", " + writer.id());
        }
    }

    @Test
    void aProjectFileTakesItAsOneStepThatOneUndoTakesBackAndVerifies() throws Exception {
        ProjectState was = RandomProject.of(5);
        Path file = folder.resolve("empty.limner");
        SqliteProjects projects = new SqliteProjects(Fixture.CLOCK);
        projects.create(file, "Empty").close();
        ProjectState before;
        ProjectState after;
        try (ProjectSession session =
                new ProjectSession(projects.open(file, Access.WRITE), Fixture.ACTOR, Fixture.CLOCK)) {
            for (Media m : was.mediaInOrder()) {
                session.edit(new Command.AddMedia(elsewhere(m))).get();
            }
            before = session.state();
            ProjectPart part = exported(was, new CocoExport(), "coco");
            Command.Adopt adopt = Adoption.of(before, part.state(), "coco").command();
            assertInstanceOf(Outcome.Done.class, session.edit(adopt).get());
            after = session.state();
            assertEquals(expected(was, before), after);
            assertEquals(
                    "All of coco is in the project already.",
                    assertInstanceOf(
                                    Outcome.Refused.class,
                                    session.edit(Adoption.of(after, part.state(), "coco")
                                                    .command())
                                            .get())
                            .reason());
            assertInstanceOf(Outcome.Done.class, session.undo().get());
            assertEquals(before, session.state());
            session.redo().get();
        }
        try (ProjectStore store = projects.open(file, Access.READ)) {
            assertEquals(after, store.load());
            assertTrue(store.verify().holds(), () -> store.verify().toString());
        }
    }

    @Test
    void whatIsInTheProjectStaysAndIsTold() throws Exception {
        ProjectState was = RandomProject.of(6);
        ProjectPart part = exported(was, new CocoExport(), "coco");
        ProjectState twice =
                done(empty(was), Adoption.of(empty(was), part.state(), "coco").command());
        MediaId media = twice.mediaInOrder().getFirst().id();
        Label changed = twice.labelsOf(media).labelsInOrder().getFirst();
        LabelEvent restacked = new LabelEvent.LabelRestacked(media, changed.id(), changed.depth(), 77);
        ProjectState edited = twice.apply(restacked);
        Adoption adoption = Adoption.of(edited, part.state(), "coco");
        assertEquals(
                List.of("this label is in the project, and was changed"),
                adoption.notTaken().stream().map(Entry.NotTaken::reason).toList());
        assertEquals(
                Optional.empty(),
                Adoption.obstacle(edited.ontology(), part.state().ontology()));
        Ontology other = Ontology.empty()
                .with(List.of(LabelClass.of(Fixture.CAR.value(), "a class of theirs", "#102030", ClassKind.THING)));
        assertTrue(
                Adoption.obstacle(other, part.state().ontology()).orElse("").contains("a class of theirs here"),
                () -> Adoption.obstacle(other, part.state().ontology()).toString());
    }

    @Test
    void factsThatWereAlteredAreRefusedWithTheirLine() throws Exception {
        exported(RandomProject.of(7), new CocoExport(), "coco");
        Path file = folder.resolve("coco").resolve(SidecarKeeper.FILE);
        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        int at = 0;
        while (!lines.get(at).contains("label.added")) {
            at++;
        }
        lines.set(at, lines.get(at).replace("\"extent\":\"", "\"extent\":\"X"));
        Files.write(file, lines);
        UnreadableException refused = assertThrows(
                UnreadableException.class,
                () -> new SidecarFormat().readWhole(folder.resolve("coco"), Exported.NOTHING_AROUND, _ -> {}));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith(SidecarKeeper.FILE + ", line " + (at + 1)),
                refused.toString());
    }

    @Test
    void whereOnlyFramesInSomeStatesAreWantedThereAreNoFactsOfTheProject() {
        Wanted done = new Wanted(
                Wanted.all().media(), Wanted.all().classes(), EnumSet.of(FrameState.DONE), Wanted.Frames.WORKED_ON);
        assertEquals(List.of(), ProjectFacts.of(RandomProject.of(8), done));
    }

    @Test
    void aFrameFromWhichAClassIsLeftOutIsInWorkAndOneWithNothingOfItIsDoneAsBefore() {
        MediaId media = Fixture.VIDEO;
        ProjectState was =
                done(ProjectState.empty(ProjectId.random(), "Street"), new Command.AddMedia(Fixture.video()));
        was = done(
                was,
                new Command.EditClasses(List.of(
                        LabelClass.of(1, "Car", "#e69f00", ClassKind.THING),
                        LabelClass.of(2, "Person", "#56b4e9", ClassKind.THING),
                        LabelClass.of(3, "Rain", "#009e73", ClassKind.FRAME_TAG))));
        ClassId car = new ClassId(1);
        was = done(was, new Command.Draw(media, 0, LabelId.random(), car, Extent.FRAME, new Box(1, 1, 5, 5)));
        LabelId walker = LabelId.random();
        was = done(was, new Command.Draw(media, 1, walker, new ClassId(2), Extent.TRACK, new Box(2, 2, 5, 5)));
        was = done(was, new Command.SetOutside(media, 3, walker, true));
        was = done(
                was, new Command.Draw(media, 4, LabelId.random(), new ClassId(2), Extent.FRAME, new Box(2, 2, 5, 5)));
        was = done(was, new Command.Tag(media, 6, new ClassId(3)));
        was = done(was, new Command.SetFrameState(media, new FrameRange(0, 6), FrameState.DONE));
        Wanted cars = new Wanted(
                Wanted.all().media(), Choice.only(Set.of(car)), Wanted.all().states(), Wanted.Frames.WORKED_ON);
        SortedMap<Integer, FrameState> states = new TreeMap<>(ProjectPart.of(ProjectFacts.of(was, cars))
                .state()
                .labelsOf(media)
                .states());
        assertEquals(
                List.of(
                        FrameState.DONE,
                        FrameState.IN_WORK,
                        FrameState.IN_WORK,
                        FrameState.DONE,
                        FrameState.IN_WORK,
                        FrameState.DONE,
                        FrameState.IN_WORK),
                List.copyOf(states.values()));
    }

    @Test
    void theRandomProjectsHaveEverythingThatASidecarHasToKeep() {
        Set<String> seen = new TreeSet<>();
        for (long seed = 1; seed <= 40; seed++) {
            ProjectState s = RandomProject.of(seed);
            seen.add(s.ontology().classes().stream().anyMatch(LabelClass::retired) ? "retired" : "");
            s.labels().values().forEach(m -> {
                m.states().values().forEach(x -> seen.add(x.name()));
                m.tags().values().forEach(_ -> seen.add("tag"));
                for (Label l : m.labelsInOrder()) {
                    seen.add(l.extent().name());
                    seen.add(l.depth() == 0 ? "" : "depth");
                    seen.add(l.origin() instanceof Origin.Suggested ? "suggested" : "");
                    seen.add(l.attributes().isEmpty() ? "" : "attributes");
                    for (Keyframe k : l.keyframes().values()) {
                        seen.add(k.interpolation().name());
                        seen.add(k.outside() ? "outside" : "");
                        seen.add(k.occluded() ? "occluded" : "");
                        seen.add(k.attributes().isEmpty() ? "" : "changing attributes");
                        seen.add(k.shape().kind().name());
                    }
                }
                for (IntervalEvent i : m.intervalsInOrder()) {
                    EventDetails d = i.details();
                    seen.add("event");
                    seen.add(d.subject() == null ? "" : "subject");
                    seen.add(d.links().isEmpty() ? "" : "links");
                    seen.add(d.modifiers().isEmpty() ? "" : "modifiers");
                }
            });
        }
        Set<String> wanted = new TreeSet<>(Set.of(
                "DONE",
                "IN_WORK",
                "tag",
                "FRAME",
                "TRACK",
                "depth",
                "suggested",
                "attributes",
                "LINEAR",
                "HELD",
                "outside",
                "occluded",
                "MASK",
                "BOX",
                "POLYGON",
                "event",
                "subject",
                "links",
                "modifiers",
                "changing attributes",
                "PAIRED",
                "ELLIPSE",
                "SKELETON",
                "retired"));
        wanted.removeAll(seen);
        assertEquals(Set.of(), wanted);
    }
}
