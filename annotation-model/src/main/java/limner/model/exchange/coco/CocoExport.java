package limner.model.exchange.coco;

import java.io.IOException;
import java.util.List;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes COCO's instances and keypoints as one file, with `videos`, `track_id` and `attributes` as others name them
/// (format: COCO data format; TAO and KWCOCO for videos). Numbers that a file had stay as they are. What has holes is
/// written as runs with `iscrowd` 0, which all readers of COCO know.
public final class CocoExport implements DatasetWriter {

    @Override
    public String id() {
        return "coco";
    }

    @Override
    public String title() {
        return "COCO instances";
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        List<Fitted.Piece> pieces = page.annotations().stream()
                .map(a -> new CocoFit(page.picture(), heads.category(a.category()), choices).fit(a))
                .toList();
        return new Fitted(pieces, List.of());
    }

    @Override
    public Entry.Category fit(Entry.Category category) {
        return category;
    }

    @Override
    public boolean saysFields() {
        return true;
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) throws IOException {
        return new CocoWriting(heads, target);
    }
}
