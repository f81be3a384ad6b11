package limner.model.release.coco;

import static limner.model.release.coco.JsonFormat.number;

import java.util.List;
import limner.model.exchange.Value;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import tools.jackson.core.JsonGenerator;

/// The values of COCO files as JSON, for releases and for data sets alike.
public final class CocoJson {

    private CocoJson() {}

    /// A class.
    public static void category(JsonGenerator json, CocoCategory category) {
        category(json, category.id(), category, () -> {});
    }

    /// A class under a number of its own, which others may have chosen: from 0, and without end.
    ///
    /// @param more writes further properties
    public static void category(JsonGenerator json, long id, CocoCategory category, Runnable more) {
        json.writeStartObject();
        json.writeNumberProperty("id", id);
        json.writeStringProperty("name", category.name());
        json.writeStringProperty("supercategory", category.supercategory());
        json.writeNumberProperty("isthing", category.countable() ? 1 : 0);
        if (!category.pose().keypoints().isEmpty()) {
            json.writeArrayPropertyStart("keypoints");
            category.pose().keypoints().forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("skeleton");
            for (CocoPose.Bone bone : category.pose().bones()) {
                json.writeStartArray();
                json.writeNumber(bone.from());
                json.writeNumber(bone.to());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        json.writeStringProperty("limner_colour", category.colour());
        more.run();
        json.writeEndObject();
    }

    /// What stands under the name of an attribute.
    public static void value(JsonGenerator json, Value value) {
        switch (value) {
            case Value.Word(String text) -> json.writeString(text);
            case Value.Words(List<String> texts) -> {
                json.writeStartArray();
                texts.forEach(json::writeString);
                json.writeEndArray();
            }
            case Value.Amount(double n) -> number(json, n);
            case Value.Flag(boolean set) -> json.writeBoolean(set);
        }
    }

    /// What stands under `segmentation`.
    public static void segmentation(JsonGenerator json, CocoSegmentation segmentation) {
        switch (segmentation) {
            case CocoSegmentation.None() -> {
                json.writeStartArray();
                json.writeEndArray();
            }
            case CocoSegmentation.Rings(List<Ring> rings) -> {
                json.writeStartArray();
                for (Ring ring : rings) {
                    json.writeStartArray();
                    for (Point point : ring.points()) {
                        number(json, point.x());
                        number(json, point.y());
                    }
                    json.writeEndArray();
                }
                json.writeEndArray();
            }
            case CocoSegmentation.Runs(Rle rle) -> {
                json.writeStartObject();
                json.writeArrayPropertyStart("size");
                json.writeNumber(rle.height());
                json.writeNumber(rle.width());
                json.writeEndArray();
                json.writeStringProperty("counts", rle.cocoString());
                json.writeEndObject();
            }
        }
    }

    /// What stands under `bbox`.
    public static void box(JsonGenerator json, Box box) {
        json.writeStartArray();
        number(json, box.x());
        number(json, box.y());
        number(json, box.width());
        number(json, box.height());
        json.writeEndArray();
    }
}
