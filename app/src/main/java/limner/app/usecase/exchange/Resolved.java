package limner.app.usecase.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import limner.model.exchange.Entry;
import limner.model.exchange.PictureFinder;
import limner.model.exchange.Survey;
import limner.model.id.MediaId;

/// Which videos of the project the pictures of a file are in, and which of them are nowhere.
///
/// @param found how many pictures lie in each video
/// @param lost the first [Survey#KEPT] that the project does not have
/// @param lostCount how many there are
public record Resolved(SequencedMap<MediaId, Integer> found, List<Lost> lost, int lostCount) {

    /// Where nobody looked for pictures.
    public static final Resolved NONE = new Resolved(new LinkedHashMap<>(), List.of(), 0);

    /// A picture that the project does not have.
    ///
    /// @param name its file, or what the data set calls it
    /// @param reason a clause for people
    public record Lost(String name, String reason) {}

    public Resolved {
        found = new LinkedHashMap<>(found);
        lost = List.copyOf(lost);
    }

    /// Remembers what another one finds. Used by one thread.
    static final class Keeper implements PictureFinder {

        private final PictureFinder finder;
        private final SequencedMap<MediaId, Integer> found = new LinkedHashMap<>();
        private final List<Lost> lost = new ArrayList<>();
        private int lostCount;

        Keeper(PictureFinder finder) {
            this.finder = finder;
        }

        @Override
        public Found find(Entry.Picture picture, String video) {
            Found place = finder.find(picture, video);
            switch (place) {
                case Found.Frame(MediaId media, int _) -> found.merge(media, 1, Integer::sum);
                case Found.Nothing(String reason) -> {
                    lostCount++;
                    if (lost.size() < Survey.KEPT) {
                        lost.add(new Lost(name(picture, video), reason));
                    }
                }
            }
            return place;
        }

        private static String name(Entry.Picture picture, String video) {
            if (!picture.file().isEmpty()) {
                return picture.file();
            }
            return video.isEmpty() ? picture.key() : video + ", " + picture.frame();
        }

        Resolved resolved() {
            return new Resolved(found, lost, lostCount);
        }
    }
}
