package limner.app.usecase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import limner.model.id.ActorId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the user's profile in `profile.json` of the configuration folder. Any thread.
public final class Profiles {

    private final Path file;
    private final JsonMapper json = JsonMapper.shared();

    public Profiles(Folders folders) {
        this.file = folders.config().resolve("profile.json");
    }

    /// The profile; the first time, a new one with the system's name for the user.
    ///
    /// @throws AppException when the file is there and cannot be used; it is left as it is, since the id in it is who
    ///     the user is in every project
    public synchronized Profile load() {
        try {
            return read();
        } catch (NoSuchFileException e) {
            Profile first = new Profile(
                    ActorId.random(), System.getProperty("user.name", "Annotator"), new TreeMap<>(Map.of()));
            save(first);
            return first;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new AppException(
                    AppException.Kind.FAILED,
                    file + ": your profile cannot be read. Your projects are not affected. Restore the file from a "
                            + "backup, or move it away to begin with a new identity.",
                    e);
        }
    }

    /// Reads the profile and writes what becomes of it, unless that is the same; nobody else's change comes between.
    ///
    /// @throws AppException when it cannot be read or written; then it is as it was
    public synchronized Profile change(UnaryOperator<Profile> next) {
        Profile before = load();
        Profile after = next.apply(before);
        if (!after.equals(before)) {
            save(after);
        }
        return after;
    }

    /// Writes the profile beside and moves it into place.
    public synchronized void save(Profile profile) {
        ObjectNode root = json.createObjectNode();
        root.put("actor", profile.actor().toString());
        root.put("name", profile.name());
        ObjectNode settings = root.putObject("settings");
        profile.settings().forEach(settings::put);
        try {
            Beside.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        } catch (IOException e) {
            throw new AppException(
                    AppException.Kind.FAILED,
                    file + ": your profile cannot be written. Check that the folder may be written to, or choose "
                            + "another one with the environment variable LIMNER_CONFIG.",
                    e);
        }
    }

    private Profile read() throws IOException {
        JsonNode root = json.readTree(Files.readAllBytes(file));
        SortedMap<String, String> settings = new TreeMap<>();
        root.path("settings")
                .properties()
                .forEach(e -> settings.put(e.getKey(), e.getValue().asString("")));
        return new Profile(
                ActorId.of(root.path("actor").asString("")), root.path("name").asString("Annotator"), settings);
    }
}
