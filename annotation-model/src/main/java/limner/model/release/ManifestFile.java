package limner.model.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import limner.model.release.coco.FormatException;
import limner.model.release.coco.JsonFormat;
import limner.model.store.LogHead;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The manifest as JSON.
final class ManifestFile {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private ManifestFile() {}

    static byte[] write(Manifest m) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonFormat.indented(bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("limner_release", Manifest.FORMAT);
            json.writeStringProperty("name", m.name());
            json.writeObjectPropertyStart("project");
            json.writeStringProperty("id", m.project());
            json.writeStringProperty("name", m.projectName());
            json.writeEndObject();
            json.writeObjectPropertyStart("event");
            json.writeNumberProperty("number", m.head().number());
            json.writeStringProperty("hash", m.head().hash());
            json.writeEndObject();
            json.writeNumberProperty("ontology_version", m.ontologyVersion());
            json.writeNumberProperty("pictures", m.pictures());
            json.writeNumberProperty("annotations", m.annotations());
            json.writeArrayPropertyStart("videos");
            m.videos().forEach(v -> write(json, v));
            json.writeEndArray();
            json.writeArrayPropertyStart("models");
            m.models().forEach(model -> write(json, model));
            json.writeEndArray();
            json.writeArrayPropertyStart("files");
            m.files().forEach((path, entry) -> {
                json.writeStartObject();
                json.writeStringProperty("path", path);
                json.writeNumberProperty("bytes", entry.bytes());
                json.writeStringProperty("sha256", entry.sha256());
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Manifest.Video v) {
        json.writeStartObject();
        json.writeNumberProperty("id", v.number());
        json.writeStringProperty("folder", v.folder());
        json.writeStringProperty("media", v.id());
        json.writeStringProperty("name", v.name());
        json.writeStringProperty("fingerprint", v.fingerprint());
        json.writeStringProperty("sha256", v.sha256());
        json.writeNumberProperty("width", v.width());
        json.writeNumberProperty("height", v.height());
        json.writeNumberProperty("frames", v.frames());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Manifest.Model m) {
        json.writeStartObject();
        json.writeStringProperty("plugin", m.plugin());
        json.writeStringProperty("plugin_version", m.pluginVersion());
        json.writeStringProperty("model", m.name());
        json.writeStringProperty("model_version", m.version());
        json.writeStringProperty("weights_sha256", m.weightsSha256());
        json.writeEndObject();
    }

    /// Reads a manifest that may come from anywhere.
    ///
    /// @throws FormatException when it is no manifest that can be trusted, with a sentence
    /// @throws IOException when the stream cannot be read
    static Manifest read(InputStream in) throws IOException {
        Reading reading = new Reading();
        JsonFormat.read(in, reading);
        return reading.manifest();
    }

    private static final class Reading implements JsonFormat.Elements {
        private final Map<String, JsonNode> properties = new HashMap<>();
        private final List<Manifest.Video> videos = new ArrayList<>();
        private final SortedSet<Manifest.Model> models = new TreeSet<>();
        private final SortedMap<String, Manifest.FileEntry> files = new TreeMap<>();
        private final Set<String> caseless = new HashSet<>();

        @Override
        public void property(String name, JsonNode value) {
            properties.put(name, value);
            if (name.equals("limner_release") && value.intValue() > Manifest.FORMAT) {
                throw new FormatException("the release was made by a newer Limner (format " + value.intValue()
                        + ", this one reads up to " + Manifest.FORMAT + ")");
            }
        }

        @Override
        public void element(String array, JsonNode n) {
            switch (array) {
                case "videos" -> videos.add(video(n));
                case "models" -> models.add(model(n));
                case "files" -> addFile(n);
                default -> throw new FormatException("a manifest has no list of that name");
            }
        }

        private static Manifest.Video video(JsonNode n) {
            String folder = n.required("folder").stringValue();
            if (!Manifest.isSafe(folder) || folder.contains("/")) {
                throw new FormatException("the folder of a video is not a plain name");
            }
            return new Manifest.Video(
                    n.required("id").intValue(),
                    folder,
                    n.required("media").stringValue(),
                    n.required("name").stringValue(),
                    n.required("fingerprint").stringValue(),
                    sha256(n.required("sha256").stringValue()),
                    n.required("width").intValue(),
                    n.required("height").intValue(),
                    n.required("frames").intValue());
        }

        private static Manifest.Model model(JsonNode n) {
            return new Manifest.Model(
                    n.required("plugin").stringValue(),
                    n.required("plugin_version").stringValue(),
                    n.required("model").stringValue(),
                    n.required("model_version").stringValue(),
                    n.required("weights_sha256").stringValue());
        }

        private void addFile(JsonNode n) {
            String path = n.required("path").stringValue();
            if (!Manifest.isSafe(path)) {
                throw new FormatException("the path \"" + path + "\" does not stay inside the release");
            }
            if (path.equals(Manifest.FILE) || path.equals(Manifest.DIGEST_FILE) || path.equals(HeadSignature.FILE)) {
                throw new FormatException("the manifest lists itself");
            }
            if (!caseless.add(path.toLowerCase(Locale.ROOT))) {
                throw new FormatException("the path " + path + " is there twice");
            }
            files.put(
                    path,
                    new Manifest.FileEntry(
                            n.required("bytes").longValue(),
                            sha256(n.required("sha256").stringValue())));
        }

        private static String sha256(String text) {
            if (!SHA256.matcher(text).matches()) {
                throw new FormatException("a SHA-256 is 64 digits in lower-case hex");
            }
            return text;
        }

        Manifest manifest() {
            try {
                property("limner_release");
                JsonNode project = property("project");
                JsonNode event = property("event");
                return new Manifest(
                        property("name").stringValue(),
                        project.required("id").stringValue(),
                        project.required("name").stringValue(),
                        new LogHead(
                                event.required("number").longValue(),
                                event.required("hash").stringValue()),
                        property("ontology_version").intValue(),
                        videos,
                        models,
                        property("pictures").intValue(),
                        property("annotations").intValue(),
                        files);
            } catch (JacksonException e) {
                throw new FormatException(e.getOriginalMessage());
            }
        }

        private JsonNode property(String name) {
            JsonNode value = properties.get(name);
            if (value == null) {
                throw new FormatException("it does not say " + name);
            }
            return value;
        }
    }
}
