package limner.model.release.diff;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import limner.model.release.coco.JsonFormat;
import tools.jackson.core.JsonGenerator;

/// A comparison as one JSON object; RELEASES.md names its fields. Equal comparisons give equal text.
public final class DiffJson {

    private DiffJson() {}

    public static String of(ReleaseDiff diff) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonFormat.indented(bytes)) {
            json.writeStartObject();
            write(json, diff);
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    private static void write(JsonGenerator json, ReleaseDiff d) {
        json.writeBooleanProperty("same", d.same());
        side(json, "before", d.before());
        side(json, "after", d.after());
        json.writeArrayPropertyStart("plan");
        d.plan().forEach(s -> said(json, s));
        json.writeEndArray();
        json.writeArrayPropertyStart("videos");
        for (ReleaseDiff.VideoPair v : d.videos()) {
            json.writeStartObject();
            json.writeStringProperty("before", v.before());
            json.writeStringProperty("after", v.after());
            json.writeStringProperty("known", DiffText.words(v.known()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("classes");
        for (ReleaseDiff.ClassChange c : d.classes()) {
            json.writeStartObject();
            json.writeStringProperty("name", c.name());
            json.writeStringProperty("kind", DiffText.words(c.kind()));
            json.writeArrayPropertyStart("said");
            c.said().forEach(s -> said(json, s));
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        pictures(json, d.pictures());
        objects(json, d.objects());
        moves(json, d.moves());
        json.writeObjectPropertyStart("overlaps");
        json.writeArrayPropertyStart("bins");
        d.overlaps().bins().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeName("mean");
        JsonFormat.number(json, d.overlaps().mean());
        json.writeEndObject();
        tracks(json, d.tracks());
        sayings(json, "tags", d.tags());
        sayings(json, "events", d.events());
        changedPictures(json, d.changedPictures());
        changedObjects(json, d.changedObjects());
    }

    private static void side(JsonGenerator json, String name, ReleaseDiff.Side s) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("name", s.name());
        json.writeStringProperty("project", s.project());
        json.writeStringProperty("projectName", s.projectName());
        json.writeNumberProperty("event", s.event());
        json.writeStringProperty("manifestSha256", s.manifestSha256());
        json.writeEndObject();
    }

    private static void said(JsonGenerator json, ReleaseDiff.Said s) {
        json.writeStartObject();
        json.writeStringProperty("property", s.property());
        json.writeStringProperty("before", s.before());
        json.writeStringProperty("after", s.after());
        json.writeEndObject();
    }

    private static void pictures(JsonGenerator json, ReleaseDiff.Pictures p) {
        json.writeObjectPropertyStart("pictures");
        json.writeNumberProperty("before", p.before());
        json.writeNumberProperty("after", p.after());
        json.writeNumberProperty("added", p.added());
        json.writeNumberProperty("removed", p.removed());
        json.writeNumberProperty("changed", p.changed());
        json.writeNumberProperty("same", p.same());
        json.writeNumberProperty("labelsOnAdded", p.labelsOnAdded());
        json.writeNumberProperty("labelsOnRemoved", p.labelsOnRemoved());
        json.writeEndObject();
    }

    private static void objects(JsonGenerator json, ReleaseDiff.Objects o) {
        json.writeObjectPropertyStart("objects");
        json.writeNumberProperty("before", o.before());
        json.writeNumberProperty("after", o.after());
        json.writeNumberProperty("added", o.added());
        json.writeNumberProperty("removed", o.removed());
        json.writeNumberProperty("changed", o.changed());
        json.writeNumberProperty("same", o.same());
        json.writeNumberProperty("byLabel", o.byLabel());
        json.writeNumberProperty("byOverlap", o.byOverlap());
        json.writeObjectPropertyStart("differIn");
        o.facets().forEach((facet, n) -> json.writeNumberProperty(DiffText.words(facet), n));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void moves(JsonGenerator json, List<ReleaseDiff.Move> moves) {
        json.writeArrayPropertyStart("classMatrix");
        for (ReleaseDiff.Move m : moves) {
            json.writeStartObject();
            json.writeStringProperty("before", m.before());
            json.writeStringProperty("after", m.after());
            json.writeNumberProperty("objects", m.objects());
            json.writeBooleanProperty("moved", m.moved());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void tracks(JsonGenerator json, ReleaseDiff.Tracks t) {
        json.writeObjectPropertyStart("tracks");
        json.writeNumberProperty("before", t.before());
        json.writeNumberProperty("after", t.after());
        json.writeNumberProperty("added", t.added());
        json.writeNumberProperty("removed", t.removed());
        tracks(json, "split", t.split());
        tracks(json, "joined", t.joined());
        json.writeEndObject();
    }

    private static void tracks(JsonGenerator json, String name, List<ReleaseDiff.Track> tracks) {
        json.writeArrayPropertyStart(name);
        for (ReleaseDiff.Track t : tracks) {
            json.writeStartObject();
            json.writeStringProperty("video", t.video());
            json.writeStringProperty("name", t.name());
            json.writeStringProperty("label", t.label());
            json.writeArrayPropertyStart("others");
            for (ReleaseDiff.Share s : t.others()) {
                json.writeStartObject();
                json.writeStringProperty("name", s.name());
                json.writeStringProperty("label", s.label());
                json.writeNumberProperty("objects", s.objects());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void sayings(JsonGenerator json, String name, ReleaseDiff.Sayings s) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("before", s.before());
        json.writeNumberProperty("after", s.after());
        json.writeNumberProperty("added", s.added());
        json.writeNumberProperty("removed", s.removed());
        json.writeNumberProperty("changed", s.changed());
        json.writeArrayPropertyStart("listed");
        for (ReleaseDiff.Saying e : s.listed().first()) {
            json.writeStartObject();
            json.writeStringProperty("kind", DiffText.words(e.kind()));
            json.writeStringProperty("video", e.video());
            json.writeNumberProperty("first", e.first());
            json.writeNumberProperty("last", e.last());
            json.writeStringProperty("name", e.name());
            json.writeStringProperty("how", e.how());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void changedPictures(JsonGenerator json, ReleaseDiff.Listed<ReleaseDiff.PictureChange> listed) {
        json.writeArrayPropertyStart("changedPictures");
        for (ReleaseDiff.PictureChange p : listed.first()) {
            json.writeStartObject();
            json.writeStringProperty("video", p.video());
            json.writeNumberProperty("frame", p.frame());
            json.writeStringProperty("kind", DiffText.words(p.kind()));
            words(json, "differs", p.differs());
            json.writeNumberProperty("added", p.added());
            json.writeNumberProperty("removed", p.removed());
            json.writeNumberProperty("changed", p.changed());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("changedPicturesInAll", listed.all());
    }

    private static void changedObjects(JsonGenerator json, ReleaseDiff.Listed<ReleaseDiff.ObjectChange> listed) {
        json.writeArrayPropertyStart("changedObjects");
        for (ReleaseDiff.ObjectChange o : listed.first()) {
            json.writeStartObject();
            json.writeStringProperty("video", o.video());
            json.writeNumberProperty("frame", o.frame());
            json.writeStringProperty("kind", DiffText.words(o.kind()));
            json.writeStringProperty("before", o.before());
            json.writeStringProperty("after", o.after());
            json.writeStringProperty("label", o.label());
            words(json, "differs", o.facets().stream().map(DiffText::words).toList());
            json.writeName("overlap");
            JsonFormat.number(json, o.overlap());
            json.writeStringProperty("known", o.known());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("changedObjectsInAll", listed.all());
    }

    private static void words(JsonGenerator json, String name, Collection<String> words) {
        json.writeArrayPropertyStart(name);
        words.forEach(json::writeString);
        json.writeEndArray();
    }
}
