package limner.model.release;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Finds what [ReleaseWriter] would warn of when it divides, before anything is written. Every picture is decoded, on
/// the caller's thread.
public final class LeakSearch {

    private LeakSearch() {}

    /// The pairs of pictures in two parts that are the same or nearly, in the order of their pictures; none where the
    /// plan does not divide.
    ///
    /// @throws IllegalArgumentException when the source was not read at the plan's event, or the plan cannot be carried
    ///     out, with a sentence
    /// @throws IOException when a picture cannot be had, with a sentence
    /// @throws CancellationException when it was cancelled
    public static List<Leak> find(ReleasePlan plan, ReleaseSource source, FrameSupply supply, ReleaseWatch watch)
            throws IOException {
        ReleaseWriter.demandSameEvent(plan, source);
        if (plan.splits().isEmpty()) {
            return List.of();
        }
        Selection selection = Selection.of(plan, source.state());
        Steps steps = new Steps(watch, selection.pictures());
        try {
            Splits splits = Splits.of(plan.splits().get(), selection);
            Leaks leaks = new Leaks();
            for (Clip clip : selection.clips()) {
                look(clip, splits.of(clip), supply, steps, leaks);
            }
            return leaks.pairs().stream()
                    .map(p -> new Leak(
                            side(selection, p.image(), p.part()),
                            side(selection, p.other(), p.otherPart()),
                            p.bits(),
                            p.samePlane()))
                    .toList();
        } catch (StoppedException e) {
            if (e.getMessage() == null) {
                throw new CancellationException("The search was cancelled.");
            }
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void look(Clip clip, String part, FrameSupply supply, Steps steps, Leaks leaks)
            throws IOException, StoppedException {
        try (FrameSupply.Video video = supply.open(clip.media())) {
            for (int i = 0; i < clip.frames().length; i++) {
                steps.step("Looking at pictures of " + clip.media().name());
                FrameSupply.Picture picture = video.picture(clip.frames()[i]);
                leaks.picture(clip.firstImage() + i, part, picture.identity(), picture.likeness());
            }
        }
    }

    private static Leak.Side side(Selection selection, int image, String part) {
        for (Clip clip : selection.clips()) {
            int at = image - clip.firstImage();
            if (at >= 0 && at < clip.frames().length) {
                return new Leak.Side(clip.media().id(), clip.media().name(), clip.frames()[at], part);
            }
        }
        throw new IllegalStateException("there is no image " + image);
    }
}
