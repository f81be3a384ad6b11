package limner.app.usecase;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limner.app.task.Progress;
import limner.model.id.MediaId;
import limner.model.media.Media;
import limner.model.provenance.ReleaseNote;
import limner.model.release.Covering;
import limner.model.release.FrameSupply;
import limner.model.release.PictureForm;
import limner.model.release.ReleaseHead;
import limner.model.release.ReleaseReader;
import limner.model.release.ReleaseVerifier;
import limner.model.release.coco.FormatException;
import limner.model.release.diff.DiffOptions;
import limner.model.release.diff.DiffPage;
import limner.model.release.diff.DiffText;
import limner.model.release.diff.FrameDiff;
import limner.model.release.diff.ReleaseDiff;
import limner.model.release.diff.ReleaseDiffer;

/// Says what differs between two release folders. Changes neither.
public final class CompareReleases {

    /// Compares them. The caller's thread works.
    ///
    /// @throws AppException when one of them is no release, or not as it was made
    /// @throws IOException when one of them cannot be read
    /// @throws java.util.concurrent.CancellationException when it was cancelled
    public ReleaseDiff run(Path before, Path after, DiffOptions options, Progress progress) throws IOException {
        try (ReleaseReader a = ReleaseReader.open(before);
                ReleaseReader b = ReleaseReader.open(after)) {
            return ReleaseDiffer.diff(a, b, options, Watch.of(progress));
        } catch (FormatException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, e.getMessage() + ". Nothing was compared.", e);
        }
    }

    /// Sees to it that a page does not end up in a release, which would then not be what it was.
    ///
    /// @throws AppException when it would
    public void demandOutside(Path page, List<Path> releases) {
        for (Path release : releases) {
            if (real(page).startsWith(real(release))) {
                throw new AppException(
                        AppException.Kind.BAD_INPUT,
                        page + " would be inside the release " + release
                                + ", which nobody may change. Nothing was written; choose another place.");
            }
        }
    }

    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        for (Path p = absolute; p != null; p = p.getParent()) {
            try {
                return p.toRealPath().resolve(p.relativize(absolute)).normalize();
            } catch (IOException _) {
                // Not there yet: the folder above it may be.
            }
        }
        return absolute;
    }

    /// A release of an open project that was found on the disk.
    ///
    /// @param name what the project calls it; the name of its folder where it does not know it
    /// @param event number of the event it was read at
    public record Known(Path folder, String name, long event) {}

    /// Releases of a project in folders beside it, the oldest first. What cannot be read is left out. The caller's
    /// thread waits for the disk.
    public List<Known> beside(OpenProject project) throws IOException {
        List<Known> found = new ArrayList<>();
        try (Stream<Path> all =
                Files.list(project.file().toAbsolutePath().resolveSibling(".").normalize())) {
            all.filter(Files::isDirectory)
                    .filter(ReleaseVerifier::looksLikeRelease)
                    .forEach(folder -> known(project, folder).ifPresent(found::add));
        }
        found.sort(Comparator.comparingLong(Known::event)
                .thenComparing(k -> k.folder().toString()));
        return List.copyOf(found);
    }

    private static Optional<Known> known(OpenProject project, Path folder) {
        try {
            ReleaseHead head = ReleaseHead.of(folder);
            if (!head.project().equals(project.state().id().toString())) {
                return Optional.empty();
            }
            String name = project.state().releases().values().stream()
                    .filter(n -> n.manifestSha256().equals(head.manifestSha256()))
                    .map(ReleaseNote::name)
                    .findFirst()
                    .orElse(String.valueOf(folder.getFileName()));
            return Optional.of(new Known(folder, name, head.log().number()));
        } catch (IOException | FormatException _) {
            return Optional.empty();
        }
    }

    /// A picture of two releases with what is on it in each.
    ///
    /// @param picture its file, PNG or JPEG; nothing where neither release holds it and the project has no video of it
    /// @param video the video in the open project, where it has it
    public record Look(FrameDiff frame, Optional<ByteBuffer> picture, Optional<MediaId> video) {}

    /// Looks at one picture that differs. The caller's thread works.
    ///
    /// @param video its name in the comparison
    /// @param label an object on it, or empty
    /// @throws AppException when one of them is no release, or not as it was made
    /// @throws IOException when something cannot be read
    /// @throws java.util.concurrent.CancellationException when it was cancelled
    public Look look(
            Path before, Path after, String video, int frame, String label, OpenProject project, Progress progress)
            throws IOException {
        try (ReleaseReader a = ReleaseReader.open(before);
                ReleaseReader b = ReleaseReader.open(after)) {
            progress.check();
            FrameDiff diff = FrameDiff.of(a, b, video, frame, label);
            progress.check();
            Optional<Media> known = Stream.of(diff.after(), diff.before())
                    .flatMap(Optional::stream)
                    .flatMap(side -> project.state().mediaInOrder().stream()
                            .filter(m -> m.id().toString().equals(side.video().media())
                                    || !m.sha256().isEmpty()
                                            && m.sha256().equals(side.video().sha256())))
                    .findFirst();
            Optional<ByteBuffer> picture = picture(b, diff.after());
            if (picture.isEmpty()) {
                picture = picture(a, diff.before());
            }
            if (picture.isEmpty() && known.isPresent()) {
                picture = decoded(project, known.get(), frame, progress);
            }
            return new Look(diff, picture, known.map(Media::id));
        } catch (FormatException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, e.getMessage() + ". Nothing was changed.", e);
        }
    }

    private static Optional<ByteBuffer> picture(ReleaseReader release, Optional<FrameDiff.Side> side)
            throws IOException {
        return side.isEmpty() ? Optional.empty() : release.picture(side.get().image());
    }

    /// A video that is not where it was leaves the labels without a picture, which is no reason not to show them.
    private static Optional<ByteBuffer> decoded(OpenProject project, Media media, int frame, Progress progress) {
        try (FrameSupply.Video video = new MediaFrames(project, progress).open(media)) {
            return Optional.of(ByteBuffer.wrap(video.picture(frame).file(new PictureForm.Png(), Covering.none())));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Writes the comparison in words, as `limner diff` says it: there is the whole new file afterwards, or what was
    /// there before.
    public void text(ReleaseDiff diff, Path file) throws IOException {
        Beside.write(file, (String.join("\n", DiffText.of(diff)) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Writes the comparison as a page: there is the whole new file afterwards, or what was there before.
    public void page(ReleaseDiff diff, Path file) throws IOException {
        Beside.write(file, DiffPage.of(diff).getBytes(StandardCharsets.UTF_8));
    }
}
