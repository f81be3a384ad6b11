package limner.model.release;

import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import limner.model.event.Recorded;
import limner.model.id.PolicyId;
import limner.model.id.RunId;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import limner.model.provenance.Policy;
import limner.model.provenance.Run;
import limner.model.release.coco.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes one JSON line per label on a picture: where it came from, and its exact shape where the annotation does not
/// have
/// it. Not for several threads.
final class Provenance implements AutoCloseable {

    private final JsonGenerator json;
    private final ReleaseSource source;
    private final SortedSet<Manifest.Model> models = new TreeSet<>();

    Provenance(OutputStream out, ReleaseSource source) {
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
        json.writeStringProperty("actor", recorded.stamp().actor().toString());
        json.writeEndObject();
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
