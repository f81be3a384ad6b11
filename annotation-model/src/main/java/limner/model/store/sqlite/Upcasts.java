package limner.model.store.sqlite;

import java.util.List;
import limner.model.label.Interpolation;
import limner.model.store.sqlite.EventCodec.Upcast;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What older encodings left unsaid. Version 1 of what holds keyframes did not say how a track goes on from one; what
/// it meant has a name of its own since. Version 1 of what was said of a release did not say how it is divided.
final class Upcasts {

    static final List<Upcast> ALL = List.of(
            new Upcast("label.added", 1, n -> ofLabel(n)),
            new Upcast("label.removed", 1, n -> ofLabel(n)),
            new Upcast("keyframe.added", 1, n -> of(n, "keyframe")),
            new Upcast("keyframe.removed", 1, n -> of(n, "keyframe")),
            new Upcast("keyframe.changed", 1, n -> of(n, "before", "after")),
            new Upcast("release.recorded", 1, Upcasts::undivided),
            new Upcast("release.withdrawn", 1, Upcasts::undivided));

    private Upcasts() {}

    private static ObjectNode ofLabel(ObjectNode payload) {
        payload.required("label").required("keyframes").values().forEach(Upcasts::say);
        return payload;
    }

    private static ObjectNode of(ObjectNode payload, String... names) {
        for (String name : names) {
            say(payload.required(name));
        }
        return payload;
    }

    private static ObjectNode undivided(ObjectNode payload) {
        if (!(payload.required("release") instanceof ObjectNode release)) {
            throw new BrokenPayloadException("has a release that is not an object");
        }
        release.putObject("parts");
        return payload;
    }

    private static void say(JsonNode keyframe) {
        if (!(keyframe instanceof ObjectNode node)) {
            throw new BrokenPayloadException("has a keyframe that is not an object");
        }
        node.put("interpolation", Interpolation.PAIRED.name());
    }
}
