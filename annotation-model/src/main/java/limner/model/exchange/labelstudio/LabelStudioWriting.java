package limner.model.exchange.labelstudio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.PictureFiles;
import limner.model.exchange.Target;
import limner.model.geometry.Shape;
import tools.jackson.core.JsonGenerator;

/// Writes a task for each picture when it comes, and the labeling interface at the end.
final class LabelStudioWriting implements DatasetWriter.Writing {

    private final Heads heads;
    private final Target target;
    private final String config;
    private final LabelStudioResults results;
    private final Set<String> said = new TreeSet<>();

    /// @param tasks the name of the file with the tasks
    /// @param config that of the labeling interface
    LabelStudioWriting(Heads heads, Target target, String tasks, String config) throws IOException {
        this.heads = heads;
        this.target = target;
        this.config = config;
        results = new LabelStudioResults(heads, target, tasks, LabelStudioConfig.PICTURE);
    }

    @Override
    public List<String> page(Page page) throws IOException {
        List<String> ids = ids(page);
        LabelStudioResults.say(() -> task(page, ids));
        return ids;
    }

    /// Keys that a file had stay where they can; they need to differ within a task alone.
    private static List<String> ids(Page page) {
        Set<String> taken = new HashSet<>();
        page.annotations().forEach(a -> taken.add(a.key()));
        Set<String> given = new HashSet<>();
        List<String> ids = new ArrayList<>();
        int fresh = 0;
        for (Entry.Annotation a : page.annotations()) {
            String id = a.key();
            if (id.isBlank() || !given.add(id)) {
                do {
                    id = "region-" + ++fresh;
                } while (!taken.add(id));
            }
            ids.add(id);
        }
        return ids;
    }

    private void task(Page page, List<String> ids) {
        Entry.Picture picture = page.picture();
        JsonGenerator json = results.json();
        results.beginTask(PictureFiles.nameOf(picture));
        json.writeNumberProperty("width", picture.width());
        json.writeNumberProperty("height", picture.height());
        results.beginResults();
        for (int i = 0; i < ids.size(); i++) {
            region(picture, page.annotations().get(i), ids.get(i));
        }
        tags(page);
        results.endTask();
    }

    private void region(Entry.Picture picture, Entry.Annotation a, String id) {
        Shape shape = a.shape().orElseThrow();
        String type = LabelStudioConfig.control(LabelStudioShapes.kind(shape));
        results.begin(picture.width(), picture.height(), type, type, id);
        results.fields(LabelStudioShapes.value(shape, picture));
        results.strings(type, List.of(LabelStudioFit.name(heads.category(a.category()))));
        results.end(a.extras());
        results.attributes(picture.width(), picture.height(), a.attributes(), id);
    }

    private void tags(Page page) {
        if (page.tags().isEmpty()) {
            return;
        }
        List<String> words = page.tags().stream()
                .map(t -> LabelStudioFit.name(heads.category(t.category())))
                .toList();
        said.addAll(words);
        Entry.Picture p = page.picture();
        results.begin(p.width(), p.height(), "choices", LabelStudioConfig.TAGS, "tags of the picture");
        results.strings("choices", words);
        results.end();
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        results.finish();
        LabelStudioConfig.ofPictures(target, config, heads, results, said);
    }

    @Override
    public void close() throws IOException {
        results.close();
    }
}
