package limner.model.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import limner.model.event.Recorded;
import limner.model.folder.Digests;
import limner.model.folder.FolderBeside;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.Ontology;
import limner.model.release.coco.CocoAnnotation;
import limner.model.release.coco.CocoImage;
import limner.model.release.coco.CocoTrack;
import limner.model.release.coco.CocoWriter;
import tools.jackson.core.exc.JacksonIOException;

/// Writes releases. Stateless; every method may be called from any thread, and each call works on the thread it is
/// called
/// on.
///
/// The folder is written beside its place and moved there when it is complete, so that it is whole or absent. Pictures
/// and
/// annotations go to disk one by one: memory is needed for the project itself and for one picture.
public final class ReleaseWriter {

    private ReleaseWriter() {}

    /// What a release by this plan would hold and lose. Reads and writes nothing on disk.
    ///
    /// @throws IllegalArgumentException when the source was not read at the plan's event, or the plan cannot be carried
    /// out, with a sentence
    public static ReleaseReport preview(ReleasePlan plan, ReleaseSource source) {
        demandSameEvent(plan, source);
        Selection selection = Selection.of(plan, source.state());
        try {
            Tally tally =
                    new Tally(selection, Changes.of(plan, source.state(), source.earlier()), splits(plan, selection));
            plan.redaction().demandKnown(source.state().ontology());
            pictures(selection, tally);
            SmallFiles.tagsAndEvents(OutputStream.nullOutputStream(), selection, tally);
            new LabelPass(selection, new PictureSizes(plan.encodings()), tally)
                    .run(new Nowhere(), new Steps(ReleaseWatch.none(), selection.pictures()));
            return tally.report();
        } catch (StoppedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /// Writes a release.
    ///
    /// @param target folder of the release: it is made, with the folders above it; an empty folder may be there
    /// already,
    ///     or the very same release; anything else is refused
    /// @return what became of it; unless it was written, nothing on disk has changed
    /// @throws IllegalArgumentException when the source was not read at the plan's event
    public static ReleaseOutcome write(
            ReleasePlan plan, ReleaseSource source, FrameSupply supply, Path target, ReleaseWatch watch) {
        demandSameEvent(plan, source);
        Selection selection = Selection.of(plan, source.state());
        try {
            plan.redaction().demandKnown(source.state().ontology());
            demandContent(selection);
            Existing existing = existing(target, plan);
            FolderBeside files = FolderBeside.of(target);
            try (files) {
                Steps steps = new Steps(watch, 3L * selection.pictures());
                Made made = new Making(plan, source, selection, files, steps).all(supply);
                ReleaseOutcome outcome = switch (existing) {
                    case NOTHING -> {
                        files.publish(() -> steps.step("Waiting for the disk"));
                        yield new ReleaseOutcome.Written(target, made.sha256(), made.report());
                    }
                    case MAYBE_THE_SAME -> {
                        demandSame(target, made.sha256());
                        yield new ReleaseOutcome.Unchanged(target, made.sha256(), made.report());
                    }
                };
                steps.finished("Done");
                return outcome;
            }
        } catch (StoppedException e) {
            return e.outcome();
        } catch (IOException e) {
            return new ReleaseOutcome.Refused(FolderBeside.notWritten("The release", target, e));
        } catch (JacksonIOException e) {
            return new ReleaseOutcome.Refused(
                    FolderBeside.notWritten("The release", target, Objects.requireNonNull(e.getCause())));
        }
    }

    static void demandSameEvent(ReleasePlan plan, ReleaseSource source) {
        if (plan.event() != source.head().number()) {
            throw new IllegalArgumentException("the plan is for event " + plan.event()
                    + ", the project was read at event " + source.head().number());
        }
    }

    private static void demandContent(Selection selection) throws StoppedException {
        if (selection.pictures() == 0) {
            String states = String.join(
                    " or ",
                    selection.plan().states().stream()
                            .map(ReleaseWriter::inWords)
                            .toList());
            throw StoppedException.because("There is nothing to release: "
                    + switch (NoPictures.of(selection)) {
                        case STATES ->
                            "no frame is " + states + ". Mark frames as done when all that is on them is labelled.";
                        case VIDEOS -> "no frame of the chosen videos is " + states + "; frames of others are.";
                        case STEP ->
                            "every frame that is " + states + " is passed over by a step of "
                                    + selection.plan().step() + ". Choose a smaller step.";
                        case DROPPED ->
                            "every frame that could still be taken shows what is not to be seen and is left out.";
                        case REACH ->
                            "on every frame that could still be taken an object is farther from a keyframe than the plan"
                                    + " allows.";
                        case BETWEEN ->
                            "on every frame that could still be taken an object is only interpolated or held, which the"
                                    + " plan leaves out.";
                    });
        }
    }

    private static String inWords(FrameState state) {
        return SmallFiles.nameOf(state).replace('_', ' ');
    }

    // What is at the target.

    private enum Existing {
        NOTHING,
        MAYBE_THE_SAME
    }

    /// Looks before the work begins, so that nobody waits an hour for a refusal.
    private static Existing existing(Path target, ReleasePlan plan) throws IOException, StoppedException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return Existing.NOTHING;
        }
        if (!Files.isDirectory(target)) {
            throw StoppedException.because(
                    target + " is no folder. Nothing was changed; name a folder that does not exist yet.");
        }
        try (Stream<Path> inside = Files.list(target)) {
            if (inside.findAny().isEmpty()) {
                return Existing.NOTHING;
            }
        }
        Path oldPlan = target.resolve(Manifest.PLAN);
        if (!Files.isRegularFile(oldPlan) || !Files.isRegularFile(target.resolve(Manifest.FILE))) {
            throw StoppedException.because(target
                    + " holds other files. Nothing was changed; name a folder that is empty or does not exist yet.");
        }
        byte[] wanted = SmallFiles.plan(plan);
        if (Files.size(oldPlan) != wanted.length || !Arrays.equals(Files.readAllBytes(oldPlan), wanted)) {
            throw StoppedException.because(differs(target));
        }
        return Existing.MAYBE_THE_SAME;
    }

    private static void demandSame(Path target, String sha256) throws StoppedException {
        ReleaseVerification old = ReleaseVerifier.verify(target, ReleaseWatch.none());
        if (!old.manifestSha256().equals(sha256)) {
            throw StoppedException.because(differs(target));
        }
        if (!old.holds()) {
            throw StoppedException.because(target + " held this release, but it was damaged since: "
                    + old.faults().getFirst().sentence()
                    + " Nothing was changed; name another folder, or move the damaged one away.");
        }
    }

    private static String differs(Path target) {
        return target + " holds a different release. A release is never changed; name another folder.";
    }

    private static void pictures(Selection selection, Tally tally) throws StoppedException {
        for (Clip clip : selection.clips()) {
            Media media = clip.media();
            for (int frame : clip.frames()) {
                tally.picture(covering(selection, clip, frame, media.width(), media.height()));
                if (selection.labelsOn(clip, frame).isEmpty()) {
                    tally.negative();
                }
            }
        }
    }

    private static Covering covering(Selection selection, Clip clip, int frame, int width, int height)
            throws StoppedException {
        return Covering.of(selection.hidden(), selection.state().ontology(), clip, frame, width, height);
    }

    /// Takes labels and keeps none: for counting alone.
    private static final class Nowhere implements LabelSink {
        @Override
        public void annotation(int id, Spot spot, Segment segment, OptionalInt track) {
            // Counted by the pass.
        }

        @Override
        public void kept(Spot spot) {
            // Counted by the pass.
        }

        @Override
        public void track(CocoTrack track) {
            // Counted by the pass.
        }
    }

    private static Optional<Splits> splits(ReleasePlan plan, Selection selection) throws StoppedException {
        return plan.splits().isEmpty()
                ? Optional.empty()
                : Optional.of(Splits.of(plan.splits().get(), selection));
    }

    private record Made(String sha256, ReleaseReport report) {}

    /// One release in the making.
    private record Making(
            ReleasePlan plan, ReleaseSource source, Selection selection, FolderBeside files, Steps steps) {

        Made all(FrameSupply supply) throws IOException, StoppedException {
            Optional<Splits> splits = splits(plan, selection);
            Tally tally = new Tally(selection, Changes.of(plan, source.state(), source.earlier()), splits);
            Leaks leaks = new Leaks();
            PictureSizes sizes = new PictureSizes(plan.encodings());
            List<Manifest.Video> videos = new ArrayList<>();
            SortedSet<Manifest.Model> models;
            try (CocoWriter coco = new CocoWriter(files.create(Manifest.INSTANCES));
                    Provenance provenance = new Provenance(files.create(Manifest.PROVENANCE), source, plan.people())) {
                coco.begin(
                        plan.name(), selection.clips().stream().map(Clip::coco).toList(), selection.categories());
                try (OutputStream identity = files.create(Manifest.IDENTITY)) {
                    IdentityTable.writeHeader(identity);
                    for (Clip clip : selection.clips()) {
                        videos.add(pictures(clip, supply, coco, identity, sizes, tally, splits, leaks));
                    }
                }
                new LabelPass(selection, sizes, tally)
                        .run(new ToFiles(coco, provenance, selection.state().ontology()), steps);
                models = provenance.models();
            }
            try (OutputStream out = files.create(Manifest.TAGS_AND_EVENTS)) {
                SmallFiles.tagsAndEvents(out, selection, tally);
            }
            if (splits.isPresent()) {
                List<Leaks.Pair> pairs = leaks.pairs();
                tally.leaks(pairs);
                write(Manifest.SPLITS, SmallFiles.splits(splits.get(), selection, pairs));
                for (SplitPlan.Share share : splits.get().plan().shares()) {
                    write(Manifest.listOf(share.name()), SmallFiles.pictures(share.name(), splits.get(), selection));
                }
            }
            ReleaseReport report = tally.report();
            write(Manifest.ONTOLOGY, SmallFiles.ontology(selection.state().ontology()));
            write(Manifest.PLAN, SmallFiles.plan(plan));
            write(
                    Manifest.STATISTICS,
                    SmallFiles.statistics(report, selection.state().ontology()));
            for (String schema : Schemas.paths()) {
                write(schema, Schemas.content(schema));
            }
            write(Manifest.CARD, utf8(Card.of(plan, selection, report, videos)));
            if (!plan.licence().isEmpty()) {
                write(Manifest.LICENCE, utf8(plan.licence()));
            }
            byte[] manifest = ManifestFile.write(manifest(videos, models, report));
            String sha256 = Digests.hexOf(manifest);
            files.writeUnlisted(Manifest.FILE, manifest);
            files.writeUnlisted(Manifest.DIGEST_FILE, utf8(Manifest.digestLine(sha256)));
            return new Made(sha256, report);
        }

        private Manifest manifest(List<Manifest.Video> videos, SortedSet<Manifest.Model> models, ReleaseReport report) {
            return new Manifest(
                    plan.name(),
                    selection.state().id().toString(),
                    selection.state().name(),
                    source.head(),
                    selection.state().ontology().version(),
                    videos,
                    models,
                    report.pictures(),
                    report.annotations(),
                    entries());
        }

        private SortedMap<String, Manifest.FileEntry> entries() {
            SortedMap<String, Manifest.FileEntry> entries = new TreeMap<>();
            files.files().forEach((path, w) -> entries.put(path, new Manifest.FileEntry(w.bytes(), w.sha256())));
            return entries;
        }

        private void write(String path, byte[] content) throws IOException {
            try (OutputStream out = files.create(path)) {
                out.write(content);
            }
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private Manifest.Video pictures(
                Clip clip,
                FrameSupply supply,
                CocoWriter coco,
                OutputStream identity,
                PictureSizes sizes,
                Tally tally,
                Optional<Splits> splits,
                Leaks leaks)
                throws IOException, StoppedException {
            Media media = clip.media();
            try (FrameSupply.Video video = open(supply, media)) {
                String sha256 = digest(video, media);
                for (int i = 0; i < clip.frames().length; i++) {
                    int frame = clip.frames()[i];
                    steps.step("Taking pictures of " + media.name());
                    FrameSupply.Picture picture = picture(video, media, frame);
                    FrameIdentity id = picture.identity();
                    if (!media.isSequence()) {
                        demandSize(media, frame, id.width(), id.height());
                    }
                    sizes.found(clip, clip.firstImage() + i, id.width(), id.height());
                    String file = switch (plan.pictures()) {
                        case FRAMES -> file(clip, frame, picture, tally);
                        case REFERENCES -> "";
                    };
                    int image = clip.firstImage() + i;
                    if (splits.isPresent()) {
                        leaks.picture(image, splits.get().of(clip), id, likeness(picture, media, frame));
                    }
                    IdentityTable.write(identity, new IdentityTable.Row(image, clip.folder(), frame, id, file));
                    coco.image(image(clip, image, frame, picture.fileName(), id, tally));
                }
                return new Manifest.Video(
                        clip.number(),
                        clip.folder(),
                        media.id().toString(),
                        media.name(),
                        media.fingerprint(),
                        sha256,
                        media.width(),
                        media.height(),
                        media.frameCount());
            }
        }

        private CocoImage image(Clip clip, int image, int frame, String sourceName, FrameIdentity id, Tally tally) {
            boolean negative = selection.labelsOn(clip, frame).isEmpty();
            if (negative) {
                tally.negative();
            }
            Recorded setBy = source.stateSetBy(clip.media().id(), frame);
            return new CocoImage(
                    image,
                    clip.number(),
                    frame,
                    clip.fileName(frame),
                    sourceName,
                    id.width(),
                    id.height(),
                    id.pts(),
                    id.timeBase(),
                    SmallFiles.nameOf(clip.labels().state(frame)),
                    setBy == null ? 0 : setBy.number(),
                    negative);
        }

        // What comes from the videos: its faults are told apart from those of the disk that is written to.

        private static FrameSupply.Video open(FrameSupply supply, Media media) throws StoppedException {
            try {
                return supply.open(media);
            } catch (IOException e) {
                throw StoppedException.because(sentence(e) + nothingWritten());
            }
        }

        private static String digest(FrameSupply.Video video, Media media) throws StoppedException {
            String sha256;
            try {
                sha256 = video.sha256();
            } catch (IOException e) {
                throw StoppedException.because(
                        "Video " + media.name() + " could not be read: " + sentence(e) + nothingWritten());
            }
            if (!media.sha256().isEmpty() && !media.sha256().equals(sha256.toLowerCase(Locale.ROOT))) {
                throw StoppedException.because("The file of video " + media.name()
                        + " is not the one that was labelled: its SHA-256 has changed." + nothingWritten()
                        + " Find the original file again.");
            }
            return sha256.toLowerCase(Locale.ROOT);
        }

        private static FrameSupply.Picture picture(FrameSupply.Video video, Media media, int frame)
                throws StoppedException {
            try {
                return video.picture(frame);
            } catch (IOException e) {
                throw unreadable(media, frame, e);
            }
        }

        private String file(Clip clip, int frame, FrameSupply.Picture picture, Tally tally)
                throws IOException, StoppedException {
            FrameIdentity id = picture.identity();
            Covering covering = covering(selection, clip, frame, id.width(), id.height());
            tally.picture(covering);
            byte[] file;
            try {
                file = picture.file(plan.form(), covering);
            } catch (IOException e) {
                throw unreadable(clip.media(), frame, e);
            }
            if (plan.form() instanceof PictureForm.Png) {
                PngSize size = PngSize.of(file);
                Media shown = clip.media().withSize(id.width(), id.height());
                demandSize(shown, frame, size.width(), size.height());
            }
            tally.pictureFile(file.length);
            write(Manifest.FRAMES + clip.fileName(frame), file);
            return Digests.hexOf(file);
        }

        private static OptionalLong likeness(FrameSupply.Picture picture, Media media, int frame)
                throws StoppedException {
            try {
                return picture.likeness();
            } catch (IOException e) {
                throw unreadable(media, frame, e);
            }
        }

        private static void demandSize(Media media, int frame, int width, int height) throws StoppedException {
            if (width != media.width() || height != media.height()) {
                throw StoppedException.because("Frame " + frame + " of video " + media.name() + " is " + width + " x "
                        + height + " pixels and was labelled as " + media.width() + " x " + media.height() + "."
                        + nothingWritten());
            }
        }

        private static StoppedException unreadable(Media media, int frame, IOException e) {
            return StoppedException.because("Frame " + frame + " of video " + media.name() + " could not be read: "
                    + sentence(e) + nothingWritten());
        }

        private static String sentence(IOException e) {
            String message = Objects.requireNonNullElse(e.getMessage(), "the cause is not known");
            return message.endsWith(".") ? message : message + ".";
        }

        private static String nothingWritten() {
            return " No release was written.";
        }
    }

    private record ToFiles(CocoWriter coco, Provenance provenance, Ontology ontology) implements LabelSink {

        @Override
        public void annotation(int id, Spot spot, Segment segment, OptionalInt track) {
            Label label = spot.placed().label();
            Placement placement = spot.placed().placement();
            coco.annotation(new CocoAnnotation(
                    id,
                    spot.image(),
                    label.classId().value(),
                    segment.segmentation(),
                    segment.area(),
                    segment.box(),
                    track,
                    placement.occluded(),
                    label.id().toString(),
                    ShapeJson.nameOf(placement.shape().kind()),
                    Tally.nameOf(placement.source()),
                    CocoValues.of(ontology, label, spot.frame()),
                    Keypoints.of(ontology, label.classId(), placement.shape())));
            provenance.annotation(id, spot, segment, track);
        }

        @Override
        public void kept(Spot spot) {
            provenance.kept(spot);
        }

        @Override
        public void track(CocoTrack track) {
            coco.track(track);
        }
    }
}
