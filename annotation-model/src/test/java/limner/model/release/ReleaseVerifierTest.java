package limner.model.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import limner.model.media.Media;
import limner.model.release.ReleaseVerification.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseVerifierTest {

    @TempDir
    Path folder;

    private Path release;

    @BeforeEach
    void write() {
        release = folder.resolve("release");
        ReleasePlan plan = Gallery.plan().withEncodings(Encodings.rings()).withLicence("CC0\n");
        assertInstanceOf(
                ReleaseOutcome.Written.class,
                ReleaseWriter.write(plan, Gallery.source(), PaintedVideos.sound(), release, ReleaseWatch.none()));
    }

    private ReleaseVerification verify() {
        return ReleaseVerifier.verify(release, ReleaseWatch.none());
    }

    private static String sentences(ReleaseVerification verification) {
        return String.join(
                "\n", verification.faults().stream().map(Fault::sentence).toList());
    }

    private void assertFault(String sentence) {
        String found = sentences(verify());
        assertTrue(found.contains(sentence), "wanted: " + sentence + "\nfound: " + found);
    }

    @Test
    void aReleaseAsItWasWrittenHolds() {
        ReleaseVerification verification = verify();
        assertEquals(List.of(), verification.faults());
        assertEquals("first light", verification.name());
        assertEquals(7, verification.pictures());
        assertEquals(12, verification.annotations());
        assertEquals(9 + 9 + 7, verification.files());
        assertTrue(ReleaseVerifier.looksLikeRelease(release));
        assertFalse(ReleaseVerifier.looksLikeRelease(folder));
    }

    @Test
    void oneFlippedBitAnywhereIsFoundAndItsFileNamed() throws IOException {
        long seed = System.nanoTime();
        System.getLogger("test").log(System.Logger.Level.INFO, "seed " + seed);
        Random random = new Random(seed);
        for (String path : Folders.contentOf(release).keySet()) {
            Path file = release.resolve(path);
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < 8; i++) {
                byte[] flipped = whole.clone();
                int at = random.nextInt(flipped.length);
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, flipped);
                ReleaseVerification found = verify();
                assertTrue(
                        sentences(found).contains(path),
                        "seed " + seed + ", byte " + at + " of " + path + ": " + found);
            }
            Files.write(file, whole);
        }
        assertEquals(List.of(), verify().faults());
    }

    @Test
    void missingAndAddedFilesAreNamed() throws IOException {
        Files.delete(release.resolve("ontology.json"));
        Files.writeString(release.resolve("frames").resolve("stray.png"), "");
        Files.createSymbolicLink(release.resolve("link"), Files.createDirectory(folder.resolve("elsewhere")));
        assertEquals(
                List.of(
                        new Fault("link", "link is no plain file."),
                        new Fault("ontology.json", "ontology.json is missing."),
                        new Fault("frames/stray.png", "frames/stray.png does not belong to the release.")),
                verify().faults());
    }

    @Test
    void aFileBehindALinkIsNotTheFile() throws IOException {
        Path aside = Files.move(release.resolve("plan.json"), folder.resolve("plan.json"));
        Files.createSymbolicLink(release.resolve("plan.json"), aside);
        assertFault("plan.json is no plain file.");
    }

    @Test
    void aFolderWithoutManifestIsNoRelease() throws IOException {
        Files.delete(release.resolve("manifest.json"));
        assertFault("manifest.json is missing");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertFalse(ReleaseVerifier.verify(file, ReleaseWatch.none()).holds());
        assertFalse(ReleaseVerifier.verify(folder.resolve("nowhere"), ReleaseWatch.none())
                .holds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside",
                "/etc/passwd",
                "a/../../b",
                "a/./b",
                "a//b",
                "",
                "a\\\\b",
                "C:x",
                ".hidden",
                "a/",
                "a b",
                "manifest.json",
                "PLAN.JSON",
                "gr\u00f6\u00dfe"
            })
    void aManifestThatPointsElsewhereIsRefused(String path) throws IOException {
        String manifest = Files.readString(release.resolve("manifest.json"));
        String hostile = manifest.replace("\"README.md\"", '"' + path + '"');
        Folders.writeManifest(release, hostile.getBytes(StandardCharsets.UTF_8));
        ReleaseVerification found = verify();
        assertTrue(sentences(found).contains("manifest.json cannot be read: files["), sentences(found));
        assertEquals(0, found.files(), "nothing was opened");
    }

    @Test
    void aManifestFromTheFutureSaysSo() throws IOException {
        String manifest = Files.readString(release.resolve("manifest.json"));
        String newer = manifest.replace("\"limner_release\" : 1", "\"limner_release\" : 2");
        Folders.writeManifest(release, newer.getBytes(StandardCharsets.UTF_8));
        assertFault("made by a newer Limner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "null", "{\"files\":[null]}", "{\"name\":1,\"name\":2}", "{}{}"})
    void whatIsNoManifestIsToldAsSuch(String text) throws IOException {
        Folders.writeManifest(release, text.getBytes(StandardCharsets.UTF_8));
        assertFault("manifest.json cannot be read");
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        Folders.writeManifest(release, ("{\"x\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        assertFault("manifest.json cannot be read");
    }

    /// Each row: a text in the annotations, what a forger puts there before sealing the manifest anew, and the fault.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"area\":108,             | \"area\":109,              | states an area of 109 and covers 108",
                "\"area\":476,             | \"area\":477,              | states an area of 477 and covers 476",
                "[30.25,10,12,9.5]         | [30.25,10,12,90]           | is not the box of its pixels",
                "[4,4,24,24]               | [4,4,24,25]                | is not the box of its pixels",
                "{\"id\":2,\"image_id\":1, | {\"id\":1,\"image_id\":1,  | annotation 1 is there twice",
                "{\"id\":2,\"image_id\":1, | {\"id\":2,\"image_id\":99, | names image 99, which is not there",
                "{\"id\":2,\"image_id\":1, | {\"id\":2,\"image_id\":6,  | which is said to be empty",
                "\"category_id\":90,       | \"category_id\":91,        | names category 91, which is not there",
                "\"track_id\":1,           | \"track_id\":2,            | track 2 is named and is not there",
                "\"frame_index\":5,        | \"frame_index\":4,         | is the same frame as another image",
                "\"frame_index\":5,        | \"frame_index\":10,        | its video has 10 frames",
                "\"limner_pts\":2560,      | \"limner_pts\":2561,       | image 6 is not as the frame-identity table states",
                "\"iscrowd\":0,            | \"iscrowd\":1,             | marks no crowds",
                "\"length\":10,            | \"length\":11,             | video 1 is not as the manifest states",
                "\"size\":[48,64]          | \"size\":[64,48]           | for a picture of another size",
                "\"size\":[48,64]          | \"size\":[48,65]           | cannot be read: annotations[",
                "\"counts\":\"             | \"counts\":\"~             | cannot be read: annotations[",
                "[4,4,14,4,14,14,4,14]     | [4,4,14,4]                 | cannot be read: annotations[",
                "[4,4,14,4,14,14,4,14]     | [4,4,14,4,14,1e999,4,14]   | cannot be read: annotations["
            })
    void annotationsThatContradictThemselvesAreFoundEvenUnderAFreshSeal(String what, String forged, String fault)
            throws IOException {
        edit("annotations/instances.json", text -> {
            assertTrue(text.contains(what), what);
            int at = text.indexOf(what);
            return text.substring(0, at) + forged + text.substring(at + what.length());
        });
        assertFault(fault);
    }

    private void edit(String path, UnaryOperator<String> change) throws IOException {
        Path file = release.resolve(path);
        Files.writeString(file, change.apply(Files.readString(file)));
        Folders.reseal(release);
    }

    @Test
    void aFrameIdentityTableThatContradictsThePicturesIsFound() throws IOException {
        edit("frame-identity.csv", text -> text.replaceFirst("[0-9a-f]{64}", "0".repeat(64)));
        assertFault("the picture of image 1 is not the one of the frame-identity table");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image,video | picture,video | line 1 does not name the columns",
                "1/15360     | 0/15360       | line 2: not a time base",
                "2,clip      | 1,clip        | image 1 is there twice",
                ",64,48,     | ,64,          | line 2 is no row"
            })
    void aFrameIdentityTableThatIsNoneIsToldAsSuch(String what, String forged, String fault) throws IOException {
        edit("frame-identity.csv", text -> text.replace(what, forged));
        assertFault(fault);
    }

    @Test
    void anAnnotationWithoutProvenanceIsFound() throws IOException {
        edit("provenance.jsonl", text -> text.substring(text.indexOf('\n') + 1));
        assertFault("provenance.jsonl: 1 annotations have no line, for example 1.");
    }

    @Test
    void anUnlistedRequiredFileIsFound() throws IOException {
        Files.delete(release.resolve("provenance.jsonl"));
        Folders.reseal(release);
        assertFault("The manifest does not list provenance.jsonl");
    }

    @Test
    void whateverStandsInTheFilesNothingIsThrown() throws IOException {
        long seed = System.nanoTime();
        System.getLogger("test").log(System.Logger.Level.INFO, "seed " + seed);
        Random random = new Random(seed);
        List<String> paths = List.of("annotations/instances.json", "frame-identity.csv", "provenance.jsonl");
        for (int i = 0; i < 300; i++) {
            String path = paths.get(i % paths.size());
            byte[] whole = Files.readAllBytes(release.resolve(path));
            byte[] broken = whole.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                broken[random.nextInt(broken.length)] = (byte) (32 + random.nextInt(95));
            }
            Files.write(release.resolve(path), broken);
            Folders.reseal(release);
            verify();
            Files.write(release.resolve(path), whole);
        }
        Folders.reseal(release);
        assertEquals(List.of(), verify().faults(), "seed " + seed);
    }

    @Test
    void aStoppedCheckDoesNotHold() {
        ReleaseVerification stopped = ReleaseVerifier.verify(release, new ReleaseWatch() {
            @Override
            public boolean cancelled() {
                return true;
            }

            @Override
            public void progress(long done, long of, String what) {
                // Not looked at.
            }
        });
        assertEquals("The check was stopped before its end.", sentences(stopped));
    }

    // Pictures against videos.

    private ReleaseVerification against(PaintedVideos videos, String name) throws IOException {
        Media media = Gallery.source().state().mediaInOrder().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
        try (FrameSupply.Video video = videos.open(media)) {
            return ReleaseVerifier.verifyAgainst(release, video, ReleaseWatch.none());
        }
    }

    @Test
    void theVideosOfAReleaseAreRecognised() throws IOException {
        ReleaseVerification found = against(PaintedVideos.sound(), "clip one.mp4");
        assertEquals(List.of(), found.faults());
        assertEquals(6, found.framesCompared());
        assertEquals(1, against(PaintedVideos.sound(), "Übung.mov").framesCompared());
    }

    @Test
    void aVideoThatIsNotOfThisReleaseIsToldAsSuch() throws IOException {
        ReleaseVerification found = against(new PaintedVideos("other", -1, 0, 0), "clip one.mp4");
        assertTrue(sentences(found).contains("is none of this release's videos"), sentences(found));
    }

    @Test
    void anotherPictureOrTimeStampIsNamed() throws IOException {
        ReleasePlan plan = Gallery.plan().withMedia(Set.of(Gallery.CLIP));
        release = folder.resolve("one video");
        ReleaseWriter.write(plan, Gallery.source(), PaintedVideos.sound(), release, ReleaseWatch.none());
        String pictures = sentences(against(new PaintedVideos("other", -1, 0, 0), "clip one.mp4"));
        assertTrue(
                pictures.contains(
                        "Frame 3 of clip one.mp4 is not the picture that was labelled: its plane hash differs."),
                pictures);
        String stamps = sentences(against(new PaintedVideos("", -1, 0, 1), "clip one.mp4"));
        assertTrue(stamps.contains("Frame 0 of clip one.mp4 is the same picture with another time stamp"), stamps);
        String damaged = sentences(against(new PaintedVideos("", 2, 0, 0), "clip one.mp4"));
        assertEquals("Frame 2 of clip one.mp4 could not be read from the video: the picture is damaged.", damaged);
    }
}
