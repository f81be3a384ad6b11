package limner.model.release;

import static limner.model.fixture.Fixture.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.ReleaseRecorded;
import limner.model.event.Recorded;
import limner.model.fixture.Fixture;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Interpolation;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.provenance.Origin;
import limner.model.provenance.ReleaseNote;
import limner.model.store.LogHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ReleaseWriterTest {

    @TempDir
    Path folder;

    private ReleaseOutcome write(ReleasePlan plan, Path target) {
        return ReleaseWriter.write(plan, Gallery.source(), PaintedVideos.sound(), target, ReleaseWatch.none());
    }

    private ReleaseReport written(ReleasePlan plan, Path target) {
        ReleaseOutcome outcome = write(plan, target);
        ReleaseReport report = assertInstanceOf(ReleaseOutcome.Written.class, outcome, outcome.toString())
                .report();
        assertEquals(
                List.of(), ReleaseVerifier.verify(target, ReleaseWatch.none()).faults());
        return report;
    }

    private static JsonNode instances(Path release) {
        return Folders.json(release.resolve("annotations/instances.json"));
    }

    private static JsonNode annotation(Path release, String label) {
        List<JsonNode> found = instances(release)
                .required("annotations")
                .valueStream()
                .filter(a -> a.required("limner_label")
                        .stringValue()
                        .equals(uuid(label).toString()))
                .toList();
        assertEquals(1, found.size(), label);
        return found.getFirst();
    }

    private static List<JsonNode> provenance(Path release) throws IOException {
        return Files.readAllLines(release.resolve("provenance.jsonl")).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    // Sameness.

    @Test
    void twoReleasesAreByteIdenticalWhateverLocaleAndTimeZone() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        List<SortedMap<String, String>> releases = new ArrayList<>();
        try {
            for (String tag : List.of("en-US", "ar-EG-u-nu-arab", "tr-TR", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone(tag.startsWith("t") ? "Asia/Kathmandu" : "America/Lima"));
                Path target = folder.resolve(tag);
                written(Gallery.plan().withLicence("CC BY 4.0\n"), target);
                releases.add(Folders.contentOf(target));
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        releases.forEach(release -> assertEquals(releases.getFirst(), release));
    }

    @Test
    void aProcessInAPlainCLocaleWritesTheSameBytes() throws Exception {
        Path here = folder.resolve("here");
        Path there = folder.resolve("there");
        written(Gallery.plan(), here);
        Process process = process(there);
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended);
        assertEquals(0, process.exitValue());
        assertEquals(Folders.contentOf(here), Folders.contentOf(there));
    }

    private static Process process(Path target) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-Duser.language=fa",
                "-Duser.country=IR",
                "-Duser.timezone=Pacific/Chatham",
                "-Dfile.encoding=ISO-8859-1",
                "-Dline.separator=\r\n",
                "-cp",
                System.getProperty("java.class.path"),
                ReleaseProgram.class.getName(),
                target.toString());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "Pacific/Chatham");
        return builder.inheritIO().start();
    }

    @Test
    void theOrderInWhichFactsWereSaidDoesNotShowInTheAnnotations() {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        written(Gallery.plan(), one);
        ReleaseSource source = Gallery.sourceOf(Gallery.logInAnotherOrder());
        ReleaseOutcome outcome =
                ReleaseWriter.write(Gallery.plan(), source, PaintedVideos.sound(), other, ReleaseWatch.none());
        assertInstanceOf(ReleaseOutcome.Written.class, outcome);
        assertEquals(Gallery.source().state(), source.state());
        SortedMap<String, String> expected = withoutEventNumbers(Folders.contentOf(one));
        assertEquals(expected, withoutEventNumbers(Folders.contentOf(other)));
    }

    /// Provenance and manifest name events, and those are numbered otherwise.
    private static SortedMap<String, String> withoutEventNumbers(SortedMap<String, String> content) {
        SortedMap<String, String> rest = new TreeMap<>(content);
        assertTrue(rest.keySet().removeAll(Set.of("provenance.jsonl", "manifest.json", "manifest.sha256")));
        rest.computeIfPresent(
                "annotations/instances.json",
                (_, text) -> text.replaceAll("\"limner_state_event\":[0-9]+", "\"limner_state_event\":0"));
        return rest;
    }

    @Test
    void annotationsOfAPictureStandInTheirOrderOfDepth() {
        List<LabelEvent> events = new ArrayList<>(Gallery.events());
        events.add(new LabelEvent.LabelRestacked(Gallery.CLIP, new LabelId(uuid("box")), 0, 2));
        events.add(new LabelEvent.LabelRestacked(Gallery.CLIP, new LabelId(uuid("triangle")), 0, -1));
        ReleaseSource source = Gallery.sourceOf(Gallery.recorded(events));
        Path target = folder.resolve("stacked");
        ReleaseOutcome outcome = ReleaseWriter.write(
                ReleasePlan.of("stacked", source.head().number()),
                source,
                PaintedVideos.sound(),
                target,
                ReleaseWatch.none());
        assertInstanceOf(ReleaseOutcome.Written.class, outcome, outcome.toString());
        List<String> first = instances(target)
                .required("annotations")
                .valueStream()
                .filter(a -> a.required("image_id").intValue() == 1)
                .map(a -> a.required("limner_label").stringValue())
                .toList();
        assertEquals(
                Stream.of("triangle", "track", "box")
                        .map(n -> uuid(n).toString())
                        .toList(),
                first);
    }

    @Test
    void aReleaseMadeAfterOneWasRecordedIsTheSame() {
        List<LabelEvent> events = new ArrayList<>(Gallery.events());
        long before = ReleaseSource.lastChange(Gallery.recorded(events));
        events.add(new ReleaseRecorded(new ReleaseNote("first light", before, "00".repeat(32))));
        List<Recorded> log = Gallery.recorded(events);
        assertEquals(before, ReleaseSource.lastChange(log));
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        written(Gallery.plan(), one);
        ReleaseWriter.write(Gallery.plan(), Gallery.sourceOf(log), PaintedVideos.sound(), two, ReleaseWatch.none());
        assertEquals(Folders.contentOf(one), Folders.contentOf(two));
    }

    @Test
    void laterEventsDoNotReachARelease() {
        List<Recorded> log = Gallery.log();
        long early = log.size() - 1L;
        ReleaseSource source =
                ReleaseSource.replay(Gallery.source().state().id(), "early", log, new LogHead(early, "aa".repeat(32)));
        ReleasePlan plan = ReleasePlan.of("early", early);
        ReleaseReport report = ReleaseWriter.preview(plan, source);
        assertEquals(1, report.videos(), "the last event makes the frame of the second video done");
        assertEquals(6, report.pictures());
    }

    // What is in it.

    @Test
    void aReleaseHoldsWhatTheProjectHolds() {
        Path target = folder.resolve("release");
        ReleaseReport report = written(Gallery.plan(), target);
        assertEquals(2, report.videos());
        assertEquals(7, report.pictures());
        assertEquals(1, report.negatives());
        assertEquals(12, report.annotations());
        assertEquals(7, report.boxes());
        assertEquals(1, report.rings());
        assertEquals(4, report.runs());
        assertEquals(2, report.madeRuns());
        assertEquals(2, report.lines());
        assertEquals(1, report.withoutPixels());
        assertEquals(1, report.tracks());
        assertEquals(1, report.tags());
        assertEquals(1, report.events());
        assertEquals(Map.of("keyframe", 9, "interpolated", 1, "held", 2), report.perSource());
        assertEquals(Map.of(Gallery.PERSON, 8, Gallery.SKY, 2, Gallery.CHILD, 2), report.perClass());
        assertEquals(
                14 * 20, annotation(target, "leaving").required("area").intValue(), "cut at the border of the picture");
    }

    @Test
    void aHoleIsNeverLost() {
        Path target = folder.resolve("release");
        written(Gallery.plan().withEncodings(Encodings.rings()), target);
        JsonNode polygon = annotation(target, "holed polygon").required("segmentation");
        Rle runs = Rle.ofCocoString(64, 48, polygon.required("counts").stringValue());
        assertEquals(24 * 24 - 10 * 10, runs.area());
        assertFalse(runs.contains(15, 15));
        assertTrue(annotation(target, "holed mask").required("segmentation").isObject());
    }

    @Test
    void partsOfAMaskBecomeRingsWhenRingsAreWanted() {
        Path target = folder.resolve("release");
        written(Gallery.plan().withEncodings(Encodings.rings()), target);
        JsonNode parts = annotation(target, "parts");
        assertEquals(2, parts.required("segmentation").size());
        assertEquals(200, parts.required("area").intValue());
        assertEquals("[4,4,50,35]", parts.required("bbox").toString());
        assertEquals(
                "[4,4,14,4,14,14,4,14]",
                parts.required("segmentation").required(0).toString());
    }

    @Test
    void aBoxSaysThatItIsOnlyABox() {
        Path target = folder.resolve("release");
        written(Gallery.plan(), target);
        JsonNode box = annotation(target, "box");
        assertEquals("[]", box.required("segmentation").toString());
        assertEquals("[30.25,10,12,9.5]", box.required("bbox").toString());
        assertEquals(12 * 9, box.required("area").intValue());
        assertEquals("box", box.required("limner_shape").stringValue());
    }

    @Test
    void aBoxCanBeWrittenAsRingOrRuns() {
        for (Encoding encoding : EnumSet.of(Encoding.POLYGONS, Encoding.RLE)) {
            Path target = folder.resolve(encoding.name());
            written(Gallery.plan().withEncodings(new Encodings(encoding, Encoding.RLE, Encoding.RLE)), target);
            JsonNode box = annotation(target, "box");
            assertEquals("[30,10,12,9]", box.required("bbox").toString());
            assertEquals(encoding == Encoding.RLE, box.required("segmentation").isObject());
        }
    }

    @Test
    void onlyAFrameWithNothingOnItIsANegative() {
        Path target = folder.resolve("release");
        written(Gallery.plan(), target);
        Map<Integer, Boolean> negatives = new TreeMap<>();
        for (JsonNode image : instances(target).required("images").values()) {
            if (image.required("video_id").intValue() == 1) {
                negatives.put(
                        image.required("frame_index").intValue(),
                        image.required("limner_negative").booleanValue());
            }
        }
        assertEquals(Map.of(0, false, 1, false, 2, false, 3, false, 4, false, 5, true), negatives);
    }

    @Test
    void aTrackKeepsItsIdThroughItsPicturesAndSaysHowEachPlaceIsKnown() {
        Path target = folder.resolve("release");
        written(Gallery.plan(), target);
        JsonNode instances = instances(target);
        List<String> places = new ArrayList<>();
        for (JsonNode a : instances.required("annotations").values()) {
            if (a.has("track_id")) {
                assertEquals(1, a.required("track_id").intValue());
                places.add(a.required("image_id") + " "
                        + a.required("limner_source").stringValue() + " " + a.required("limner_occluded") + " "
                        + a.required("bbox"));
            }
        }
        assertEquals(
                List.of(
                        "1 keyframe false [2,3,10.5,20]",
                        "2 interpolated false [4,4,11,21]",
                        "3 keyframe true [6,5,11.5,22]",
                        "4 held true [6,5,11.5,22]",
                        "5 held true [6,5,11.5,22]"),
                places);
        assertEquals(
                "Person 1",
                instances.required("tracks").required(0).required("name").stringValue());
    }

    /// What a release says of a painted track between its keyframes is what the desk shows there, and marked as such.
    @Test
    void aPaintedTrackIsReleasedAsItGoesOverAndIsHeldWhereItIsToBe() {
        LabelId id = new LabelId(Fixture.uuid("painted"));
        Label track = Label.drawn(
                        id,
                        Gallery.CLIP,
                        12,
                        Gallery.SKY,
                        Extent.TRACK,
                        0,
                        Fixture.mask(20, 20, 8),
                        new Origin.Manual())
                .withKeyframe(3, Keyframe.of(Fixture.mask(44, 26, 12)).withInterpolation(Interpolation.HELD))
                .withKeyframe(5, Keyframe.of(Fixture.mask(20, 20, 9)).withOutside(true));
        List<LabelEvent> events = new ArrayList<>(Gallery.events());
        events.add(new LabelEvent.LabelAdded(track));
        ReleaseSource source = Gallery.sourceOf(Gallery.recorded(events));
        Path target = folder.resolve("release");
        ReleasePlan plan = ReleasePlan.of("painted", source.head().number());
        ReleaseReport report = assertInstanceOf(
                        ReleaseOutcome.Written.class,
                        ReleaseWriter.write(plan, source, PaintedVideos.sound(), target, ReleaseWatch.none()))
                .report();
        assertEquals(
                List.of(), ReleaseVerifier.verify(target, ReleaseWatch.none()).faults());
        assertEquals(Map.of("keyframe", 11, "interpolated", 3, "held", 3), report.perSource());
        Map<Integer, String> sources = new TreeMap<>();
        for (JsonNode a : instances(target).required("annotations").values()) {
            if (a.required("limner_label").stringValue().equals(id.toString())) {
                int frame = a.required("image_id").intValue() - 1;
                sources.put(frame, a.required("limner_source").stringValue());
                Rle released = Rle.ofCocoString(
                        64, 48, a.required("segmentation").required("counts").stringValue());
                assertEquals(new Mask(released), track.at(frame).orElseThrow().shape(), "frame " + frame);
            }
        }
        assertEquals(Map.of(0, "keyframe", 1, "interpolated", 2, "interpolated", 3, "keyframe", 4, "held"), sources);
    }

    @Test
    void aPictureWithAnInterpolatedObjectCanBeLeftOutWhole() {
        Path target = folder.resolve("release");
        ReleaseReport report = written(Gallery.plan().withBetween(Between.LEAVE_OUT_PICTURE), target);
        assertEquals(3, report.betweenLeftOut());
        assertEquals(4, report.pictures());
        assertEquals(Map.of("keyframe", report.annotations()), report.perSource());
    }

    @Test
    void thePlanChoosesClassesVideosStatesAndStep() {
        ReleaseSource source = Gallery.source();
        ReleasePlan plan = Gallery.plan();
        ReleaseReport sky = ReleaseWriter.preview(plan.withClasses(Set.of(Gallery.SKY)), source);
        assertEquals(Map.of(Gallery.SKY, 2), sky.perClass());
        assertEquals(6, sky.negatives());
        assertEquals(0, sky.tags());
        ReleaseReport exercise = ReleaseWriter.preview(plan.withMedia(Set.of(Gallery.EXERCISE)), source);
        assertEquals(1, exercise.pictures());
        ReleaseReport inWork = ReleaseWriter.preview(plan.withStates(Set.of(FrameState.IN_WORK)), source);
        assertEquals(1, inWork.pictures());
        assertEquals(1, inWork.annotations());
        assertEquals(
                4, ReleaseWriter.preview(plan.withStep(2), source).pictures(), "frames 0, 2, 4, and 2 of the other");
    }

    @Test
    void pointsAndLinesAreKeptWithTheProvenanceExactly() throws IOException {
        Path target = folder.resolve("release");
        written(Gallery.plan(), target);
        List<String> kept = provenance(target).stream()
                .filter(line -> !line.has("annotation"))
                .map(line -> line.required("shape").toString())
                .toList();
        assertEquals(
                List.of(
                        "{\"kind\":\"point\",\"points\":[5,5]}",
                        "{\"kind\":\"polyline\",\"points\":[1,1,9,3]}",
                        "{\"kind\":\"box\",\"box\":[10.6,10.6,0.25,0.25]}"),
                kept);
    }

    @Test
    void provenanceNamesModelWeightsScoreAndPolicy() throws IOException {
        Path target = folder.resolve("release");
        written(Gallery.plan(), target);
        List<JsonNode> lines = provenance(target);
        JsonNode origin = lines.getLast().required("origin");
        assertEquals("suggested", origin.required("kind").stringValue());
        assertEquals("0.875", origin.required("score").toString());
        assertEquals("0.5 or more", origin.required("policy").required("text").stringValue());
        JsonNode run = origin.required("run");
        assertEquals("ssd", run.required("model").stringValue());
        assertEquals("cd".repeat(32), run.required("weights_sha256").stringValue());
        assertEquals("0.4", run.required("settings").required("threshold").stringValue());
        JsonNode track = lines.getFirst();
        assertEquals(uuid("track").toString(), track.required("label").stringValue());
        assertEquals(7, track.required("created").required("event").intValue());
        assertEquals(20, track.required("changed").required("event").intValue());
        assertEquals("manual", track.required("origin").required("kind").stringValue());
        JsonNode models = Folders.json(target.resolve("manifest.json")).required("models");
        assertEquals("12", models.required(0).required("model_version").stringValue());
    }

    @Test
    void theManifestSaysWhereTheReleaseComesFrom() {
        Path target = folder.resolve("release");
        written(Gallery.plan(), target);
        JsonNode manifest = Folders.json(target.resolve("manifest.json"));
        assertEquals(
                "ef".repeat(32), manifest.required("event").required("hash").stringValue());
        assertEquals(2, manifest.required("ontology_version").intValue());
        assertEquals(
                PaintedVideos.sha256Of("clip one.mp4"),
                manifest.required("videos").required(0).required("sha256").stringValue());
    }

    @Test
    void foldersAndTextAreAsciiButTheCard() {
        Path target = folder.resolve("release");
        written(Gallery.plan(), target);
        Folders.contentOf(target).forEach((path, content) -> {
            assertTrue(Manifest.isSafe(path), path);
            if (!path.endsWith(".png") && !path.equals("README.md")) {
                assertTrue(content.chars().allMatch(c -> c < 128 && c != '\r'), path);
            }
        });
    }

    @Test
    void withoutPicturesARelaseStillProvesThem() throws IOException {
        Path target = folder.resolve("release");
        written(Gallery.plan().withPictures(Pictures.REFERENCES), target);
        assertFalse(Files.exists(target.resolve("frames")));
        List<String> lines = Files.readAllLines(target.resolve("frame-identity.csv"));
        assertEquals(8, lines.size());
        assertTrue(lines.get(1).matches("1,clip_one\\.mp4-[0-9a-f]{8},0,0,1/15360,64,48,[0-9a-f]{32},"), lines.get(1));
    }

    @Test
    void aPreviewSaysWhatTheReleaseWillHold() {
        ReleaseReport preview = ReleaseWriter.preview(Gallery.plan(), Gallery.source());
        ReleaseReport report = written(Gallery.plan(), folder.resolve("release"));
        assertTrue(report.bytesOfPictures() > 0);
        assertEquals(preview.losses(), report.losses());
        assertEquals(4, preview.losses().size(), preview.losses().toString());
        assertEquals(preview.perClass(), report.perClass());
        assertEquals(preview.annotations(), report.annotations());
        assertEquals(preview.negatives(), report.negatives());
        assertEquals(preview.tags(), report.tags());
    }

    // Nothing half-written.

    @Test
    void aStoppedReleaseLeavesNothingBehind() {
        Path one = folder.resolve("one");
        written(Gallery.plan(), one);
        // A picture and its labels each, then every file once more.
        int steps = 14 + Folders.contentOf(one).size();
        for (int after = 0; after < steps; after++) {
            Path target = folder.resolve("made").resolve("on the way").resolve("release");
            ReleaseOutcome outcome = ReleaseWriter.write(
                    Gallery.plan(), Gallery.source(), PaintedVideos.sound(), target, stoppingAfter(after));
            assertEquals(new ReleaseOutcome.Cancelled(), outcome);
            assertFalse(Files.exists(folder.resolve("made")), "after " + after + " steps");
        }
        Path whole = folder.resolve("whole");
        ReleaseWatch never = stoppingAfter(steps);
        assertInstanceOf(
                ReleaseOutcome.Written.class,
                ReleaseWriter.write(Gallery.plan(), Gallery.source(), PaintedVideos.sound(), whole, never));
    }

    @Test
    void everyFileIsOnTheDiskBeforeTheFolderTakesItsName() {
        Path target = folder.resolve("durable");
        AtomicInteger waits = new AtomicInteger();
        ReleaseWatch watch = new ReleaseWatch() {
            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void progress(long done, long of, String what) {
                if (what.equals("Waiting for the disk")) {
                    assertFalse(Files.exists(target), "the name is given last");
                    waits.incrementAndGet();
                }
            }
        };
        ReleaseOutcome outcome =
                ReleaseWriter.write(Gallery.plan(), Gallery.source(), PaintedVideos.sound(), target, watch);
        assertInstanceOf(ReleaseOutcome.Written.class, outcome, outcome.toString());
        assertEquals(Folders.contentOf(target).size(), waits.get());
    }

    private static ReleaseWatch stoppingAfter(int steps) {
        return new ReleaseWatch() {
            private int asked;

            @Override
            public boolean cancelled() {
                return asked++ >= steps;
            }

            @Override
            public void progress(long done, long of, String what) {
                assertTrue(done >= 0 && done <= of && of == 21, done + " of " + of);
            }
        };
    }

    @Test
    void aPictureThatCannotBeReadIsNamedAndNothingIsLeft() throws IOException {
        refused(
                new PaintedVideos("", 4, 0, 0),
                "Frame 4 of video clip one.mp4 could not be read: the picture is damaged.");
        refused(new PaintedVideos("gone", -1, 0, 0), "clip one.mp4 is not there. No release was written.");
        refused(new PaintedVideos("", -1, 1, 0), "is 63 x 48 pixels and was labelled as 64 x 48.");
        refused(new PaintedVideos("other", -1, 0, 0), "Übung.mov is not the one that was labelled");
    }

    private void refused(FrameSupply supply, String because) throws IOException {
        Path target = folder.resolve("release");
        ReleaseOutcome outcome =
                ReleaseWriter.write(Gallery.plan(), Gallery.source(), supply, target, ReleaseWatch.none());
        String reason = assertInstanceOf(ReleaseOutcome.Refused.class, outcome).reason();
        assertTrue(reason.contains(because), reason);
        assertNothingIn(folder);
    }

    private static void assertNothingIn(Path folder) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aDiskThatRefusesLeavesNothing() throws IOException {
        Path tooLong = folder.resolve("new").resolve("x".repeat(300));
        ReleaseOutcome outcome = write(Gallery.plan(), tooLong);
        String reason = assertInstanceOf(ReleaseOutcome.Refused.class, outcome).reason();
        assertTrue(reason.contains("could not be written"), reason);
        assertNothingIn(folder);
    }

    @Test
    void anEmptyFolderIsUsed() throws IOException {
        Path target = Files.createDirectory(folder.resolve("release"));
        written(Gallery.plan(), target);
    }

    @Test
    void theSameReleaseIsRecognisedAndNotTouched() throws IOException {
        Path target = folder.resolve("release");
        written(Gallery.plan(), target);
        var before = Files.getLastModifiedTime(target.resolve("manifest.json"));
        assertInstanceOf(ReleaseOutcome.Unchanged.class, write(Gallery.plan(), target));
        assertEquals(before, Files.getLastModifiedTime(target.resolve("manifest.json")));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(target), left.toList());
        }
    }

    @Test
    void anythingElseAtTheTargetIsRefusedAndNotTouched() throws IOException {
        Path target = folder.resolve("release");
        written(Gallery.plan(), target);
        SortedMap<String, String> before = Folders.contentOf(folder);
        refusedAt(target, Gallery.plan().withStep(2), "holds a different release");
        assertEquals(before, Folders.contentOf(folder));

        byte[] card = Files.readAllBytes(target.resolve("README.md"));
        card[5] ^= 1;
        Files.write(target.resolve("README.md"), card);
        refusedAt(target, Gallery.plan(), "README.md was changed");

        Path notes = Files.createDirectory(folder.resolve("notes"));
        Files.writeString(notes.resolve("mine.txt"), "mine");
        refusedAt(notes, Gallery.plan(), "holds other files");
        refusedAt(notes.resolve("mine.txt"), Gallery.plan(), "is no folder");
        assertEquals(Map.of("mine.txt", "mine"), Folders.contentOf(notes));
    }

    private void refusedAt(Path target, ReleasePlan plan, String because) {
        ReleaseOutcome outcome = write(plan, target);
        String reason =
                assertInstanceOf(ReleaseOutcome.Refused.class, outcome, because).reason();
        assertTrue(reason.contains(because), reason);
    }

    @Test
    void aProjectWithNothingDoneIsRefused() throws IOException {
        ReleasePlan plan = Gallery.plan().withClasses(Set.of(Gallery.SKY)).withStep(9);
        Path target = folder.resolve("release");
        assertInstanceOf(ReleaseOutcome.Written.class, write(plan, target), "frame 0 is taken");
        ReleasePlan nothing = plan.withMedia(Set.of(Gallery.EXERCISE));
        String reason = assertInstanceOf(ReleaseOutcome.Refused.class, write(nothing, folder.resolve("other")))
                .reason();
        assertTrue(
                reason.startsWith(
                        "There is nothing to release: every frame that is done is passed over by a step of 9."),
                reason);
        assertFalse(Files.exists(folder.resolve("other")));
    }

    @Test
    void whyAPlanTakesNothingIsSaidAndNothingElse() {
        ReleasePlan plan = Gallery.plan();
        nothing(plan.withStep(9).withMedia(Set.of(Gallery.EXERCISE)), NoPictures.STEP, "a step of 9");
        nothing(
                plan.withMedia(Set.of(Gallery.EXERCISE)).withStates(EnumSet.of(FrameState.IN_WORK)),
                NoPictures.VIDEOS,
                "no frame of the chosen videos is in work; frames of others are.");
        List<LabelEvent> open = Gallery.events().stream()
                .filter(e -> !(e instanceof LabelEvent.FrameStateChanged))
                .toList();
        ReleaseSource none = Gallery.sourceOf(Gallery.recorded(open));
        assertEquals(NoPictures.STATES, NoPictures.of(plan.withEvent(none.head().number()), none.state()));
        List<LabelEvent> held = new ArrayList<>(open);
        // The track is there alone, held since frame 2.
        held.add(new LabelEvent.FrameStateChanged(Gallery.CLIP, 4, FrameState.UNSEEN, FrameState.DONE));
        ReleaseSource source = Gallery.sourceOf(Gallery.recorded(held));
        ReleasePlan of = plan.withEvent(source.head().number());
        refused(of.withBetween(Between.LEAVE_OUT_PICTURE), source, NoPictures.BETWEEN, "only interpolated or held");
    }

    private void nothing(ReleasePlan plan, NoPictures why, String words) {
        refused(plan, Gallery.source(), why, words);
    }

    private void refused(ReleasePlan plan, ReleaseSource source, NoPictures why, String words) {
        assertEquals(why, NoPictures.of(plan, source.state()));
        Path target = folder.resolve("nothing");
        String reason = assertInstanceOf(
                        ReleaseOutcome.Refused.class,
                        ReleaseWriter.write(plan, source, PaintedVideos.sound(), target, ReleaseWatch.none()))
                .reason();
        assertTrue(reason.startsWith("There is nothing to release: ") && reason.contains(words), reason);
        assertFalse(Files.exists(target));
    }

    @Test
    void aPlanThatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ReleasePlan.of(" ", 1));
        assertThrows(IllegalArgumentException.class, () -> ReleasePlan.of("two\nlines", 1));
        assertThrows(IllegalArgumentException.class, () -> ReleasePlan.of("name", 0));
        ReleasePlan plan = Gallery.plan();
        assertThrows(IllegalArgumentException.class, () -> plan.withStep(0));
        assertThrows(IllegalArgumentException.class, () -> plan.withStates(Set.of()));
        assertThrows(IllegalArgumentException.class, () -> plan.withStates(Set.of(FrameState.UNSEEN)));
        assertThrows(IllegalArgumentException.class, () -> plan.withClasses(Set.of()));
        assertThrows(IllegalArgumentException.class, () -> new Encodings(Encoding.NONE, Encoding.NONE, Encoding.RLE));
        ReleasePlan otherEvent = ReleasePlan.of("name", plan.event() - 1);
        assertThrows(IllegalArgumentException.class, () -> ReleaseWriter.preview(otherEvent, Gallery.source()));
    }

    @Test
    void theDigestOfItsManifestTellsAReleaseFromOthers() {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        ReleaseOutcome.Written a = assertInstanceOf(ReleaseOutcome.Written.class, write(Gallery.plan(), one));
        ReleaseOutcome.Written b = assertInstanceOf(
                ReleaseOutcome.Written.class, write(Gallery.plan().withEncodings(Encodings.exact()), two));
        assertNotEquals(a.manifestSha256(), b.manifestSha256());
        assertEquals(
                a.manifestSha256(),
                ReleaseVerifier.verify(one, ReleaseWatch.none()).manifestSha256());
    }
}
