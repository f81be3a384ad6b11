package limner.model.release.coco;

import static limner.model.release.coco.JsonFormat.number;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import limner.model.exchange.Value;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;

/// Writes one file of COCO instances to a stream, element by element, so that its size costs no memory: first
/// [#begin], then any number of images, then of annotations, then of tracks, then [#close]. Not for several threads.
///
/// Names without prefix are COCO's own or those that video data sets have agreed on (`videos`, `video_id`,
/// `frame_index`, `tracks`, `track_id`, `isthing`, and `attributes` as CVAT and Datumaro have them); everything else
/// starts with `limner_`. (Format: COCO data format,
/// and
/// the TAO and KWCOCO practice for videos.)
///
/// A failing stream shows as a [JacksonException] whose cause is the stream's own exception.
public final class CocoWriter implements AutoCloseable {

    private final JsonGenerator json;

    private enum Part {
        START,
        IMAGES,
        ANNOTATIONS,
        TRACKS,
        END
    }

    /// Takes the stream over and closes it in the end.
    public CocoWriter(OutputStream out) {
        this.json = JsonFormat.compact(out);
    }

    /// Writes what comes before the pictures.
    public void begin(String description, List<CocoVideo> videos, List<CocoCategory> categories) {
        demand(Part.START);
        json.writeStartObject();
        json.writeObjectPropertyStart("info");
        json.writeStringProperty("description", description);
        json.writeStringProperty("version", "1.0");
        json.writeEndObject();
        json.writeArrayPropertyStart("licenses");
        json.writeEndArray();
        array("videos");
        for (CocoVideo video : videos) {
            write(video);
        }
        end();
        array("categories");
        for (CocoCategory category : categories) {
            CocoJson.category(json, category);
            json.writeRaw('\n');
        }
        end();
        array("images");
    }

    public void image(CocoImage image) {
        demand(Part.IMAGES);
        json.writeStartObject();
        json.writeNumberProperty("id", image.id());
        json.writeStringProperty("file_name", image.fileName());
        json.writeNumberProperty("width", image.width());
        json.writeNumberProperty("height", image.height());
        json.writeNumberProperty("video_id", image.video());
        json.writeNumberProperty("frame_index", image.frame());
        if (!image.sourceName().isEmpty()) {
            json.writeStringProperty("limner_source_name", image.sourceName());
        }
        json.writeNumberProperty("limner_pts", image.pts());
        json.writeStringProperty("limner_time_base", image.timeBase());
        json.writeStringProperty("limner_state", image.state());
        json.writeNumberProperty("limner_state_event", image.stateEvent());
        json.writeBooleanProperty("limner_negative", image.negative());
        endElement();
    }

    public void annotation(CocoAnnotation annotation) {
        reach(Part.ANNOTATIONS);
        json.writeStartObject();
        json.writeNumberProperty("id", annotation.id());
        json.writeNumberProperty("image_id", annotation.image());
        json.writeNumberProperty("category_id", annotation.category());
        json.writeName("segmentation");
        CocoJson.segmentation(json, annotation.segmentation());
        json.writeNumberProperty("area", annotation.area());
        json.writeName("bbox");
        CocoJson.box(json, annotation.box());
        json.writeNumberProperty("iscrowd", 0);
        if (!annotation.keypoints().isEmpty()) {
            json.writeNumberProperty(
                    "num_keypoints",
                    annotation.keypoints().stream()
                            .filter(CocoKeypoint::labelled)
                            .count());
            json.writeArrayPropertyStart("keypoints");
            for (CocoKeypoint k : annotation.keypoints()) {
                number(json, k.x());
                number(json, k.y());
                json.writeNumber(k.seen().ordinal());
            }
            json.writeEndArray();
        }
        if (annotation.track().isPresent()) {
            json.writeNumberProperty("track_id", annotation.track().getAsInt());
        }
        attributes(json, annotation.attributes());
        json.writeStringProperty("limner_label", annotation.label());
        json.writeStringProperty("limner_shape", annotation.shape());
        json.writeStringProperty("limner_source", annotation.source());
        json.writeBooleanProperty("limner_occluded", annotation.occluded());
        endElement();
    }

    /// Writes `attributes` into an object, where something is said.
    public static void attributes(JsonGenerator json, Map<String, Value> said) {
        if (!said.isEmpty()) {
            json.writeObjectPropertyStart("attributes");
            said.forEach((name, value) -> {
                json.writeName(name);
                CocoJson.value(json, value);
            });
            json.writeEndObject();
        }
    }

    public void track(CocoTrack track) {
        reach(Part.TRACKS);
        json.writeStartObject();
        json.writeNumberProperty("id", track.id());
        json.writeNumberProperty("video_id", track.video());
        json.writeNumberProperty("category_id", track.category());
        json.writeStringProperty("name", track.name());
        json.writeStringProperty("limner_label", track.label());
        endElement();
    }

    /// Ends the document where it was begun, and closes the stream.
    @Override
    public void close() {
        Part now = part();
        if (now != Part.START && now != Part.END) {
            reach(Part.TRACKS);
            end();
            json.writeEndObject();
            json.writeRaw('\n');
        }
        json.close();
    }

    /// Where the document stands, between two calls: at its start, at its end, or inside one of the arrays.
    private Part part() {
        TokenStreamContext context = json.streamWriteContext();
        if (context.inRoot()) {
            return context.getEntryCount() == 0 ? Part.START : Part.END;
        }
        return Part.valueOf(context.getParent().currentName().toUpperCase(Locale.ROOT));
    }

    private void demand(Part expected) {
        if (part() != expected) {
            throw new IllegalStateException("a COCO file is written in order: " + part() + " is not " + expected);
        }
    }

    /// Closes arrays and opens the next ones up to this part.
    private void reach(Part next) {
        if (part() == Part.START || part().compareTo(next) > 0) {
            throw new IllegalStateException("a COCO file is written in order: " + next + " does not follow " + part());
        }
        if (part() == Part.IMAGES && next != Part.IMAGES) {
            end();
            array("annotations");
        }
        if (part() == Part.ANNOTATIONS && next == Part.TRACKS) {
            end();
            array("tracks");
        }
    }

    // One element a line, so that two releases can be compared line by line.

    private void array(String name) {
        json.writeArrayPropertyStart(name);
        json.writeRaw('\n');
    }

    private void end() {
        json.writeEndArray();
        json.writeRaw('\n');
    }

    private void endElement() {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void write(CocoVideo video) {
        json.writeStartObject();
        json.writeNumberProperty("id", video.id());
        json.writeStringProperty("name", video.name());
        json.writeNumberProperty("width", video.width());
        json.writeNumberProperty("height", video.height());
        json.writeNumberProperty("length", video.length());
        json.writeStringProperty("limner_folder", video.folder());
        json.writeStringProperty("limner_media", video.source());
        endElement();
    }
}
