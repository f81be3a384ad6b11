package limner.model.exchange.png;

import java.util.List;
import java.util.Optional;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.StatedTracks;
import limner.model.exchange.Target;
import limner.model.exchange.Topmost;

/// Writes a mask for each picture whose pixels are objects; an object has the same number on all pictures of its
/// sequence, which is the folder that they are in (format: the data pages of DAVIS 2016 and 2017, and of YouTube-VOS,
/// whose `meta.json` names the classes). Masks lie under the names of their pictures. What lies over something else
/// hides it; what is of no track is an object of its own on each picture.
public final class ObjectMasksExport implements DatasetWriter {

    /// How a data set is kept.
    public enum Layout {
        /// In `masks`, with classes, and as many objects as 16 bits can count.
        PLAIN,
        /// In `Annotations/480p`, with lists of sequences and pictures, and without classes.
        DAVIS,
        /// In `Annotations`, with classes.
        YOUTUBE_VOS
    }

    private final Layout layout;

    public ObjectMasksExport(Layout layout) {
        this.layout = layout;
    }

    @Override
    public String id() {
        return switch (layout) {
            case PLAIN -> "png-objects";
            case DAVIS -> ObjectMasksFormat.ID;
            case YOUTUBE_VOS -> "youtube-vos";
        };
    }

    @Override
    public String title() {
        return switch (layout) {
            case PLAIN -> "Object masks as PNG";
            case DAVIS -> "DAVIS";
            case YOUTUBE_VOS -> "YouTube-VOS";
        };
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        Topmost topmost = new Topmost(
                a -> a.track().map(t -> t.key() + "\n" + a.category()),
                (a, pixels) -> MaskPictures.said(a, pixels, Optional.of(StatedTracks.of(a))));
        return new Fitted(topmost.fit(page), List.of());
    }

    @Override
    public Entry.Category fit(Entry.Category c) {
        return Entry.Category.of(c.key(), layout == Layout.DAVIS ? ObjectMasksFormat.NAMELESS : c.name());
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) {
        return new ObjectMasksWriting(heads, layout, target);
    }
}
