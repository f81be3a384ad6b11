package limner.model.exchange.out;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.event.LabelEvent;
import limner.model.event.Recorded;
import limner.model.exchange.FrameDetails;
import limner.model.id.ActorId;
import limner.model.id.LabelId;
import limner.model.media.Media;

/// What tables for analysis want to know of a project beyond what data sets of others say, and what its state alone
/// does not know. Asked on one thread.
///
/// @param times when frames are shown
/// @param authors who first added a label, as [#authors] names them
public record ProjectDetails(Times times, Map<LabelId, String> authors) {

    /// Knows when frames are shown.
    @FunctionalInterface
    public interface Times {

        /// Empty for pictures that are in no video.
        Optional<FrameDetails.Time> of(Media media, int frame);
    }

    public ProjectDetails {
        authors = Map.copyOf(authors);
    }

    /// Who first added each label, numbered in the order in which people appear in the log: `person 1`.
    public static Map<LabelId, String> authors(List<Recorded> log) {
        Map<ActorId, Integer> numbers = new HashMap<>();
        Map<LabelId, String> authors = new HashMap<>();
        for (Recorded recorded : log) {
            int number = numbers.computeIfAbsent(recorded.stamp().actor(), _ -> numbers.size() + 1);
            if (recorded.event() instanceof LabelEvent.LabelAdded(var label)) {
                authors.putIfAbsent(label.id(), "person " + number);
            }
        }
        return authors;
    }
}
