package limner.model.store.sqlite;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.event.LabelEvent;
import limner.model.geometry.Rle;
import limner.model.ontology.ClassDetails;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Facts, and what classes say, as JSON for files beside a project: named, numbered and told as in its log, with the
/// pixels of masks among
/// them. What an older Limner wrote is read as it is in a log. Any thread.
public final class FactText {

    private final CanonicalJson json = new CanonicalJson();

    /// Writes an object of `fact`, `version`, `says` and, where there are masks, `masks`: COCO's run lengths by digest.
    ///
    /// @param into may escape what is not ASCII, and writes everything else as it is in a log
    public void write(JsonGenerator into, LabelEvent event) {
        SortedMap<String, String> masks = new TreeMap<>();
        EventCodec.Encoded e = codec(masks).encode(event);
        into.writeStartObject();
        into.writeStringProperty("fact", e.type());
        into.writeNumberProperty("version", e.version());
        if (!masks.isEmpty()) {
            into.writeObjectPropertyStart("masks");
            masks.forEach(into::writeStringProperty);
            into.writeEndObject();
        }
        into.writeName("says");
        if (isAscii(e.payload())) {
            into.writeRawValue(e.payload());
        } else {
            into.writeTree(json.read(e.payload()));
        }
        into.writeEndObject();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    /// @throws IllegalArgumentException when it is no fact that this program knows, with a clause for the user
    public LabelEvent read(JsonNode fact) {
        Map<String, String> masks = new HashMap<>();
        fact.path("masks")
                .properties()
                .forEach(m -> masks.put(m.getKey(), m.getValue().asString("")));
        try {
            return codec(masks)
                    .decode(
                            fact.path("fact").asString(""),
                            fact.path("version").asLong(0),
                            json.write(fact.path("says")));
        } catch (BrokenPayloadException e) {
            throw new IllegalArgumentException("what it says of the project " + e.getMessage(), e);
        }
    }

    /// What a class says beside name, colour and kind, as it stands in a log; what is not said is left out.
    public ObjectNode write(ClassDetails details) {
        return DetailsJson.write(ValueJson.object(), details);
    }

    /// What [#write(ClassDetails)] wrote, also among other things.
    ///
    /// @throws IllegalArgumentException when it is none, with a clause for the user
    public ClassDetails details(JsonNode of) {
        try {
            return DetailsJson.details(of);
        } catch (BrokenPayloadException e) {
            throw new IllegalArgumentException("what it says of a class " + e.getMessage(), e);
        }
    }

    private EventCodec codec(Map<String, String> masks) {
        return new EventCodec(json, new ValueJson(new Inline(masks)));
    }

    private record Inline(Map<String, String> masks) implements MaskBlobs {

        @Override
        public String keep(Rle mask) {
            String sha256 = Digests.sha256(mask.compressed());
            masks.put(sha256, mask.cocoString());
            return sha256;
        }

        @Override
        public Rle read(String sha256, int width, int height) {
            String counts = masks.get(sha256);
            if (counts == null) {
                throw new BrokenPayloadException("speaks of a mask that is missing, " + sha256);
            }
            Rle mask = Rle.ofCocoString(width, height, counts);
            if (!Digests.sha256(mask.compressed()).equals(sha256)) {
                throw new BrokenPayloadException("speaks of a mask whose pixels were altered, " + sha256);
            }
            return mask;
        }
    }
}
