package limner.test.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.app.task.ImmediateTaskRunner;
import limner.app.task.Progress;
import limner.app.usecase.Folders;
import limner.app.usecase.OpenProject;
import limner.app.usecase.PropagateRequest;
import limner.app.usecase.PropagateResult;
import limner.app.usecase.Services;
import limner.media.session.SessionOptions;
import limner.model.command.Command;
import limner.model.folder.Digests;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Shape;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.release.ReleaseVerifier;
import limner.model.release.ReleaseWatch;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.LogHead;
import limner.model.store.ProjectStore;
import limner.model.store.Verification;
import limner.model.store.sqlite.SqliteProjects;
import limner.model.suggestion.Suggestion;
import limner.test.flow.MovingPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Kills a working process at random moments, again and again on the same project, and looks for what it was told
/// is safe. A kill of the process is not a power cut; that `synchronous` is FULL, which is for the power cut, is read
/// back by `DurabilityTest`.
final class KillTest {

    private static final int KILLS = 50;
    private static final int CODED = 12;
    private static final int MERGED = 16;
    private static final int LABELS = 3_000;
    private static final int CARRIED = 6;
    private static final int RELEASED = 30;
    private static final int COMMANDED = 30;
    private static final int TORN = 12;
    private static final int TAKEN = 1_500;
    private static final int ROUNDS = 10;
    private static final int LONGEST_MICROS = 150_000;

    /// Longer than merging takes, so that kills come before, at and after a commit.
    private static final int LONGEST_MERGING_MICROS = 500_000;

    /// Nothing that is killed takes so long.
    private static final long NEVER_MICROS = 300_000_000;

    /// About as long as a small export is being written.
    private static final int LONGEST_TEARING_MICROS = 40_000;

    private static final int HUNG_MINUTES = 5;

    private static final long PAUSE_NANOS = 2_000_000;

    private static final String TOLD = "done";

    @TempDir
    Path folder;

    private final SqliteProjects projects = new SqliteProjects(Clock.systemUTC());

    @Test
    void whatWasAcknowledgedIsThereAfterAKillAtAnyMoment() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest: seed " + seed);
        Random random = new Random(seed);
        Path file = folder.resolve("street.limner");
        MediaId video = prepare(file);
        Map<String, Integer> acknowledged = killed(
                Annotator.class,
                KILLS,
                file,
                random,
                seed,
                (told, store, where) ->
                        assertEveryLabelIsThere(told, store.load().labelsOf(video), where));
        System.out.println("KillTest: " + acknowledged.size() + " acknowledged edits outlived " + KILLS + " kills");
        assertTrue(acknowledged.size() > KILLS, "the killed processes did work: " + acknowledged.size() + " edits");
    }

    @Test
    void anEventThatIsOpenWhenTheProgramIsKilledIsNotLost() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest: events, seed " + seed);
        Random random = new Random(seed);
        Path file = folder.resolve("coded.limner");
        MediaId video = prepare(file);
        Map<String, Integer> acknowledged = killed(Coder.class, CODED, file, random, seed, (told, store, where) -> {
            Map<IntervalId, IntervalEvent> found = store.load().labelsOf(video).intervals();
            told.forEach((id, frame) -> {
                IntervalEvent event = found.get(IntervalId.of(id));
                assertTrue(
                        event != null && event.range().contains(frame),
                        () -> id + ", begun at " + frame + ", is " + event + " after " + where);
            });
        });
        assertTrue(acknowledged.size() > CODED, "the killed processes did work: " + acknowledged.size() + " events");
    }

    @Test
    void aMaskThatIsPaintedOverAgainAndAgainIsWhatSomeStrokeMadeOfItAndNoneThatWasStoredIsLost() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest: strokes, seed " + seed);
        Random random = new Random(seed);
        Path file = folder.resolve("painted.limner");
        MediaId video = prepare(file);
        Map<String, Integer> acknowledged = killed(Repainter.class, CODED, file, random, seed, (told, store, where) -> {
            ProjectState state = store.load();
            Media media = state.media(video).orElseThrow();
            for (Label label : state.labelsOf(video).labelsInOrder()) {
                int sure = told.getOrDefault(label.id().toString(), 0);
                // Those under way at the kill may be there or not, whole.
                List<Mask> made = Repainter.of(label.id(), media.width(), media.height(), sure + Repainter.AHEAD);
                Shape found = label.keyframes().firstEntry().getValue().shape();
                assertTrue(
                        made.subList(Math.max(0, sure - 1), made.size()).contains(found),
                        () -> label.id() + " is none of strokes " + sure + " and on after " + where);
            }
            told.keySet()
                    .forEach(id -> assertTrue(
                            state.labelsOf(video).label(LabelId.of(id)).isPresent(), () -> id + " is lost " + where));
        });
        int strokes = acknowledged.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("KillTest: " + strokes + " acknowledged strokes outlived " + CODED + " kills");
        assertTrue(strokes > 2 * CODED, "the killed processes did work: " + strokes + " strokes");
    }

    @Test
    void aTrackThatIsCutAndJoinedIsWholeOrInTwoOnItsFrameAndUntouchedBesideIt() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest: cuts, seed " + seed);
        Random random = new Random(seed);
        Path file = folder.resolve("cut.limner");
        MediaId video = prepare(file);
        Map<String, Integer> acknowledged = killed(Cutter.class, CODED, file, random, seed, (told, store, where) -> {
            ProjectState state = store.load();
            Media media = state.media(video).orElseThrow();
            Mask whole = Cutter.piece(media, Cutter.LEFT, Cutter.RIGHT);
            told.forEach((name, sure) -> {
                LabelId id = LabelId.of(name);
                Label track = state.labelsOf(video)
                        .label(id)
                        .orElseThrow(() -> new AssertionError(name + " is lost after " + where));
                int frame = Cutter.frameOf(id, media);
                List<Set<Shape>> either = List.of(after(sure, media), after(sure + 1, media));
                Set<Shape> found = state.labelsOf(video).on(frame).stream()
                        .filter(p -> p.label().equals(track)
                                || p.label().firstFrame() == frame
                                        && !told.containsKey(p.label().id().toString()))
                        .map(p -> p.placement().shape())
                        .collect(Collectors.toSet());
                assertTrue(
                        either.contains(found) || others(state, video, frame, told) > 1,
                        () -> name + " after " + sure + " cuts and joins is in " + found.size() + " after " + where);
                for (int beside : List.of(0, frame - 1, frame + 1, media.frameCount() - 1)) {
                    assertEquals(
                            whole,
                            track.at(beside).orElseThrow().shape(),
                            "frame " + beside + " beside " + frame + " after " + where);
                }
            });
        });
        int steps = acknowledged.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("KillTest: " + steps + " acknowledged cuts and joins outlived " + CODED + " kills");
        assertTrue(steps > 2 * CODED, "the killed processes did work: " + steps + " cuts and joins");
    }

    /// What is on the frame of a track after so many cuts and joins.
    private static Set<Shape> after(int steps, Media media) {
        int at = Cutter.cutOf(steps);
        return steps % 2 == 0
                ? Set.of(Cutter.piece(media, Cutter.LEFT, Cutter.RIGHT))
                : Set.of(Cutter.piece(media, Cutter.LEFT, at), Cutter.piece(media, at, Cutter.RIGHT));
    }

    /// How many tracks are cut on this frame: two processes may have come upon the same.
    private static long others(ProjectState state, MediaId video, int frame, Map<String, Integer> told) {
        Media media = state.media(video).orElseThrow();
        return told.keySet().stream()
                .filter(id -> Cutter.frameOf(LabelId.of(id), media) == frame)
                .count();
    }

    /// Killed at any moment of merging a class of thousands of labels into another, or of taking that back: reopened,
    /// either all of them are of the one class and it is retired, or none is.
    @Test
    void aMergeOfClassesThatIsKilledIsWholeOrNothing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest: merging, seed " + seed);
        Random random = new Random(seed);
        Path file = folder.resolve("merged.limner");
        MediaId video = prepareMany(file);
        Map<Boolean, Integer> seen = new TreeMap<>();
        Map<String, Integer> acknowledged =
                killed(Merger.class, MERGED, LONGEST_MERGING_MICROS, file, random, seed, (told, store, where) -> {
                    ProjectState state = store.load();
                    boolean merged =
                            state.ontology().find(new ClassId(1)).orElseThrow().retired();
                    Map<ClassId, Long> classes = state.labelsOf(video).labels().values().stream()
                            .collect(Collectors.groupingBy(Label::classId, Collectors.counting()));
                    assertEquals(Map.of(new ClassId(merged ? 5 : 1), (long) LABELS), classes, where);
                    int sure = told.getOrDefault(video.toString(), 0);
                    long found = store.head().number();
                    assertTrue(found >= sure, () -> "event " + sure + " was stored, " + found + " is after " + where);
                    seen.merge(merged, 1, Integer::sum);
                });
        System.out.println("KillTest: merged or not after " + MERGED + " kills: " + seen + ", " + acknowledged);
        assertEquals(Set.of(false, true), seen.keySet(), "kills met it merged and apart, seed " + seed);
    }

    /// A project with thousands of labels of the first class.
    private MediaId prepareMany(Path file) {
        MediaId video = prepare(file);
        try (ProjectSession session =
                new ProjectSession(projects.open(file, Access.WRITE), ActorId.random(), Clock.systemUTC())) {
            CompletableFuture<Outcome> last = CompletableFuture.failedFuture(new IllegalStateException("no label"));
            for (int i = 0; i < LABELS / 500; i++) {
                LabelId first = LabelId.random();
                done(session.edit(new Command.Draw(video, 0, first, new ClassId(1), Extent.FRAME, new Box(i, i, 9, 9)))
                        .join());
                List<LabelId> copies =
                        Stream.generate(LabelId::random).limit(499).toList();
                last = session.edit(new Command.CopyLabels(
                        video, 0, List.of(first), new FrameRange(1, 499), Command.CopyLabels.As.LABELS, copies));
            }
            done(last.join());
        }
        return video;
    }

    @Test
    void aKillWhileALabelIsCarriedLeavesWholeFramesAndARerunCompletes() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest: carried, seed " + seed);
        Random random = new Random(seed);
        Path pictures = new MovingPictures().write(folder.resolve("pictures"), 20, false);
        Path file = folder.resolve("carried.limner");
        LabelId label = LabelId.random();
        MediaId video;
        try (Services services = services()) {
            try (OpenProject project = services.projects().create(file)) {
                video = services.importMedia()
                        .all(project, List.of(pictures), OptionalInt.empty(), Progress.none())
                        .getFirst()
                        .id();
                project.perform(new Command.EditClasses(List.of(LabelClass.of(1, "Disc", "#e69f00", ClassKind.THING))));
                project.perform(
                        new Command.Draw(video, 0, label, new ClassId(1), Extent.TRACK, MovingPictures.mask(0)));
            }
        }
        MediaId media = video;
        killed(Carrier.class, CARRIED, file, random, seed, (told, store, where) -> {
            MediaLabels found = store.load().labelsOf(media);
            SortedMap<Integer, Suggestion> places = found.openPlaces(label, new FrameRange(0, 19));
            // An acknowledged place may have been replaced by a newer one of its frame, never lost.
            told.values().forEach(f -> assertTrue(places.containsKey(f), () -> "frame " + f + " after " + where));
            assertEquals(1, found.label(label).orElseThrow().keyframes().size(), where);
            places.values().forEach(s -> assertTrue(store.load().runs().containsKey(s.run()), where));
        });
        try (Services services = services();
                OpenProject project = services.projects().open(file, Access.WRITE)) {
            PropagateResult result = services.propagate()
                    .run(
                            project,
                            new PropagateRequest(media, label, 0, 19, PropagateRequest.Method.BEST),
                            Progress.none());
            assertEquals(PropagateResult.End.ARRIVED, result.end());
            assertEquals(
                    19,
                    project.state()
                            .labelsOf(media)
                            .openPlaces(label, new FrameRange(0, 19))
                            .size());
        }
    }

    private Services services() {
        Path room = folder.resolve("room");
        return new Services(
                new Folders(room.resolve("config"), room.resolve("cache"), room.resolve("data")),
                SessionOptions.usual().withoutPrefetch(),
                new ImmediateTaskRunner(),
                Clock.systemUTC());
    }

    /// Looks for what was acknowledged up to a kill.
    private interface Search {
        void in(Map<String, Integer> acknowledged, ProjectStore store, String where);
    }

    @Test
    void aReleaseIsWholeOrNotThereWhenTheProgramIsKilledWhileItIsWritten() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest: releases, seed " + seed);
        Random random = new Random(seed);
        Path file = folder.resolve("released.limner");
        MediaId video = prepare(file);
        try (ProjectSession session =
                new ProjectSession(projects.open(file, Access.WRITE), ActorId.random(), Clock.systemUTC())) {
            for (int frame = 0; frame < 6; frame++) {
                done(session.edit(new Command.Draw(
                                video,
                                frame,
                                LabelId.random(),
                                new ClassId(1),
                                Extent.FRAME,
                                new Box(frame, 5, 40, 30)))
                        .join());
            }
            done(session.edit(new Command.SetFrameState(video, new FrameRange(0, 7), FrameState.DONE))
                    .join());
        }
        Path releases = Releaser.folder(file);
        AtomicInteger torn = new AtomicInteger();
        Map<String, Integer> made =
                killed(Releaser.class, RELEASED, LONGEST_MERGING_MICROS, file, random, seed, (told, _, where) -> {
                    List<Path> seen = inside(releases);
                    for (Path found : seen) {
                        if (String.valueOf(found.getFileName()).startsWith(".")) {
                            torn.incrementAndGet();
                        } else {
                            assertEquals(
                                    List.of(),
                                    ReleaseVerifier.verify(found, ReleaseWatch.none())
                                            .faults(),
                                    () -> found + " after " + where);
                        }
                    }
                    told.forEach((name, kept) -> assertTrue(
                            kept == 0 || seen.contains(releases.resolve(name)),
                            () -> name + " is lost after " + where));
                    // What was looked at is not looked at again.
                    told.replaceAll((_, _) -> 0);
                    seen.forEach(KillTest::delete);
                });
        System.out.println("KillTest: " + made.size() + " releases were told as made, " + torn + " were torn, by "
                + RELEASED + " kills");
        assertTrue(torn.get() > 0, "no kill came while a release was written, seed " + seed);
    }

    /// Killed at any moment of `limner import-labels`: reopened, there are all labels of the file or none, and one undo
    /// takes them back with the class that came with them.
    @Test
    void anImportOfLabelsThatIsKilledIsOneWholeStepOrNothing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest: imports, seed " + seed);
        Random random = new Random(seed);
        Path file = folder.resolve("taken.limner");
        MediaId video = prepare(file);
        List<String> command = importing(file);
        Map<Boolean, Integer> seen = new TreeMap<>();
        long whole = NEVER_MICROS;
        for (int unharmed = 0; unharmed < 2; unharmed++) {
            whole = Math.min(whole, commanded(command, Moment.NEVER).micros());
            assertTrue(takenAndUndone(file, video, "an import that nobody killed"));
        }
        for (int kill = 0; kill < COMMANDED; kill++) {
            String where = "kill " + kill + ", seed " + seed;
            boolean told = commanded(command, Moment.after(momentOf(whole, kill, random)))
                    .told();
            boolean taken = takenAndUndone(file, video, where);
            assertTrue(taken || !told, () -> "what was told as taken is not there after " + where);
            seen.merge(taken, 1, Integer::sum);
        }
        System.out.println("KillTest: taken or not by " + COMMANDED + " kills within " + whole / 1000 + " ms: " + seen);
        assertTrue(seen.getOrDefault(false, 0) > 0, "no kill came before the import was whole, seed " + seed);
        try (ProjectStore store = projects.open(file, Access.WRITE)) {
            Verification verification = store.verify();
            assertTrue(verification.holds(), () -> verification.faults() + ", seed " + seed);
        }
        assertEquals(
                Set.of("taken.limner", "many.json", "room"),
                inside(folder).stream()
                        .map(p -> String.valueOf(p.getFileName()))
                        .collect(Collectors.toSet()));
    }

    /// Killed at any moment of `limner export`: its folder is there with every byte, or it is not there.
    @Test
    void anExportThatIsKilledIsAWholeFolderOrNone() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest: exports, seed " + seed);
        Random random = new Random(seed);
        Path file = folder.resolve("exported.limner");
        prepare(file);
        assertTrue(commanded(importing(file), Moment.NEVER).told());
        Path out = Files.createDirectory(folder.resolve("out"));
        Path first = folder.resolve("first");
        long whole = commanded(exporting(file, first), Moment.NEVER).micros();
        SortedMap<String, String> content = digests(first);
        assertTrue(content.containsKey("limner-sidecar.jsonl"), content::toString);
        int torn = 0;
        for (int kill = 0; kill < COMMANDED; kill++) {
            String where = "kill " + kill + ", seed " + seed;
            Path to = out.resolve("coco");
            boolean told = commanded(
                            exporting(file, to),
                            kill % 2 == 0
                                    ? Moment.after(momentOf(whole, kill / 2, random))
                                    : new Moment(() -> !inside(out).isEmpty(), random.nextInt(LONGEST_TEARING_MICROS)))
                    .told();
            torn += tornBeside(to, content, told, where);
        }
        System.out.println(
                "KillTest: " + torn + " exports were torn, by " + COMMANDED + " kills within " + whole / 1000 + " ms");
        assertTrue(torn > 0, "no kill came while an export was written, seed " + seed);
    }

    /// Tables and files of XML are written otherwise than COCO: the ones are read back before they are done, the others
    /// stand for each video.
    @ParameterizedTest
    @ValueSource(strings = {"parquet", "cvat"})
    void anExportToTablesOrXmlThatIsKilledIsAWholeFolderOrNone(String format) throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest: " + format + ", seed " + seed);
        Random random = new Random(seed);
        Path file = preparePictures();
        Path out = Files.createDirectory(folder.resolve("out"));
        Path to = out.resolve(format);
        Path first = folder.resolve("first");
        assertTrue(commanded(exporting(file, first, format), Moment.NEVER).told());
        SortedMap<String, String> content = digests(first);
        assertTrue(content.size() > 1, content::toString);
        int torn = 0;
        for (int kill = 0; kill < TORN || torn == 0 && kill < COMMANDED; kill++) {
            String where = "kill " + kill + ", seed " + seed;
            boolean told = commanded(exporting(file, to, format), tearing(out, kill, random))
                    .told();
            torn += tornBeside(to, content, told, where);
        }
        System.out.println("KillTest: " + torn + " exports to " + format + " were torn");
        assertTrue(torn > 0, "no kill came while an export was written, seed " + seed);
        assertHolds(file, seed);
    }

    /// Killed at any moment of `limner restore`: the earlier state is a project that holds, or it is not there, and the
    /// project it is made of stays byte for byte as it was.
    @Test
    void anEarlierStateWhoseMakingIsKilledIsAWholeProjectOrNone() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest: restoring, seed " + seed);
        Random random = new Random(seed);
        Path file = folder.resolve("now.limner");
        prepareMany(file);
        ProjectState before;
        LogHead head;
        try (ProjectStore store = projects.open(file, Access.READ)) {
            before = store.load();
            head = store.head();
        }
        String bytes = Digests.hexOf(Files.readAllBytes(file));
        Path out = Files.createDirectory(folder.resolve("out"));
        Path to = out.resolve("then.limner");
        List<String> command =
                List.of("restore", file.toString(), "--event", Long.toString(head.number()), "--out", to.toString());
        int torn = 0;
        for (int kill = 0; kill < TORN || torn == 0 && kill < COMMANDED; kill++) {
            String where = "kill " + kill + ", seed " + seed;
            boolean told = commanded(command, tearing(out, kill, random)).told();
            List<Path> found = inside(out);
            assertTrue(found.contains(to) || !told, () -> "what was told as written is not there after " + where);
            if (found.contains(to)) {
                try (ProjectStore store = projects.open(to, Access.WRITE)) {
                    assertEquals(before, store.load(), where);
                    assertEquals(head, store.head(), where);
                    assertTrue(store.verify().holds(), where);
                }
            } else if (!found.isEmpty()) {
                torn++;
            }
            for (Path each : inside(out)) {
                assertTrue(
                        each.equals(to) || String.valueOf(each.getFileName()).startsWith("."),
                        () -> each + " after " + where);
                delete(each);
            }
            assertEquals(bytes, Digests.hexOf(Files.readAllBytes(file)), where);
        }
        System.out.println("KillTest: " + torn + " restorations were torn");
        assertTrue(torn > 0, "no kill came while an earlier state was made, seed " + seed);
        assertTrue(commanded(command, Moment.NEVER).told());
        assertHolds(to, seed);
        assertHolds(file, seed);
    }

    /// Looks at the folder of an export that was killed, and empties it.
    ///
    /// @param content of the export when it is whole
    /// @param told whether it said that it was done
    /// @return how many were left half-written, under names of their own
    private static int tornBeside(Path to, SortedMap<String, String> content, boolean told, String where)
            throws IOException {
        List<Path> found = inside(Objects.requireNonNull(to.getParent()));
        int torn = 0;
        for (Path each : found) {
            if (each.equals(to)) {
                assertEquals(content, digests(to), where);
            } else {
                torn++;
                assertTrue(String.valueOf(each.getFileName()).startsWith(".limner-"), () -> each + " after " + where);
            }
            delete(each);
        }
        assertTrue(found.contains(to) || !told, () -> "what was told as written is not there after " + where);
        return torn;
    }

    /// While something is in the folder; every other one at once, for what is quickly done.
    private static Moment tearing(Path folder, int kill, Random random) {
        return new Moment(() -> !inside(folder).isEmpty(), kill % 2 == 0 ? 0 : random.nextInt(LONGEST_TEARING_MICROS));
    }

    private void assertHolds(Path file, long seed) {
        try (ProjectStore store = projects.open(file, Access.WRITE)) {
            Verification verification = store.verify();
            assertTrue(verification.holds(), () -> verification.faults() + ", seed " + seed);
        }
    }

    /// A project with a folder of pictures, and regions on each.
    private Path preparePictures() throws IOException {
        Path pictures = new MovingPictures().write(folder.resolve("pictures"), 20, false);
        Path file = folder.resolve("discs.limner");
        try (Services services = services();
                OpenProject project = services.projects().create(file)) {
            MediaId media = services.importMedia()
                    .all(project, List.of(pictures), OptionalInt.empty(), Progress.none())
                    .getFirst()
                    .id();
            project.perform(new Command.EditClasses(List.of(LabelClass.of(1, "Disc", "#e69f00", ClassKind.THING))));
            for (int i = 0; i < 200; i++) {
                project.perform(new Command.Draw(
                        media, i % 20, LabelId.random(), new ClassId(1), Extent.FRAME, MovingPictures.mask(i / 10)));
            }
        }
        return file;
    }

    /// Asked to end, as by Ctrl+C, while it writes, it takes away what it has written and says so.
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are only killed there")
    void anExportThatIsAskedToEndLeavesNothing() throws Exception {
        Path file = folder.resolve("left.limner");
        prepare(file);
        assertTrue(commanded(importing(file), Moment.NEVER).told());
        Path out = Files.createDirectory(folder.resolve("out"));
        Path said = folder.resolve("said.txt");
        List<String> arguments = new ArrayList<>(exporting(file, out.resolve("coco")));
        arguments.addFirst(folder.resolve("room").toString());
        boolean ended = false;
        for (int round = 0; round < ROUNDS && !ended; round++) {
            Process process = started(OneCommand.class, arguments, ProcessBuilder.Redirect.to(said.toFile()));
            while (inside(out).isEmpty() && process.isAlive()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            process.destroy();
            process.waitFor();
            List<Path> left = inside(out);
            ended = left.isEmpty();
            // It may have been quicker.
            assertTrue(ended || left.equals(List.of(out.resolve("coco"))), left::toString);
            left.forEach(KillTest::delete);
        }
        assertTrue(ended, "an export was still being written when it was asked to end");
        assertTrue(Files.readString(said).contains("limner: Cancelled. Nothing was written,"), Files.readString(said));
    }

    /// Every other one comes about the end of the work, when things are written.
    private static long momentOf(long whole, int kill, Random random) {
        double share = kill % 2 == 0 ? random.nextDouble() : 0.8 + 0.35 * random.nextDouble();
        return (long) (whole * share);
    }

    private Worked commanded(List<String> command, Moment moment) throws Exception {
        List<String> arguments = new ArrayList<>(command);
        arguments.addFirst(folder.resolve("room").toString());
        return workUntilKilled(OneCommand.class, moment, arguments);
    }

    /// Writes the file that is taken in, with a class that the project does not have.
    private List<String> importing(Path project) throws IOException {
        StringBuilder images = new StringBuilder();
        StringBuilder annotations = new StringBuilder();
        for (int i = 0; i < TAKEN; i++) {
            if (i < 500) {
                images.append(i == 0 ? "" : ",\n").append(String.format(Locale.ROOT, """
                        {"id": %d, "video_id": 1, "frame_index": %d, "file_name": "%06d.png", "width": 320,
                         "height": 240}""", i + 1, i, i));
            }
            annotations
                    .append(i == 0 ? "" : ",\n")
                    .append(String.format(Locale.ROOT, """
                    {"id": %d, "image_id": %d, "category_id": 9, "segmentation": [[%d, 5, 300, %d, 7, 200]]}""", i + 1, i % 500 + 1, i % 97, i % 83 + 50));
        }
        Path file = folder.resolve("many.json");
        Files.writeString(file, """
                {"videos": [{"id": 1, "name": "street"}], "categories": [{"id": 9, "name": "Tram"}],
                 "images": [%s], "annotations": [%s]}""".formatted(images, annotations));
        return List.of("import-labels", project.toString(), file.toString(), "--new-classes");
    }

    private static List<String> exporting(Path project, Path to) {
        return exporting(project, to, "coco");
    }

    private static List<String> exporting(Path project, Path to, String format) {
        return List.of("export", project.toString(), to.toString(), "--format", format, "--accept-losses");
    }

    /// @return whether the labels of the file were there
    private boolean takenAndUndone(Path file, MediaId video, String where) {
        try (ProjectSession session =
                new ProjectSession(projects.open(file, Access.WRITE), ActorId.random(), Clock.systemUTC())) {
            int labels = session.state().labelsOf(video).labels().size();
            boolean classCame = session.state().ontology().find("Tram").isPresent();
            assertEquals(classCame ? TAKEN : 0, labels, where);
            if (classCame) {
                done(session.undo().join());
                assertEquals(0, session.state().labelsOf(video).labels().size(), where);
                assertTrue(session.state().ontology().find("Tram").isEmpty(), where);
            }
            return classCame;
        }
    }

    private static SortedMap<String, String> digests(Path folder) throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                found.put(folder.relativize(file).toString(), Digests.hexOf(Files.readAllBytes(file)));
            }
        }
        return found;
    }

    private static List<Path> inside(Path releases) {
        if (!Files.exists(releases)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(releases)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path release) {
        try (Stream<Path> all = Files.walk(release)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Kills a program again and again at its work, with a look after each, and verifies the project at the end.
    ///
    /// @return all that was acknowledged
    private Map<String, Integer> killed(Class<?> program, int kills, Path file, Random random, long seed, Search search)
            throws Exception {
        return killed(program, kills, LONGEST_MICROS, file, random, seed, search);
    }

    /// @param longest within so many microseconds after it is ready a process is killed
    private Map<String, Integer> killed(
            Class<?> program, int kills, int longest, Path file, Random random, long seed, Search search)
            throws Exception {
        Map<String, Integer> acknowledged = new LinkedHashMap<>();
        for (int kill = 0; kill < kills; kill++) {
            acknowledged.putAll(workUntilKilled(
                            program,
                            Moment.after(random.nextInt(longest)),
                            List.of(file.toString(), Long.toString(random.nextLong())))
                    .acknowledged());
            try (ProjectStore store = projects.open(file, Access.WRITE)) {
                search.in(acknowledged, store, "kill " + kill + ", seed " + seed);
            }
        }
        try (ProjectStore store = projects.open(file, Access.WRITE)) {
            Verification verification = store.verify();
            assertTrue(verification.holds(), () -> verification.faults() + ", seed " + seed);
        }
        return acknowledged;
    }

    private static void assertEveryLabelIsThere(Map<String, Integer> acknowledged, MediaLabels found, String where) {
        acknowledged.forEach((id, hash) -> {
            Label label =
                    found.label(LabelId.of(id)).orElseThrow(() -> new AssertionError(id + " is lost after " + where));
            Shape shape = label.keyframes().firstEntry().getValue().shape();
            assertEquals(hash, shape.hashCode(), "the shape of " + id + " after " + where);
        });
    }

    private MediaId prepare(Path file) {
        Media media = new Media(MediaId.random(), "street", "street.mp4", "none", "", 320, 240, 500, 25);
        try (ProjectSession session =
                new ProjectSession(projects.create(file, "Street"), ActorId.random(), Clock.systemUTC())) {
            done(session.edit(new Command.AddMedia(media)).join());
            done(session.edit(new Command.EditClasses(List.of(
                            LabelClass.of(1, "Car", "#e69f00", ClassKind.THING),
                            LabelClass.of(5, "Van", "#0072b2", ClassKind.THING),
                            LabelClass.of(2, "Walk", "#56b4e9", ClassKind.INTERVAL_EVENT),
                            LabelClass.of(3, "Talk", "#009e73", ClassKind.INTERVAL_EVENT),
                            LabelClass.of(4, "Look", "#cc79a7", ClassKind.INTERVAL_EVENT))))
                    .join());
            ProjectState state = session.state();
            assertEquals(1, state.media().size());
        }
        return media.id();
    }

    private static void done(Outcome outcome) {
        assertTrue(outcome instanceof Outcome.Done, outcome::toString);
    }

    /// When a process that is ready is killed.
    ///
    /// @param begun what it must have come to first
    /// @param micros how long after that
    private record Moment(BooleanSupplier begun, long micros) {
        static final Moment NEVER = after(NEVER_MICROS);

        static Moment after(long micros) {
            return new Moment(() -> true, micros);
        }
    }

    /// What a process did.
    ///
    /// @param micros from when it was ready until it was no more
    private record Worked(Map<String, Integer> acknowledged, long micros) {
        /// Whether it said that its command was done.
        boolean told() {
            return acknowledged.containsKey(TOLD);
        }
    }

    private static Process started(Class<?> program, List<String> arguments, ProcessBuilder.Redirect error)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectError(error).start();
        // One that says and does nothing would keep the test for ever.
        CompletableFuture.delayedExecutor(HUNG_MINUTES, TimeUnit.MINUTES)
                .execute(() -> process.toHandle().destroyForcibly());
        return process;
    }

    /// @param moment when it is killed, if it has not ended by then
    private static Worked workUntilKilled(Class<?> program, Moment moment, List<String> arguments) throws Exception {
        Process process = started(program, arguments, ProcessBuilder.Redirect.INHERIT);
        Map<String, Integer> acknowledged = new LinkedHashMap<>();
        long ready;
        try (BufferedReader lines = process.inputReader()) {
            String line;
            do {
                line = Objects.requireNonNull(
                        lines.readLine(), "the process ended, or was ended as hung, before it was ready");
                note(line, acknowledged);
            } while (!line.equals("ready"));
            ready = System.nanoTime();
            // The moment of the kill is what this test is about, so it waits for nothing but the clock.
            Thread killer = Thread.ofPlatform().start(killAt(process, moment));
            lines.lines().forEach(next -> note(next, acknowledged));
            killer.join();
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        return new Worked(acknowledged, (System.nanoTime() - ready) / 1000);
    }

    private static Runnable killAt(Process process, Moment moment) {
        return () -> {
            while (!moment.begun().getAsBoolean() && process.isAlive()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            long end = System.nanoTime() + moment.micros() * 1000L;
            while (System.nanoTime() < end && process.isAlive()) {
                LockSupport.parkNanos(Math.min(PAUSE_NANOS, end - System.nanoTime()));
            }
            // By its handle: the process's own method would also close the pipe we still read from.
            process.toHandle().destroyForcibly();
        };
    }

    /// A line that the kill cut off says nothing.
    private static void note(String line, Map<String, Integer> acknowledged) {
        String[] words = line.split(" ");
        if (words.length == 3 && words[0].equals("durable") && words[1].length() == 36 && whole(words[2])) {
            acknowledged.put(words[1], Integer.parseInt(words[2]));
        } else if (line.matches("(Took|Wrote|Written) .*\\.")) {
            // What a command says when it has done everything.
            acknowledged.put(TOLD, 1);
        }
    }

    private static boolean whole(String number) {
        return number.matches("-?\\d+");
    }
}
