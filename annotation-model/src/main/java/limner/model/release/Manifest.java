package limner.model.release;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import limner.model.store.LogHead;

/// What a release says of itself. Its own digest names the release.
///
/// @param project id of the project
/// @param head the event the release was read at, with its hash in the chain
/// @param files every file but the manifest and its digest, by path with `/` between names
record Manifest(
        String name,
        String project,
        String projectName,
        LogHead head,
        int ontologyVersion,
        List<Video> videos,
        SortedSet<Model> models,
        int pictures,
        int annotations,
        SortedMap<String, FileEntry> files) {

    /// The version of the format that this code writes, and the newest it reads.
    static final int FORMAT = 1;

    static final String FILE = "manifest.json";
    static final String DIGEST_FILE = "manifest.sha256";
    static final String INSTANCES = "annotations/instances.json";
    static final String IDENTITY = "frame-identity.csv";
    static final String PROVENANCE = "provenance.jsonl";
    static final String TAGS_AND_EVENTS = "tags-and-events.json";
    static final String ONTOLOGY = "ontology.json";
    static final String PLAN = "plan.json";
    static final String STATISTICS = "statistics.json";
    static final String CARD = "README.md";
    static final String LICENCE = "LICENSE";
    static final String FRAMES = "frames/";
    static final String SPLITS = "splits.json";

    /// The pictures of a part.
    static String listOf(String part) {
        return "splits/" + part + ".txt";
    }

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    Manifest {
        videos = List.copyOf(videos);
        models = Collections.unmodifiableSortedSet(new TreeSet<>(models));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /// Whether a path stays inside the release on every system: plain ASCII names, none of which begins with a dot,
    /// joined by `/`.
    static boolean isSafe(String path) {
        return path.length() <= 300 && PATH.matcher(path).matches();
    }

    /// What the text of the digest file is, in the form that `sha256sum -c` reads.
    static String digestLine(String sha256) {
        return sha256 + "  " + FILE + "\n";
    }

    /// @param sha256 of the file in lower-case hex
    record FileEntry(long bytes, String sha256) {}

    /// @param number its id in the annotations
    /// @param id of the video in the project
    /// @param frames number of pictures of the whole video
    record Video(
            int number,
            String folder,
            String id,
            String name,
            String fingerprint,
            String sha256,
            int width,
            int height,
            int frames) {}

    /// What a released annotation came from; equal ones are listed once.
    record Model(String plugin, String pluginVersion, String name, String version, String weightsSha256)
            implements Comparable<Model> {
        @Override
        public int compareTo(Model other) {
            return key().compareTo(other.key());
        }

        private String key() {
            return String.join("\n", plugin, pluginVersion, name, version, weightsSha256);
        }
    }
}
