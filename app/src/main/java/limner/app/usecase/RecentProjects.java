package limner.app.usecase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The last projects, in `recent.json` of the configuration folder. A convenience: when the file cannot be read or
/// written, the list is empty and the work goes on.
final class RecentProjects {

    private static final Logger LOG = LoggerFactory.getLogger(RecentProjects.class);
    private static final int MOST = 12;

    private final Path file;
    private final JsonMapper json = JsonMapper.shared();

    RecentProjects(Folders folders) {
        this.file = folders.config().resolve("recent.json");
    }

    /// The projects that still exist, the last one first.
    synchronized List<RecentProject> list() {
        return read().stream().filter(r -> Files.isRegularFile(r.file())).toList();
    }

    synchronized void add(RecentProject project) {
        List<RecentProject> next = new ArrayList<>();
        next.add(project);
        read().stream()
                .filter(r -> !r.file().equals(project.file()))
                .limit(MOST - 1L)
                .forEach(next::add);
        write(next);
    }

    synchronized void forget(Path project) {
        write(read().stream().filter(r -> !r.file().equals(project)).toList());
    }

    private List<RecentProject> read() {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            List<RecentProject> found = new ArrayList<>();
            for (JsonNode entry : json.readTree(Files.readAllBytes(file))) {
                found.add(new RecentProject(
                        Path.of(entry.path("file").asString("")),
                        entry.path("name").asString(""),
                        Instant.parse(entry.path("openedAt").asString(""))));
            }
            return found;
        } catch (IOException | JacksonException | DateTimeException | InvalidPathException e) {
            LOG.warn("the list of recent projects cannot be read and begins anew: {}", file, e);
            return List.of();
        }
    }

    private void write(List<RecentProject> projects) {
        ArrayNode root = json.createArrayNode();
        for (RecentProject p : projects) {
            ObjectNode entry = root.addObject();
            entry.put("file", p.file().toString());
            entry.put("name", p.name());
            entry.put("openedAt", p.openedAt().toString());
        }
        try {
            Beside.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        } catch (IOException e) {
            LOG.warn("the list of recent projects cannot be written: {}", file, e);
        }
    }
}
