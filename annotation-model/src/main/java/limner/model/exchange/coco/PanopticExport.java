package limner.model.exchange.coco;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Numbers;
import limner.model.exchange.Page;
import limner.model.exchange.PictureFiles;
import limner.model.exchange.PngFile;
import limner.model.exchange.Samples;
import limner.model.exchange.Target;
import limner.model.exchange.Topmost;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Rle;
import limner.model.release.coco.CocoJson;
import limner.model.release.coco.JsonFormat;
import tools.jackson.core.JsonGenerator;

/// Writes COCO's panoptic segmentation: for each picture a PNG in which a pixel is the number of its one segment, and
/// what the segments are (format: COCO data format, panoptic). What lies over something else hides it; regions of one
/// class that is not counted are one segment of a picture.
public final class PanopticExport implements DatasetWriter {

    static final String ID = "coco-panoptic";
    static final String TITLE = "COCO panoptic";
    private static final String FILE = "annotations/panoptic.json";
    private static final String FOLDER = "annotations/panoptic/";
    private static final long MOST = (1 << 24) - 1;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        Topmost topmost = new Topmost(
                a -> Optional.of(a.category()).filter(c -> !heads.category(c).countable()), PanopticExport::said);
        return new Fitted(topmost.fit(page), List.of());
    }

    private static Entry.Annotation said(Entry.Annotation a, Mask pixels) {
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                Optional.of(pixels),
                Optional.empty(),
                Optional.empty(),
                a.crowd(),
                false,
                0,
                new LinkedHashMap<>(),
                "");
    }

    @Override
    public boolean saysFields() {
        return true;
    }

    @Override
    public Entry.Category fit(Entry.Category category) {
        return category;
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) throws IOException {
        return new Panoptic(heads, target);
    }

    /// What is known of one segment while its parts come.
    private record Segment(int number, Entry.Annotation first, Rle pixels) {}

    private static final class Panoptic implements Writing {

        private final Heads heads;
        private final Target target;
        private final PictureFiles files;
        private final JsonGenerator json;
        private final CocoHead head;

        Panoptic(Heads heads, Target target) throws IOException {
            this.heads = heads;
            this.target = target;
            files = PictureFiles.of(heads);
            json = JsonFormat.compact(target.create(FILE));
            head = new CocoHead(json, heads);
            CocoHead.say(head::write);
        }

        @Override
        public List<String> page(Page page) throws IOException {
            List<String> ids = new ArrayList<>();
            List<Segment> segments = segments(page, ids);
            Entry.Picture picture = page.picture();
            Samples numbers = Topmost.paint(
                    picture,
                    segments.stream()
                            .map(s -> new Topmost.Region(s.number(), s.pixels()))
                            .toList());
            String name = files.of(picture, ".png");
            try (OutputStream out = target.create(FOLDER + name)) {
                PngFile.write(numbers, PngFile.Depth.COLOUR, out);
            }
            CocoHead.say(() -> write(picture, name, segments));
            return ids;
        }

        /// Numbers that a file had stay where they can; they need to differ within a picture alone.
        private List<Segment> segments(Page page, List<String> ids) {
            Numbers numbers = Numbers.among(page.annotations().stream()
                    .map(Entry.Annotation::key)
                    .filter(k -> canBeSegment(k, page))
                    .toList());
            Map<String, Segment> all = new LinkedHashMap<>();
            for (Entry.Annotation a : page.annotations()) {
                Rle pixels = Topmost.pixels(a, page.picture());
                boolean counted = heads.category(a.category()).countable();
                String key = counted ? "object " + all.size() : "region " + a.category();
                Segment before = all.get(key);
                String wanted = canBeSegment(a.key(), page) ? a.key() : "";
                Segment now = before == null
                        ? new Segment((int) numbers.next(wanted), a, pixels)
                        : new Segment(
                                before.number(), before.first(), before.pixels().union(pixels));
                all.put(key, now);
                ids.add(Integer.toString(now.number()));
            }
            return List.copyOf(all.values());
        }

        /// Number 0 is where there is nothing.
        private static boolean canBeSegment(String key, Page page) {
            long number = Numbers.whole(key);
            return number > 0 && number <= MOST - page.annotations().size();
        }

        private void write(Entry.Picture picture, String name, List<Segment> segments) {
            json.writeStartObject();
            json.writeNumberProperty("image_id", head.picture(picture.key()));
            json.writeStringProperty("file_name", name);
            json.writeArrayPropertyStart("segments_info");
            for (Segment s : segments) {
                json.writeStartObject();
                json.writeNumberProperty("id", s.number());
                json.writeNumberProperty("category_id", head.category(s.first().category()));
                json.writeNumberProperty("area", s.pixels().area());
                json.writeName("bbox");
                CocoJson.box(json, s.pixels().bounds().orElse(PixelBox.EMPTY).toBox());
                json.writeNumberProperty("iscrowd", s.first().crowd() ? 1 : 0);
                json.writeEndObject();
            }
            json.writeEndArray();
            head.endElement();
        }

        @Override
        public void end(List<Entry.Interval> intervals) throws IOException {
            CocoHead.say(() -> {
                head.end();
                json.writeEndObject();
                json.writeRaw('\n');
                json.close();
            });
        }

        @Override
        public void close() throws IOException {
            CocoHead.say(json::close);
        }
    }
}
