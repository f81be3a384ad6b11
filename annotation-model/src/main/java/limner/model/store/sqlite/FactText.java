package limner.model.store.sqlite;

import java.util.HashMap;
import java.util.Map;
import limner.model.event.LabelEvent;
import limner.model.geometry.Rle;
import limner.model.ontology.ClassDetails;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Facts, and what classes say, as JSON for files beside a project: named, numbered and told as in its log, with the
/// pixels of masks among
/// them. What an older Limner wrote is read as it is in a log. Any thread.
public final class FactText {

    private final CanonicalJson json = new CanonicalJson();

    /// @return an object of `fact`, `version`, `says` and, where there are masks, `masks`: COCO's run lengths by digest
    public ObjectNode write(LabelEvent event) {
        Map<String, String> masks = new HashMap<>();
        EventCodec.Encoded e = codec(masks).encode(event);
        ObjectNode fact = ValueJson.object().put("fact", e.type()).put("version", e.version());
        if (!masks.isEmpty()) {
            ObjectNode all = fact.putObject("masks");
            masks.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(m -> all.put(m.getKey(), m.getValue()));
        }
        fact.set("says", json.read(e.payload()));
        return fact;
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
