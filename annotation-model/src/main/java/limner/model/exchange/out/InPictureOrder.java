package limner.model.exchange.out;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import limner.model.exchange.Entry;
import limner.model.exchange.EntrySource;
import limner.model.exchange.UnreadableException;

/// Tells a file, whose annotations may stand in any order, in the order of its pictures. All its annotations are kept
/// meanwhile.
///
/// @param file tells in the order of [Entry]
public record InPictureOrder(EntrySource file) implements EntrySource {

    @Override
    public void tell(Consumer<Entry> into) throws IOException, UnreadableException {
        List<Entry> heads = new ArrayList<>();
        Map<String, List<Entry>> pages = new LinkedHashMap<>();
        List<Entry> rest = new ArrayList<>();
        file.tell(entry -> {
            switch (entry) {
                case Entry.About a -> rest.add(a);
                case Entry.Category c -> heads.add(c);
                case Entry.Video v -> heads.add(v);
                case Entry.Picture p -> {
                    heads.add(p);
                    pages.putIfAbsent(p.key(), new ArrayList<>());
                }
                case Entry.Annotation a ->
                    pages.computeIfAbsent(a.picture(), _ -> new ArrayList<>()).add(a);
                case Entry.Tag t ->
                    pages.computeIfAbsent(t.picture(), _ -> new ArrayList<>()).add(t);
                case Entry.Interval i -> rest.add(i);
                case Entry.NotTaken n -> rest.add(n);
            }
        });
        heads.forEach(into);
        pages.values().forEach(page -> page.forEach(into));
        rest.forEach(into);
    }
}
