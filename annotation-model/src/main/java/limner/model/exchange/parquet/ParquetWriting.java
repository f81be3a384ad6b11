package limner.model.exchange.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.FrameDetails;
import limner.model.exchange.Heads;
import limner.model.exchange.Numbers;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes the rows of each picture when it comes, events and classes at the end.
final class ParquetWriting implements DatasetWriter.Writing {

    private final Heads heads;
    private final Target target;
    private final Numbers ids;
    private final List<Closeable> open = new ArrayList<>();
    private final ParquetFile<Tables.FrameRow> frames;
    private final ParquetFile<Tables.LabelRow> labels;
    private final ParquetFile<Tables.TagRow> tags;

    ParquetWriting(Heads heads, Target target) throws IOException {
        this.heads = heads;
        this.target = target;
        this.ids = new Numbers(heads.highestAnnotation());
        try {
            frames = file("frames", Tables.FRAMES);
            labels = file("labels", Tables.LABELS);
            tags = file("tags", Tables.TAGS);
        } catch (IOException | RuntimeException e) {
            // Nobody gets this to close it, and a file that is open keeps its folder.
            try {
                closeAll(open);
            } catch (IOException further) {
                e.addSuppressed(further);
            }
            throw e;
        }
    }

    private <T> ParquetFile<T> file(String name, List<Column<T>> columns) throws IOException {
        ParquetFile<T> file = new ParquetFile<>(target.create(name + ".parquet"), columns);
        open.add(file);
        return file;
    }

    private String video(String key) {
        Entry.Video video = heads.videos().get(key);
        return video == null ? "" : video.name();
    }

    /// As the file names it that the labels came from, or else as the project does.
    private String video(Entry.Picture of) {
        return of.video().isEmpty() ? of.details().map(FrameDetails::media).orElse("") : video(of.video());
    }

    @Override
    public List<String> page(Page page) throws IOException {
        Tables.FrameRow on = new Tables.FrameRow(
                page.picture(), video(page.picture()), page.annotations().size());
        frames.add(on);
        List<String> written = new ArrayList<>();
        for (Entry.Annotation a : page.annotations()) {
            long id = ids.next(a.key());
            written.add(Long.toString(id));
            labels.add(Tables.LabelRow.of(id, on, heads.category(a.category()), a));
        }
        for (Entry.Tag t : page.tags()) {
            tags.add(new Tables.TagRow(on, heads.category(t.category())));
        }
        return written;
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        frames.end();
        labels.end();
        tags.end();
        ParquetFile<Tables.EventRow> events = file("events", Tables.EVENTS);
        for (Entry.Interval i : intervals) {
            events.add(new Tables.EventRow(i, video(i.video()), heads.category(i.category())));
        }
        events.end();
        ParquetFile<Entry.Category> classes = file("classes", Tables.CLASSES);
        for (Entry.Category c : heads.categories().values()) {
            classes.add(c);
        }
        classes.end();
    }

    @Override
    public void close() throws IOException {
        closeAll(open);
    }

    private static void closeAll(List<Closeable> open) throws IOException {
        IOException failed = null;
        for (Closeable file : open) {
            try {
                file.close();
            } catch (IOException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
