package limner.model.release;

import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import limner.model.event.Recorded;
import limner.model.id.ActorId;
import limner.model.id.PolicyId;
import limner.model.id.RunId;
import limner.model.label.Interpolation;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import limner.model.provenance.Policy;
import limner.model.provenance.Run;
import limner.model.release.coco.CocoWriter;
import limner.model.release.coco.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes one JSON line per label on a picture: where it came from, and its exact shape where the annotation does not
/// have
/// it. Not for several threads.
final class Provenance implements AutoCloseable {

    private final JsonGenerator json;
    private final ReleaseSource source;
    private final People people;
    private final Map<ActorId, Integer> numbers = new HashMap<>();
    private final SortedSet<Manifest.Model> models = new TreeSet<>();

    Provenance(OutputStream out, ReleaseSource source, People people) {
        this.people = people;
        this.json = JsonFormat.lines(out);
        this.source = source;
    }

    /// The models that annotations written so far came from.
    SortedSet<Manifest.Model> models() {
        return models;
    }

    void annotation(int id, LabelSink.Spot spot, Segment segment, OptionalInt track) {
        json.writeStartObject();
        json.writeNumberProperty("annotation", id);
        line(spot, track);
        if (!segment.whole()) {
            shape(spot.placed().placement());
        }
        end();
    }

    void kept(LabelSink.Spot spot) {
        json.writeStartObject();
        line(spot, OptionalInt.empty());
        Label label = spot.placed().label();
        if (label.tracked()) {
            json.writeBooleanProperty("tracked", true);
        }
        CocoWriter.attributes(json, CocoValues.of(state().ontology(), label, spot.frame()));
        shape(spot.placed().placement());
        end();
    }

    private void end() {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void shape(Placement placement) {
        json.writeName("shape");
        ShapeJson.write(json, placement.shape());
    }

    private void line(LabelSink.Spot spot, OptionalInt track) {
        Label label = spot.placed().label();
        json.writeNumberProperty("image", spot.image());
        json.writeNumberProperty("video", spot.clip().number());
        json.writeNumberProperty("frame", spot.frame());
        json.writeStringProperty("label", label.id().toString());
        json.writeNumberProperty("number", label.number());
        json.writeNumberProperty("class", label.classId().value());
        if (track.isPresent()) {
            json.writeNumberProperty("track", track.getAsInt());
        }
        json.writeStringProperty("place", Tally.nameOf(spot.placed().placement().source()));
        json.writeBooleanProperty("occluded", spot.placed().placement().occluded());
        // What is as it mostly is, is left out.
        label.keyframe(spot.frame())
                .filter(k -> label.tracked() && k.interpolation() != Interpolation.LINEAR)
                .ifPresent(k -> json.writeStringProperty("interpolation", SmallFiles.nameOf(k.interpolation())));
        if (label.depth() != 0) {
            json.writeNumberProperty("depth", label.depth());
        }
        json.writeName("origin");
        origin(label.origin());
        ReleaseSource.Moment moment = source.momentsOf(label.id());
        moment("created", moment.first());
        moment("changed", moment.last());
    }

    private void moment(String name, Recorded recorded) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("event", recorded.number());
        json.writeStringProperty("id", recorded.id().toString());
        json.writeStringProperty("at", recorded.stamp().at().toString());
        json.writeStringProperty("actor", person(recorded));
        json.writeEndObject();
    }

    private String person(Recorded recorded) {
        ActorId actor = recorded.stamp().actor();
        return switch (people) {
            case IDS -> actor.toString();
            case NUMBERS -> "person " + numbers.computeIfAbsent(actor, _ -> numbers.size() + 1);
        };
    }

    private void origin(Origin origin) {
        json.writeStartObject();
        switch (origin) {
            case Origin.Manual() -> json.writeStringProperty("kind", "manual");
            case Origin.Imported(String file, String key) -> {
                json.writeStringProperty("kind", "imported");
                json.writeStringProperty("source", file);
                json.writeStringProperty("key", key);
            }
            case Origin.Suggested s -> {
                json.writeStringProperty("kind", "suggested");
                json.writeStringProperty("suggestion", s.suggestion().toString());
                json.writeStringProperty(
                        "how",
                        switch (s.how()) {
                            case ACCEPTED -> "accepted";
                            case AMENDED -> "amended";
                        });
                json.writeName("score");
                JsonFormat.number(json, s.score());
                policy(s.policy());
                run(s.run());
            }
        }
        json.writeEndObject();
    }

    private void policy(@Nullable PolicyId id) {
        if (id == null) {
            return;
        }
        json.writeObjectPropertyStart("policy");
        json.writeStringProperty("id", id.toString());
        Policy policy = state().policies().get(id);
        if (policy != null) {
            json.writeStringProperty("name", policy.name());
            json.writeStringProperty("text", policy.text());
            json.writeName("threshold");
            JsonFormat.number(json, policy.threshold());
        }
        json.writeEndObject();
    }

    private void run(RunId id) {
        json.writeObjectPropertyStart("run");
        json.writeStringProperty("id", id.toString());
        Run run = state().runs().get(id);
        if (run != null) {
            json.writeStringProperty("plugin", run.plugin());
            json.writeStringProperty("plugin_version", run.pluginVersion());
            json.writeStringProperty("model", run.model());
            json.writeStringProperty("model_version", run.modelVersion());
            json.writeStringProperty("weights_sha256", run.weightsSha256());
            json.writeObjectPropertyStart("settings");
            run.settings().forEach(json::writeStringProperty);
            json.writeEndObject();
            models.add(new Manifest.Model(
                    run.plugin(), run.pluginVersion(), run.model(), run.modelVersion(), run.weightsSha256()));
        }
        json.writeEndObject();
    }

    private ProjectState state() {
        return source.state();
    }

    @Override
    public void close() {
        json.close();
    }
}
