package limner.model.exchange.cvat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes one file for images, picture by picture.
final class CvatWriting implements DatasetWriter.Writing {

    static final String FILE = "annotations.xml";

    private final CvatFile file;
    private final AtomicInteger images = new AtomicInteger();

    CvatWriting(Heads heads, Target target) throws IOException {
        file = CvatFile.begin(FILE, heads, Optional.empty(), target);
    }

    @Override
    public List<String> page(Page page) throws IOException {
        return file.image(page, images.getAndIncrement());
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        file.end();
    }

    @Override
    public void close() throws IOException {
        file.xml().close();
    }
}
