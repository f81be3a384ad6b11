package limner.app.usecase;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import limner.app.task.Progress;
import limner.media.ffmpeg.FfmpegJpeg;
import limner.media.frame.PngWriter;
import limner.media.index.FrameIndex;
import limner.media.session.Frame;
import limner.media.session.FrameSession;
import limner.media.session.Priority;
import limner.media.session.SessionOptions;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import limner.model.media.Media;
import limner.model.release.Covering;
import limner.model.release.DifferenceHash;
import limner.model.release.FrameIdentity;
import limner.model.release.FrameSupply;
import limner.model.release.PictureForm;
import org.jspecify.annotations.Nullable;

/// Hands a release, or an export, the pictures of a project's videos. One thread at a time.
public final class MediaFrames implements FrameSupply {

    private final OpenProject project;
    private final Progress progress;

    public MediaFrames(OpenProject project, Progress progress) {
        this.project = project;
        this.progress = progress;
    }

    @Override
    public Video open(Media media) throws IOException {
        try {
            // The project's own session: what is decoded for the screen is not decoded twice.
            return new Clip(project.media(media.id()), Ownership.BORROWED, progress);
        } catch (AppException | MediaException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// A video file outside any project, as verifying wants it.
    static Video ofFile(Path file, SessionOptions options, Progress progress) {
        return new LooseFile(file, options, progress);
    }

    /// A file whose videos are opened as they are asked for.
    private static final class LooseFile implements Video {

        private final Path file;
        private final SessionOptions options;
        private final Progress progress;
        private Clip clip;

        LooseFile(Path file, SessionOptions options, Progress progress) {
            this.file = file;
            this.options = options;
            this.progress = progress;
            this.clip = open(OptionalInt.empty());
        }

        private Clip open(OptionalInt stream) {
            return new Clip(FrameSession.open(file, stream, options), Ownership.OWN, progress);
        }

        @Override
        public String sha256() throws IOException {
            return clip.sha256();
        }

        @Override
        public Video as(String fingerprint) throws IOException {
            OptionalInt stream = MediaPlaces.stream(fingerprint);
            if (!clip.shows(stream)) {
                Clip other;
                try {
                    other = open(stream);
                } catch (MediaException e) {
                    throw new IOException(e.getMessage(), e);
                }
                clip.close();
                clip = other;
            }
            return this;
        }

        @Override
        public Picture picture(int frame) throws IOException {
            return clip.picture(frame);
        }

        @Override
        public void close() {
            clip.close();
        }
    }

    private enum Ownership {
        OWN,
        BORROWED
    }

    private static final class Clip implements Video {

        private final FrameSession session;
        private final Ownership ownership;
        private final Progress progress;
        private final Upright upright;
        private @Nullable FrameIndex index;
        private @Nullable Frame current;
        private @Nullable String sha256;

        Clip(FrameSession session, Ownership ownership, Progress progress) {
            this.session = session;
            this.ownership = ownership;
            this.progress = progress;
            this.upright = Upright.of(session.info());
        }

        boolean shows(OptionalInt stream) {
            return session.info().stream() == stream.orElse(session.info().usualStream());
        }

        @Override
        public String sha256() throws IOException {
            String known = sha256;
            if (known == null) {
                Cancellation cancellation = new Cancellation();
                progress.onCancel(cancellation::cancel);
                try {
                    known = session.digest(_ -> {}, cancellation);
                } catch (MediaException.Cancelled e) {
                    throw e;
                } catch (MediaException e) {
                    throw new IOException(e.getMessage(), e);
                }
                sha256 = known;
            }
            return known;
        }

        @Override
        public Shown picture(int frame) throws IOException {
            release();
            try {
                FrameIndex known = index();
                if (known.isHole(frame)) {
                    throw new IOException("the file gives no picture for it, so it can be in no release. Where it is "
                            + "marked as done, reopen it.");
                }
                Frame next = session.frame(frame, Priority.BACKGROUND).join();
                current = next;
                return new Shown(
                        next,
                        known,
                        upright,
                        session.path(),
                        session.name(frame).orElse(""));
            } catch (CompletionException | MediaException e) {
                Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
                if (cause instanceof CancellationException cancelled) {
                    throw cancelled;
                }
                throw new IOException(Failure.of(cause).sentence(), e);
            }
        }

        /// Waited for once: each wait leaves a listener behind in the session.
        private FrameIndex index() {
            FrameIndex known = index;
            if (known == null) {
                String name = String.valueOf(session.path().getFileName());
                known = ImportMedia.proved(session, name, progress);
                index = known;
            }
            return known;
        }

        @Override
        public void close() {
            release();
            if (ownership == Ownership.OWN) {
                session.close();
            }
        }

        private void release() {
            Frame before = current;
            if (before != null) {
                before.close();
                current = null;
            }
        }
    }

    /// The picture asked for last.
    private static final class Shown implements FrameSupply.Picture {

        private final Frame frame;
        private final FrameIndex index;
        private final Upright upright;
        private final Path file;
        private final String name;
        private @Nullable ByteBuffer rgb;

        Shown(Frame frame, FrameIndex index, Upright upright, Path file, String name) {
            this.name = name;
            this.frame = frame;
            this.index = index;
            this.upright = upright.of(frame.picture());
            this.file = file;
        }

        @Override
        public FrameIdentity identity() {
            var p = frame.picture();
            int numerator = Math.max(1, index.timeBase().num());
            int denominator = Math.max(1, index.timeBase().den());
            return new FrameIdentity(
                    frame.pts(),
                    numerator,
                    denominator,
                    p.planeMd5(),
                    upright.width(p.width(), p.height()),
                    upright.height(p.width(), p.height()));
        }

        @Override
        public String fileName() {
            return name;
        }

        @Override
        public OptionalLong likeness() throws IOException {
            var p = frame.picture();
            return OptionalLong.of(DifferenceHash.ofRgb(
                    rgb(), upright.width(p.width(), p.height()), upright.height(p.width(), p.height())));
        }

        /// Converted once, for its file and for what it looks like.
        private ByteBuffer rgb() {
            ByteBuffer known = rgb;
            if (known == null) {
                known = upright.rgb(frame.picture());
                rgb = known;
            }
            return known.duplicate();
        }

        @Override
        public byte[] file(PictureForm form, Covering covering) throws IOException {
            var p = frame.picture();
            int width = upright.width(p.width(), p.height());
            int height = upright.height(p.width(), p.height());
            try {
                ByteBuffer pixels = covering.isNone() ? rgb() : CoveredPixels.of(rgb(), width, height, covering);
                return switch (form) {
                    case PictureForm.Png() -> {
                        ByteArrayOutputStream out = new ByteArrayOutputStream(pixels.capacity() / 3);
                        PngWriter.write(out, width, height, pixels);
                        yield out.toByteArray();
                    }
                    case PictureForm.Jpeg(int quality) -> {
                        try (FfmpegJpeg jpeg = new FfmpegJpeg()) {
                            yield jpeg.file(pixels, width, height, quality);
                        }
                    }
                };
            } catch (RuntimeException e) {
                throw new IOException(file + ": picture " + frame.number() + " could not be converted", e);
            }
        }
    }
}
