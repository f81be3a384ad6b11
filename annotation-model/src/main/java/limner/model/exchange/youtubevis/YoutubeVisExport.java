package limner.model.exchange.youtubevis;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Loss;
import limner.model.exchange.Page;
import limner.model.exchange.StatedTracks;
import limner.model.exchange.Target;
import limner.model.exchange.Topmost;
import limner.model.exchange.Value;
import limner.model.geometry.Box;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;

/// Writes YouTube-VIS as one file: an annotation is an object with its mask on each frame of a video, or nothing where
/// it is not (format: the data page of YouTube-VIS; `occlusion` as OVIS has it). Boxes stand without masks. Pictures of
/// no video, or of another size than theirs, are videos of one frame. `frame_indices` says which frames the pictures
/// are, since a name does not always.
public final class YoutubeVisExport implements DatasetWriter {

    @Override
    public String id() {
        return YoutubeVisFormat.ID;
    }

    @Override
    public String title() {
        return YoutubeVisFormat.TITLE;
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        boolean isAlone = isAlone(page.picture(), heads);
        return new Fitted(
                page.annotations().stream()
                        .map(a -> piece(a, page.picture(), isAlone))
                        .toList(),
                List.of());
    }

    /// Whether a picture is a video of its own, since the pictures of one are of one size.
    static boolean isAlone(Entry.Picture p, Heads heads) {
        return heads.video(p.video())
                .filter(v -> v.width() == p.width() && v.height() == p.height())
                .isEmpty();
    }

    private static Fitted.Piece piece(Entry.Annotation a, Entry.Picture picture, boolean isAlone) {
        Rle pixels = Topmost.pixels(a, picture);
        boolean isBox = a.shape().isPresent() && a.shape().get() instanceof Box box && box.area() > 0;
        boolean isGone = a.track().map(Entry.OnTrack::outside).orElse(false);
        if (isGone || pixels.isEmpty() && !isBox) {
            return Topmost.nothing(a);
        }
        Map<Loss, String> because = isAlone && a.track().isPresent() && picture.frame() >= 0
                ? Map.of(
                        Loss.TRACKS, "is a place of a track, and its picture has another size than others of its video")
                : Map.of();
        return new Fitted.Piece(
                a, List.of(said(a, isBox ? a.shape().orElseThrow() : Topmost.mask(a, pixels))), because);
    }

    private static Entry.Annotation said(Entry.Annotation a, Shape shape) {
        SequencedMap<String, Value> attributes = new LinkedHashMap<>();
        Optional<String> level = level(a);
        level.ifPresent(l -> attributes.put(YoutubeVisReader.LEVELS, new Value.Word(l)));
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                Optional.of(shape),
                Optional.empty(),
                Optional.of(StatedTracks.of(a)),
                false,
                level.filter(YoutubeVisReader.HIDDEN::contains).isPresent(),
                0,
                attributes,
                "");
    }

    /// How much of it is hidden, where it says so in words.
    static Optional<String> level(Entry.Annotation a) {
        return a.attributes().get(YoutubeVisReader.LEVELS) instanceof Value.Word(String text) && !text.isEmpty()
                ? Optional.of(text)
                : Optional.empty();
    }

    @Override
    public Entry.Category fit(Entry.Category c) {
        return new Entry.Category(c.key(), c.name(), c.parent(), true, List.of(), List.of(), "");
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) throws IOException {
        return new YoutubeVisWriting(heads, target);
    }
}
