package limner.model.exchange.released;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import limner.model.exchange.Entry;
import limner.model.exchange.OwnFormat;
import limner.model.exchange.ProjectPart;
import limner.model.exchange.Surroundings;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.out.Outgoing;
import limner.model.exchange.out.PictureNames;
import limner.model.exchange.out.Recall;
import limner.model.exchange.out.Wanted;
import limner.model.media.Media;
import limner.model.release.ReleaseVerification;
import limner.model.release.ReleaseVerifier;
import limner.model.release.ReleaseWatch;
import limner.model.release.coco.CocoImage;
import limner.model.release.coco.FormatException;

/// A release, as `ReleaseWriter` makes it. Before anything of it is told, all of it is verified: one byte that is not
/// as it
/// was made, and nothing is.
public final class ReleaseFormat implements OwnFormat {

    @Override
    public String id() {
        return "release";
    }

    @Override
    public String title() {
        return "Limner's release";
    }

    @Override
    public boolean recognises(Path path) {
        return ReleaseVerifier.looksLikeRelease(path);
    }

    @Override
    public Optional<ProjectPart> readWhole(Path path, Surroundings around, Consumer<Entry> into)
            throws IOException, UnreadableException {
        String name = String.valueOf(path.getFileName());
        ReleaseVerification verified = ReleaseVerifier.verify(path, ReleaseWatch.none());
        if (!verified.holds()) {
            ReleaseVerification.Fault first = verified.faults().getFirst();
            int more = verified.faults().size() - 1;
            throw new UnreadableException(
                    new Entry.At(name, first.file()),
                    "it is not as it was made: " + first.sentence().replaceFirst("\\.$", "")
                            + (more > 0 ? " (limner verify names " + more + " more)" : ""));
        }
        ReleasedProject released = read(path, name);
        new Outgoing(released.part().state(), Wanted.all(), names(released), Recall.NOTHING).tell(into);
        return Optional.of(released.part());
    }

    /// A track that ends where the pictures end says so of the frame behind them, which has no file here.
    @Override
    public boolean holds(Entry.Picture picture) {
        return !picture.file().isEmpty();
    }

    private static ReleasedProject read(Path path, String name) throws IOException, UnreadableException {
        try {
            return ReleasedProject.read(path);
        } catch (FormatException | IllegalArgumentException e) {
            throw new UnreadableException(new Entry.At(name, ""), String.valueOf(e.getMessage()));
        }
    }

    private static PictureNames names(ReleasedProject released) {
        return (Media media, int frame) -> {
            CocoImage image = released.images().get(new ReleasedProject.Spot(media.id(), frame));
            if (image == null) {
                return new PictureNames.Named("", media.width(), media.height());
            }
            return new PictureNames.Named(
                    image.sourceName().isEmpty() ? image.fileName() : image.sourceName(),
                    image.width(),
                    image.height());
        };
    }
}
