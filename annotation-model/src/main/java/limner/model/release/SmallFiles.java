package limner.model.release;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import limner.model.id.ClassId;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameState;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.release.coco.JsonFormat;
import tools.jackson.core.JsonGenerator;

/// The JSON documents of a release that are small: plan, ontology, tags and events.
final class SmallFiles {

    private SmallFiles() {}

    /// The plan as a document; equal plans give equal bytes.
    static byte[] plan(ReleasePlan plan) {
        return document(json -> {
            json.writeStringProperty("name", plan.name());
            json.writeNumberProperty("event", plan.event());
            json.writeName("classes");
            choice(json, plan.classes(), id -> json.writeNumber(id.value()));
            json.writeName("media");
            choice(json, plan.media(), id -> json.writeString(id.toString()));
            json.writeArrayPropertyStart("states");
            for (FrameState state : plan.states()) {
                json.writeString(nameOf(state));
            }
            json.writeEndArray();
            json.writeNumberProperty("step", plan.step());
            json.writeStringProperty("between", nameOf(plan.between()));
            json.writeObjectPropertyStart("encodings");
            json.writeStringProperty("boxes", nameOf(plan.encodings().boxes()));
            json.writeStringProperty("polygons", nameOf(plan.encodings().polygons()));
            json.writeStringProperty("masks", nameOf(plan.encodings().masks()));
            json.writeEndObject();
            json.writeStringProperty("pictures", nameOf(plan.pictures()));
            json.writeBooleanProperty("licence", !plan.licence().isEmpty());
        });
    }

    private static <T extends Comparable<T>> void choice(JsonGenerator json, Choice<T> choice, Consumer<T> write) {
        switch (choice) {
            case Choice.All<T>() -> json.writeString("all");
            case Choice.Only<T>(var items) -> {
                json.writeStartArray();
                items.forEach(write);
                json.writeEndArray();
            }
        }
    }

    /// All classes, also those that are not taken.
    static byte[] ontology(Ontology ontology) {
        return document(json -> {
            json.writeNumberProperty("version", ontology.version());
            json.writeArrayPropertyStart("classes");
            for (LabelClass c : ontology.classes()) {
                json.writeStartObject();
                json.writeNumberProperty("id", c.id().value());
                json.writeStringProperty("name", c.name());
                json.writeStringProperty("kind", nameOf(c.kind()));
                json.writeStringProperty("colour", c.colour());
                json.writeStringProperty("hotkey", c.hotkey());
                if (c.parent() != null) {
                    json.writeNumberProperty("parent", c.parent().value());
                }
                json.writeStringProperty("guideline", c.guideline());
                json.writeBooleanProperty("retired", c.retired());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /// Tags on the pictures, and every event that touches a picture.
    static void tagsAndEvents(OutputStream out, Selection selection, Tally tally) {
        try (JsonGenerator json = JsonFormat.indented(out)) {
            json.writeStartObject();
            json.writeNumberProperty("first_frame", 0);
            json.writeBooleanProperty("last_frame_included", true);
            json.writeArrayPropertyStart("tags");
            for (Clip clip : selection.clips()) {
                tags(json, clip, selection, tally);
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("events");
            for (Clip clip : selection.clips()) {
                events(json, clip, selection, tally);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void tags(JsonGenerator json, Clip clip, Selection selection, Tally tally) {
        for (int i = 0; i < clip.frames().length; i++) {
            for (ClassId tag : clip.labels().tagsOn(clip.frames()[i])) {
                if (selection.plan().classes().includes(tag)) {
                    json.writeStartObject();
                    json.writeNumberProperty("image", clip.firstImage() + i);
                    json.writeNumberProperty("video", clip.number());
                    json.writeNumberProperty("frame", clip.frames()[i]);
                    classOf(json, tag, selection);
                    json.writeEndObject();
                    tally.tag();
                }
            }
        }
    }

    private static void events(JsonGenerator json, Clip clip, Selection selection, Tally tally) {
        List<IntervalEvent> events = clip.labels().intervalsInOrder();
        for (IntervalEvent event : events) {
            long pictures =
                    Arrays.stream(clip.frames()).filter(event.range()::contains).count();
            if (pictures > 0 && selection.plan().classes().includes(event.classId())) {
                json.writeStartObject();
                json.writeStringProperty("id", event.id().toString());
                json.writeNumberProperty("video", clip.number());
                json.writeNumberProperty("first", event.range().first());
                json.writeNumberProperty("last", event.range().last());
                classOf(json, event.classId(), selection);
                json.writeNumberProperty("pictures", pictures);
                json.writeEndObject();
                tally.event();
            }
        }
    }

    private static void classOf(JsonGenerator json, ClassId id, Selection selection) {
        json.writeNumberProperty("class", id.value());
        json.writeStringProperty("name", selection.state().ontology().nameOf(id));
    }

    private static byte[] document(Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonFormat.indented(bytes)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return bytes.toByteArray();
    }

    static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
