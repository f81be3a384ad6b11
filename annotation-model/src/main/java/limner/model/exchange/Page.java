package limner.model.exchange;

import java.util.List;
import java.util.Objects;

/// All that is said of one picture.
///
/// @param annotations what lies lower first
public record Page(Entry.Picture picture, List<Entry.Annotation> annotations, List<Entry.Tag> tags) {

    public Page {
        Objects.requireNonNull(picture, "picture");
        annotations = List.copyOf(annotations);
        tags = List.copyOf(tags);
    }
}
