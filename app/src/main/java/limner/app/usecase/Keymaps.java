package limner.app.usecase;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the keys somebody chose in `keys.json` of the configuration folder, and brings the profiles that come with the
/// program. What is kept is what is handed on: the same file can be taken over by somebody else. Any thread.
public final class Keymaps {

    /// What somebody has who chose nothing.
    public static final String USUAL = "limner";

    private static final List<String> PROFILES = List.of(USUAL, "cvat", "labelme", "x-anylabeling", "dive", "boris");
    private static final String FORM = "limner-keys";
    private static final int FORM_NUMBER = 1;

    private final Path file;
    private final JsonMapper json = JsonMapper.shared();
    private final List<KeyProfile> profiles = new ArrayList<>();

    public Keymaps(Folders folders) {
        this.file = folders.config().resolve("keys.json");
        PROFILES.forEach(id -> profiles.add(profile(id)));
    }

    /// The profiles there are, the usual one first.
    public List<KeyProfile> profiles() {
        return List.copyOf(profiles);
    }

    /// What is kept; the first time, the usual keys.
    ///
    /// @throws AppException when the file is there and cannot be used; it is left as it is, and put aside by [#keep]
    public synchronized Keymap load() {
        try {
            return keymap(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Keymap.of(USUAL);
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new AppException(
                    AppException.Kind.FAILED,
                    file + ": the keys you chose cannot be read (" + reason(e) + "), and the usual ones are in force. "
                            + "The file stays as it is; when you change a key it is put aside under another name.",
                    e);
        }
    }

    /// Writes what was chosen, beside and then into place. A file that is there and cannot be read is put aside first.
    ///
    /// @throws AppException when it cannot be written
    public synchronized void keep(Keymap keymap) {
        try {
            putAsideUnreadable();
            Beside.write(file, bytes(keymap));
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    /// Reads keys that somebody handed on.
    ///
    /// @throws AppException when the file holds none that can be used
    public Keymap read(Path from) {
        try {
            return keymap(Files.readAllBytes(from));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    from + ": this file holds no keys that can be taken over (" + reason(e) + "). Your keys are as "
                            + "they were. Choose a file that was written by “Hand on keys”.",
                    e);
        }
    }

    /// Writes keys for somebody else.
    ///
    /// @param project the open project, which is never written over
    /// @throws AppException when the file cannot be written or is the project; what was there stays
    public void write(Path to, Optional<Path> project, Keymap keymap) {
        try {
            if (project.isPresent()) {
                Beside.demandAnother(to, project.get());
            }
            Beside.write(to, bytes(keymap));
        } catch (IOException e) {
            throw notWritten(to, e);
        }
    }

    private static AppException notWritten(Path where, IOException e) {
        return new AppException(
                AppException.Kind.FAILED,
                where + ": the keys could not be written and are in force until you close the program. Check that the "
                        + "folder may be written to.",
                e);
    }

    private void putAsideUnreadable() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try {
            keymap(Files.readAllBytes(file));
        } catch (JacksonException | IllegalArgumentException _) {
            int number = 1;
            Path aside = file.resolveSibling("keys.unreadable.json");
            while (Files.exists(aside)) {
                number++;
                aside = file.resolveSibling("keys.unreadable-" + number + ".json");
            }
            Files.move(file, aside);
        }
    }

    private static String reason(Exception e) {
        return switch (e) {
            case JacksonException _ -> "it is no JSON";
            case NoSuchFileException _ -> "it is not there";
            default -> String.valueOf(e.getMessage());
        };
    }

    // The form of the file.

    private byte[] bytes(Keymap keymap) {
        ObjectNode root = json.createObjectNode();
        root.put(FORM, FORM_NUMBER);
        root.put("profile", keymap.profile());
        keymap.wheel().ifPresent(w -> root.put("wheel", w.name()));
        ObjectNode keys = root.putObject("keys");
        keymap.changed().forEach((id, combinations) -> {
            ArrayNode array = keys.putArray(id);
            combinations.forEach(array::add);
        });
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    private Keymap keymap(byte[] content) {
        JsonNode root = json.readTree(content);
        demand(root.path(FORM).asInt(0) == FORM_NUMBER, "it says no \"" + FORM + "\": " + FORM_NUMBER);
        String profile = root.path("profile").asString("");
        demand(profiles.stream().anyMatch(p -> p.id().equals(profile)), "there are no keys named \"" + profile + "\"");
        return new Keymap(
                profile,
                Optional.of(root.path("wheel")).filter(n -> !n.isMissingNode()).map(Keymaps::wheel),
                keys(root.path("keys")));
    }

    private static Wheel wheel(JsonNode node) {
        for (Wheel w : Wheel.values()) {
            if (w.name().equals(node.asString(""))) {
                return w;
            }
        }
        throw new IllegalArgumentException("a wheel is ZOOM or PAN");
    }

    private static SortedMap<String, List<String>> keys(JsonNode node) {
        demand(node.isObject(), "\"keys\" is no object");
        SortedMap<String, List<String>> keys = new TreeMap<>();
        for (Map.Entry<String, JsonNode> e : node.properties()) {
            demand(e.getValue().isArray(), "the keys of \"" + e.getKey() + "\" are no list");
            List<String> combinations = new ArrayList<>();
            for (JsonNode one : e.getValue()) {
                demand(one.isString(), "a key of \"" + e.getKey() + "\" is no text");
                combinations.add(one.asString());
            }
            keys.put(e.getKey(), combinations);
        }
        return keys;
    }

    private KeyProfile profile(String id) {
        try (InputStream in = Keymaps.class.getResourceAsStream("keys/" + id + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the keys named " + id + " are missing from the program");
            }
            JsonNode root = json.readTree(in.readAllBytes());
            return new KeyProfile(
                    id, root.path("name").asString(id), wheel(root.path("wheel")), keys(root.path("keys")));
        } catch (IOException e) {
            throw new IllegalStateException("the keys named " + id + " cannot be read", e);
        }
    }

    private static void demand(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
