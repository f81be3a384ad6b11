package limner.model.release;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import limner.model.id.ClassId;
import limner.model.label.EventDetails;
import limner.model.label.EventLink;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameState;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.release.coco.JsonFormat;
import limner.model.store.sqlite.FactText;
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
            // What later versions know is left out where it is as it always was, so that old plans keep their bytes.
            if (plan.leastPixels() > 0) {
                json.writeNumberProperty("least_pixels", plan.leastPixels());
            }
            plan.splits().ifPresent(splits -> division(json, splits));
            if (plan.people() != People.IDS) {
                json.writeStringProperty("people", nameOf(plan.people()));
            }
            if (plan.overlap() != Overlap.AS_DRAWN) {
                json.writeStringProperty("overlap", nameOf(plan.overlap()));
            }
            plan.reach().ifPresent(frames -> json.writeNumberProperty("reach", frames));
            if (plan.form() instanceof PictureForm.Jpeg(int quality)) {
                json.writeNumberProperty("jpeg_quality", quality);
            }
            if (!plan.redaction().isNone()) {
                json.writeObjectPropertyStart("redaction");
                plan.redaction()
                        .classes()
                        .forEach((id, how) -> json.writeStringProperty(Integer.toString(id.value()), nameOf(how)));
                json.writeEndObject();
            }
        });
    }

    private static void division(JsonGenerator json, SplitPlan splits) {
        json.writeObjectPropertyStart("splits");
        json.writeObjectPropertyStart("shares");
        splits.shares().forEach(s -> json.writeNumberProperty(s.name(), s.weight()));
        json.writeEndObject();
        json.writeNumberProperty("seed", splits.seed());
        json.writeObjectPropertyStart("groups");
        splits.groups().forEach((id, group) -> json.writeStringProperty(id.toString(), group));
        json.writeEndObject();
        json.writeObjectPropertyStart("kept");
        splits.kept().forEach((id, part) -> json.writeStringProperty(id.toString(), part));
        json.writeEndObject();
        json.writeEndObject();
    }

    /// Which video is in which part, what is in each, and which pictures are in two of them, or nearly.
    static byte[] splits(Splits splits, Selection selection, List<Leaks.Pair> leaks) {
        return document(json -> {
            json.writeNumberProperty("seed", splits.plan().seed());
            json.writeArrayPropertyStart("splits");
            splits.plan().shares().forEach(share -> part(json, share, splits, selection));
            json.writeEndArray();
            json.writeArrayPropertyStart("videos");
            for (Clip clip : selection.clips()) {
                json.writeStartObject();
                json.writeNumberProperty("video", clip.number());
                json.writeStringProperty("media", clip.media().id().toString());
                json.writeStringProperty("name", clip.media().name());
                json.writeStringProperty("group", splits.groupOf(clip));
                json.writeStringProperty("split", splits.of(clip));
                json.writeBooleanProperty(
                        "kept", splits.plan().kept().containsKey(clip.media().id()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("near_identical");
            for (Leaks.Pair p : leaks) {
                json.writeStartObject();
                json.writeNumberProperty("image", p.image());
                json.writeStringProperty("split", p.part());
                json.writeNumberProperty("other_image", p.other());
                json.writeStringProperty("other_split", p.otherPart());
                json.writeNumberProperty("bits", p.bits());
                json.writeBooleanProperty("same_plane", p.samePlane());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void part(JsonGenerator json, SplitPlan.Share share, Splits splits, Selection selection) {
        Splits.Content content = splits.content(share.name(), selection);
        json.writeStartObject();
        json.writeStringProperty("name", share.name());
        json.writeNumberProperty("share", share.weight());
        json.writeNumberProperty("videos", content.videos());
        json.writeNumberProperty("pictures", content.pictures());
        json.writeArrayPropertyStart("labels");
        content.labels().forEach((classId, many) -> {
            json.writeStartObject();
            classOf(json, classId, selection);
            json.writeNumberProperty("labels", many);
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
    }

    /// The pictures of a part, one a line, as `file_name` names them.
    static byte[] pictures(String part, Splits splits, Selection selection) {
        StringBuilder text = new StringBuilder();
        for (Clip clip : selection.clips()) {
            if (splits.of(clip).equals(part)) {
                Arrays.stream(clip.frames())
                        .forEach(frame -> text.append(clip.fileName(frame)).append('\n'));
            }
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
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
        FactText text = new FactText();
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
                // Pictures of guidelines lie in the project alone.
                text.write(c.details().withExamples(List.of())).properties().forEach(e -> {
                    json.writeName(e.getKey());
                    json.writeTree(e.getValue());
                });
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
                details(json, event.details(), selection);
                json.writeNumberProperty("pictures", pictures);
                json.writeEndObject();
                tally.event();
            }
        }
    }

    /// What is not said is left out, as in releases from before there was anything to say.
    private static void details(JsonGenerator json, EventDetails details, Selection selection) {
        if (details.subject() != null) {
            json.writeStringProperty("subject", selection.state().ontology().nameOf(details.subject()));
        }
        if (!details.modifiers().isEmpty()) {
            json.writeObjectPropertyStart("modifiers");
            details.modifiers()
                    .asMap()
                    .forEach((id, value) -> selection
                            .state()
                            .ontology()
                            .attribute(id)
                            .ifPresent(a ->
                                    json.writeStringProperty(a.name(), a.type().words(value))));
            json.writeEndObject();
        }
        if (!details.links().isEmpty()) {
            json.writeArrayPropertyStart("links");
            for (EventLink link : details.links()) {
                json.writeStartObject();
                json.writeStringProperty("role", link.role().name().toLowerCase(Locale.ROOT));
                json.writeStringProperty("label", link.label().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    /// What the card says in numbers, for programs.
    static byte[] statistics(ReleaseReport report, Ontology ontology) {
        Statistics statistics = report.statistics();
        return document(json -> {
            json.writeArrayPropertyStart("classes");
            statistics.classes().forEach((id, balance) -> {
                json.writeStartObject();
                json.writeNumberProperty("class", id.value());
                json.writeStringProperty("name", ontology.nameOf(id));
                json.writeNumberProperty("annotations", balance.annotations());
                json.writeNumberProperty("pictures", balance.pictures());
                json.writeNumberProperty("videos", balance.videos());
                json.writeNumberProperty("pixels", balance.pixels());
                json.writeName("weight");
                JsonFormat.number(json, balance.weight());
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeArrayPropertyStart("gaps");
            statistics.gaps().forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("changes");
            statistics.changes().forEach(change -> change(json, change));
            json.writeEndArray();
        });
    }

    private static void change(JsonGenerator json, ReleaseChange change) {
        json.writeStartObject();
        json.writeStringProperty("release", change.name());
        json.writeNumberProperty("event", change.event());
        json.writeNumberProperty("labels_added", change.added());
        json.writeNumberProperty("labels_changed", change.changed());
        json.writeNumberProperty("labels_removed", change.removed());
        json.writeNumberProperty("frames_done", change.done());
        json.writeNumberProperty("frames_reopened", change.reopened());
        json.writeNumberProperty("videos_added_or_removed", change.videos());
        json.writeBooleanProperty("classes_changed", change.classesChanged());
        json.writeEndObject();
    }

    private static void classOf(JsonGenerator json, ClassId id, Selection selection) {
        json.writeNumberProperty("class", id.value());
        json.writeStringProperty("name", selection.state().ontology().nameOf(id));
    }

    static byte[] document(Consumer<JsonGenerator> content) {
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
