package limner.model.exchange.cvat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.PictureFiles;
import limner.model.exchange.Target;
import limner.model.exchange.XmlTarget;
import limner.model.exchange.XmlText;
import limner.model.geometry.Polygon;
import limner.model.geometry.Ring;
import limner.model.geometry.Shape;

/// One file in the making: what it is of, then pictures, then tracks.
record CvatFile(Heads heads, XmlTarget xml, CvatElements elements) {

    /// @param video what it is of; empty for pictures
    static CvatFile begin(String file, Heads heads, Optional<Entry.Video> video, Target target) throws IOException {
        XmlTarget xml = new XmlTarget(target.create(file));
        CvatFile begun = new CvatFile(heads, xml, new CvatElements(xml));
        begun.head(video);
        return begun;
    }

    private void head(Optional<Entry.Video> video) throws IOException {
        int size = video.map(v -> v.length() > 0 ? v.length() : frames(v))
                .orElse(heads.pictures().size());
        String name = video.map(v -> XmlText.name(v.name().isBlank() ? v.key() : v.name()))
                .orElse("pictures");
        xml.begin("annotations").text("\n").element("version", "1.1");
        xml.begin("meta").begin("task").element("id", "0").element("name", name);
        xml.element("size", Integer.toString(size));
        xml.element("mode", video.isPresent() ? "interpolation" : "annotation").element("overlap", "0");
        xml.element("start_frame", "0").element("stop_frame", Integer.toString(Math.max(0, size - 1)));
        xml.element("z_order", "True");
        elements.labels(heads);
        if (video.isPresent()) {
            if (video.get().width() > 0 && video.get().height() > 0) {
                xml.begin("original_size")
                        .element("width", Integer.toString(video.get().width()));
                xml.element("height", Integer.toString(video.get().height())).end();
            }
            xml.element("source", name);
        }
        xml.end().end();
    }

    /// As many as have to be there.
    private int frames(Entry.Video video) {
        return heads.pictures().values().stream()
                        .filter(p -> p.video().equals(video.key()))
                        .mapToInt(Entry.Picture::frame)
                        .max()
                        .orElse(-1)
                + 1;
    }

    /// @param id of the picture in the file
    /// @return where each annotation begins among the elements
    List<String> image(Page page, int id) throws IOException {
        Entry.Picture p = page.picture();
        xml.begin("image").field("id", id).field("name", XmlText.name(PictureFiles.nameOf(p)));
        xml.field("width", p.width()).field("height", p.height()).text("\n");
        for (Entry.Tag t : page.tags()) {
            xml.begin("tag").field("label", label(t.category()).name());
            xml.field("source", CvatFit.BY_HAND).end();
        }
        List<String> ids = new ArrayList<>();
        int index = 0;
        int groups = 0;
        for (Entry.Annotation a : page.annotations()) {
            List<Shape> parts = parts(a);
            int group = parts.size() > 1 ? ++groups : 0;
            ids.add(Integer.toString(index));
            for (Shape part : parts) {
                elements.part(a, label(a.category()), part, group);
            }
            index += parts.size();
        }
        xml.end();
        return ids;
    }

    /// The rings of a region, and the keypoints that go with it.
    private static List<Shape> parts(Entry.Annotation a) {
        List<Shape> parts = new ArrayList<>();
        a.shape().ifPresent(s -> {
            if (s instanceof Polygon(List<Ring> rings)) {
                rings.forEach(r -> parts.add(new Polygon(List.of(r))));
            } else {
                parts.add(s);
            }
        });
        a.pose().ifPresent(parts::add);
        return parts;
    }

    Entry.Category label(String key) {
        return CvatFit.category(heads.category(key));
    }

    void end() throws IOException {
        xml.end().finish();
    }
}
