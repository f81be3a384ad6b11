package limner.model.exchange.coco;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Numbers;
import limner.model.release.coco.CocoCategory;
import limner.model.release.coco.CocoJson;
import limner.model.release.coco.CocoPose;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What stands before the annotations of a COCO file, and the numbers that they refer to it by.
final class CocoHead {

    private final JsonGenerator json;
    private final Heads heads;
    private final Numbers categories;
    private final Numbers videos;
    private final Numbers pictures;

    CocoHead(JsonGenerator json, Heads heads) {
        this.json = json;
        this.heads = heads;
        categories = Numbers.among(heads.categories().keySet());
        videos = Numbers.among(heads.videos().keySet());
        pictures = Numbers.among(heads.pictures().keySet());
    }

    long category(String key) {
        return categories.of(key);
    }

    long video(String key) {
        return videos.of(key);
    }

    long picture(String key) {
        return pictures.of(key);
    }

    /// Lets out what a stream says.
    static void say(Runnable what) throws IOException {
        try {
            what.run();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    /// Up to the beginning of the annotations.
    void write() {
        json.writeStartObject();
        ObjectNode about = CocoExtras.about(heads.about());
        about.properties().forEach(e -> {
            json.writeName(e.getKey());
            json.writeTree(e.getValue());
        });
        if (!heads.videos().isEmpty()) {
            array("videos");
            heads.videos().values().forEach(this::video);
            end();
        }
        array("categories");
        heads.categories().values().forEach(this::category);
        end();
        array("images");
        heads.pictures().values().forEach(this::picture);
        end();
        array("annotations");
    }

    // One element a line, so that two files can be compared line by line.

    void array(String name) {
        json.writeArrayPropertyStart(name);
        json.writeRaw('\n');
    }

    void end() {
        json.writeEndArray();
        json.writeRaw('\n');
    }

    void endElement() {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void video(Entry.Video v) {
        json.writeStartObject();
        json.writeNumberProperty("id", videos.of(v.key()));
        json.writeStringProperty("name", v.name());
        size("width", v.width());
        size("height", v.height());
        size("length", v.length());
        extras(CocoExtras.read(v.extras()), CocoExtras.OF_VIDEO);
        endElement();
    }

    private void size(String name, int size) {
        if (size > 0) {
            json.writeNumberProperty(name, size);
        }
    }

    private void category(Entry.Category c) {
        CocoPose pose = c.joints().isEmpty()
                ? CocoPose.NONE
                : new CocoPose(
                        c.joints(),
                        c.bones().stream()
                                .map(b -> new CocoPose.Bone(b.from() + 1, b.to() + 1))
                                .toList());
        // The number is the other one: a release counts from 1, files of others do not.
        CocoJson.category(
                json,
                categories.of(c.key()),
                new CocoCategory(1, c.name(), c.parent(), c.countable(), c.colour(), pose),
                () -> extras(CocoExtras.read(c.extras()), CocoExtras.OF_CATEGORY));
        json.writeRaw('\n');
    }

    private void picture(Entry.Picture p) {
        ObjectNode more = CocoExtras.read(p.extras());
        json.writeStartObject();
        json.writeNumberProperty("id", pictures.of(p.key()));
        json.writeStringProperty("file_name", p.file());
        json.writeNumberProperty("width", p.width());
        json.writeNumberProperty("height", p.height());
        if (!p.video().isEmpty()) {
            json.writeNumberProperty("video_id", videos.of(p.video()));
            if (p.frame() >= 0) {
                json.writeNumberProperty("frame_index", p.frame());
                if (!more.has(CocoExtras.FRAME_ID)) {
                    json.writeNumberProperty(CocoExtras.FRAME_ID, p.frame());
                }
            }
        }
        extras(more, CocoExtras.ofPicture(p.video()));
        endElement();
    }

    /// @param own fields that are written from what they mean
    private void extras(ObjectNode extras, Set<String> own) {
        for (Map.Entry<String, JsonNode> e : extras.properties()) {
            if (!own.contains(e.getKey())) {
                json.writeName(e.getKey());
                json.writeTree(e.getValue());
            }
        }
    }
}
