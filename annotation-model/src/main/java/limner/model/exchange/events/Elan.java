package limner.model.exchange.events;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import limner.model.exchange.Entry;
import limner.model.exchange.XmlTarget;

/// ELAN's annotation format (EAF 3.0). Times are whole milliseconds, and everything lasts one at least, since ELAN has
/// no
/// moments. Nothing tells when a file was written, so that equal events give equal files.
final class Elan {

    private static final String TYPE = "events";
    private static final String DATE = "2000-01-01T00:00:00Z";

    private Elan() {}

    /// @param slot number of the first of its two times
    private record Note(long from, long to, int slot, String text) {}

    /// @param out closed by this
    static void write(OutputStream out, Entry.Video video, List<EventFiles.Tier> tiers) throws IOException {
        List<List<Note>> all = new ArrayList<>();
        int slots = 0;
        for (EventFiles.Tier tier : tiers) {
            List<Note> notes = new ArrayList<>();
            long last = 0;
            for (EventFiles.Said said : tier.said()) {
                // What is shorter than a millisecond pushes what follows on.
                long from = Math.max(last, Math.round(said.from() * 1000));
                last = Math.max(from + 1, Math.round(said.to() * 1000));
                notes.add(new Note(from, last, slots + 1, said.text()));
                slots += 2;
            }
            all.add(notes);
        }
        try (XmlTarget xml = new XmlTarget(out)) {
            xml.begin("ANNOTATION_DOCUMENT").field("AUTHOR", "").field("DATE", DATE);
            xml.field("FORMAT", "3.0").field("VERSION", "3.0").text("\n");
            xml.begin("HEADER").field("MEDIA_FILE", "").field("TIME_UNITS", "milliseconds");
            String name = EventFiles.line(video.name());
            xml.begin("PROPERTY").field("NAME", "video").text(name).end();
            xml.begin("PROPERTY").field("NAME", "lastUsedAnnotationId");
            xml.text(Integer.toString(slots / 2)).end().end();
            xml.begin("TIME_ORDER").text("\n");
            for (List<Note> notes : all) {
                for (Note note : notes) {
                    slot(xml, note.slot(), note.from());
                    slot(xml, note.slot() + 1, note.to());
                }
            }
            xml.end();
            for (int i = 0; i < tiers.size(); i++) {
                tier(xml, tiers.get(i), all.get(i));
            }
            xml.begin("LINGUISTIC_TYPE").field("GRAPHIC_REFERENCES", "false");
            xml.field("LINGUISTIC_TYPE_ID", TYPE)
                    .field("TIME_ALIGNABLE", "true")
                    .end();
            xml.end();
            xml.finish();
        }
    }

    private static void slot(XmlTarget xml, int number, long time) throws IOException {
        xml.begin("TIME_SLOT")
                .field("TIME_SLOT_ID", "ts" + number)
                .field("TIME_VALUE", time)
                .end();
    }

    private static void tier(XmlTarget xml, EventFiles.Tier tier, List<Note> notes) throws IOException {
        xml.begin("TIER").field("LINGUISTIC_TYPE_REF", TYPE);
        if (!tier.subject().isEmpty()) {
            xml.field("PARTICIPANT", EventFiles.line(tier.subject()));
        }
        xml.field("TIER_ID", tier.name()).text("\n");
        for (Note note : notes) {
            xml.begin("ANNOTATION").begin("ALIGNABLE_ANNOTATION");
            xml.field("ANNOTATION_ID", "a" + (note.slot() + 1) / 2);
            xml.field("TIME_SLOT_REF1", "ts" + note.slot()).field("TIME_SLOT_REF2", "ts" + (note.slot() + 1));
            xml.element("ANNOTATION_VALUE", note.text()).end().end();
        }
        xml.end();
    }
}
