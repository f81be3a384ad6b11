package limner.model.release.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.geometry.Rle;
import limner.model.release.ReleaseReader;
import limner.model.release.ReleaseReader.Picture;
import limner.model.release.coco.FormatException;

/// One picture of two releases: what is on it in each, pixel by pixel.
///
/// @param before nothing where the first release does not have the picture
/// @param after nothing where the second one does not
public record FrameDiff(Optional<Side> before, Optional<Side> after) {

    /// The picture in one of the two.
    ///
    /// @param image its id there
    /// @param things what covers pixels, what lies lowest first
    /// @param without how many labels there are that cover no pixel, such as points and lines
    public record Side(int image, ReleaseReader.Video video, int width, int height, List<Thing> things, int without) {
        public Side {
            things = List.copyOf(things);
        }
    }

    /// An object.
    ///
    /// @param label id of its label
    /// @param name of its class
    /// @param pixels what it covers, in the size of the picture
    public record Thing(String label, String name, Rle pixels) {}

    /// Looks a picture up.
    ///
    /// @param video its name, as [ReleaseDiff] has it; of several videos of that name the one with the label is taken
    /// @param label id of a label on it, or empty
    /// @throws FormatException when a release contradicts itself, or neither has this picture, with a sentence
    /// @throws IOException when a release cannot be read
    public static FrameDiff of(ReleaseReader before, ReleaseReader after, String video, int frame, String label)
            throws IOException {
        Videos videos = Videos.of(before, after);
        Classes classes = Classes.of(before, after);
        List<FrameDiff> found = new ArrayList<>();
        for (int pair = 0; pair < videos.pairs().size(); pair++) {
            if (videos.name(pair).equals(video)) {
                FrameDiff each = new FrameDiff(
                        side(before, classes.before(), videos.before(), pair, frame),
                        side(after, classes.after(), videos.after(), pair, frame));
                if (each.before().isPresent() || each.after().isPresent()) {
                    found.add(each);
                }
            }
        }
        return found.stream()
                .filter(f -> label.isEmpty() || f.has(label))
                .findFirst()
                .or(() -> found.stream().findFirst())
                .orElseThrow(
                        () -> new FormatException("neither release has frame " + frame + " of a video named " + video));
    }

    private boolean has(String label) {
        return before.filter(s -> has(s, label)).isPresent()
                || after.filter(s -> has(s, label)).isPresent();
    }

    private static boolean has(Side side, String label) {
        return side.things().stream().anyMatch(t -> t.label().equals(label));
    }

    private static Optional<Side> side(
            ReleaseReader release, Classes.Keys keys, Map<Integer, Integer> pairs, int pair, int frame)
            throws IOException {
        for (Picture p : release.pictures()) {
            if (p.frame() == frame && Integer.valueOf(pair).equals(pairs.get(p.video()))) {
                int width = p.identity().width();
                int height = p.identity().height();
                List<Thing> things = new ArrayList<>();
                int without = 0;
                for (Shown shown : Shown.on(release, p.image(), keys)) {
                    if (shown.annotation().isEmpty()) {
                        without++;
                    } else {
                        things.add(new Thing(shown.label(), keys.name(shown.classKey()), shown.pixels(width, height)));
                    }
                }
                return Optional.of(new Side(p.image(), video(release, p.video()), width, height, things, without));
            }
        }
        return Optional.empty();
    }

    private static ReleaseReader.Video video(ReleaseReader release, int number) {
        return release.facts().videos().stream()
                .filter(v -> v.number() == number)
                .findFirst()
                .orElseThrow(() -> new FormatException("video " + number + " is not in the manifest"));
    }
}
