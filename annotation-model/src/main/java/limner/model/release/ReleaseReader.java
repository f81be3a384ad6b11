package limner.model.release;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.folder.Digests;
import limner.model.release.coco.CocoAnnotation;
import limner.model.release.coco.CocoImage;
import limner.model.release.coco.CocoPlaces;
import limner.model.release.coco.CocoReader;
import limner.model.release.coco.CocoTrack;
import limner.model.release.coco.FormatException;
import limner.model.release.coco.JsonFormat;
import limner.model.store.LogHead;
import tools.jackson.databind.JsonNode;

/// Reads a release, picture by picture and in any order of pictures: in memory are a few words on each picture and the
/// labels of those that are asked for. Reads only what stands in the folder; a picture file when it is asked for.
/// Whoever
/// opens one closes it. Not for several threads.
public final class ReleaseReader implements AutoCloseable {

    private static final List<String> READ = List.of(
            Manifest.INSTANCES,
            Manifest.IDENTITY,
            Manifest.PROVENANCE,
            Manifest.TAGS_AND_EVENTS,
            Manifest.ONTOLOGY,
            Manifest.PLAN);
    private static final Set<String> OWN_OF_EVENT = Set.of("id", "video", "first", "last", "class", "name", "pictures");

    private final Path folder;
    private final Facts facts;
    private final Map<Integer, IdentityTable.Row> identities;
    private final CocoPlaces instances;
    private final Map<Integer, JsonFormat.Place> lines;
    private final List<Picture> pictures;
    private final List<ReleasedClass> classes;
    private final SortedMap<String, String> plan;
    private final List<Tag> tags;
    private final List<Event> events;
    private final FileChannel annotations;
    private final FileChannel provenance;

    private ReleaseReader(Path folder, Facts facts) throws IOException {
        this.folder = folder;
        this.facts = facts;
        this.identities = read(folder, Manifest.IDENTITY, ReleaseReader::identities);
        this.instances = read(folder, Manifest.INSTANCES, CocoPlaces::of);
        this.lines = read(folder, Manifest.PROVENANCE, ReleaseReader::lines);
        this.pictures = pictures(instances, identities);
        this.classes = read(folder, Manifest.ONTOLOGY, ReleaseReader::classes);
        this.plan = read(folder, Manifest.PLAN, ReleaseReader::plan);
        List<Tag> tagged = new ArrayList<>();
        List<Event> happened = new ArrayList<>();
        read(folder, Manifest.TAGS_AND_EVENTS, in -> {
            sayings(in, tagged, happened);
            return tagged;
        });
        this.tags = List.copyOf(tagged);
        this.events = List.copyOf(happened);
        this.annotations = FileChannel.open(folder.resolve(Manifest.INSTANCES), StandardOpenOption.READ);
        try {
            this.provenance = FileChannel.open(folder.resolve(Manifest.PROVENANCE), StandardOpenOption.READ);
        } catch (IOException e) {
            annotations.close();
            throw e;
        }
    }

    /// What a release says of itself.
    ///
    /// @param name what people call it
    /// @param project id of the project
    /// @param head the event it was read at
    /// @param manifestSha256 the digest that names it
    /// @param videos in the order of their numbers
    public record Facts(
            String name, String project, String projectName, LogHead head, String manifestSha256, List<Video> videos) {
        public Facts {
            videos = List.copyOf(videos);
        }
    }

    /// A video of a release.
    ///
    /// @param number its id in the release
    /// @param media its id in the project
    /// @param fingerprint quick identity of its file, as [limner.model.media.Media] has it
    /// @param split the part it is in, or empty where the release is not divided
    public record Video(int number, String media, String name, String fingerprint, String sha256, String split) {}

    /// A picture of a release.
    ///
    /// @param image its id in the release
    /// @param video number of its video
    public record Picture(int image, int video, int frame, String state, boolean negative, FrameIdentity identity) {}

    /// A class of the ontology.
    ///
    /// @param says what is said of it beside its id, by property of `ontology.json`
    public record ReleasedClass(int id, SortedMap<String, String> says) {
        public ReleasedClass {
            says = Collections.unmodifiableSortedMap(new TreeMap<>(says));
        }

        public String name() {
            return says.getOrDefault("name", Integer.toString(id));
        }
    }

    /// A tag on a picture.
    public record Tag(int video, int frame, int classId) {}

    /// Something that happens over a range of frames.
    ///
    /// @param details what else is said of it, as JSON
    public record Event(String id, int video, int first, int last, int classId, String details) {}

    /// What the provenance says of a label on a picture.
    ///
    /// @param annotation its id among the annotations, where it is one
    /// @param place how its place is known
    /// @param origin who or what made it, as JSON
    /// @param drawn the exact shape as JSON, or empty where the annotation holds it
    public record Line(
            OptionalInt annotation,
            String label,
            int number,
            int classId,
            String place,
            boolean occluded,
            String origin,
            String drawn) {}

    /// Opens a release and sees to it that what will be read is what its manifest lists.
    ///
    /// @throws FormatException when it is no release, or one that was changed, with a sentence
    /// @throws IOException when it cannot be read
    public static ReleaseReader open(Path folder) throws IOException {
        if (!plain(folder, Manifest.FILE)) {
            throw new FormatException(folder + " is no release: it has no " + Manifest.FILE);
        }
        String sha256 = digest(folder, Manifest.FILE);
        Manifest manifest = read(folder, Manifest.FILE, ManifestFile::read);
        List<String> read = new ArrayList<>(READ);
        if (manifest.files().containsKey(Manifest.SPLITS)) {
            read.add(Manifest.SPLITS);
        }
        for (String file : read) {
            Manifest.FileEntry stated = manifest.files().get(file);
            if (stated == null || !plain(folder, file) || !digest(folder, file).equals(stated.sha256())) {
                throw new FormatException(folder + " is not as it was made: " + file
                        + (stated == null ? " is not in its manifest" : " is missing or was changed")
                        + "; limner verify names everything that differs");
            }
        }
        Map<Integer, String> splits = manifest.files().containsKey(Manifest.SPLITS)
                ? read(folder, Manifest.SPLITS, ReleaseReader::splits)
                : Map.of();
        return new ReleaseReader(
                folder,
                new Facts(
                        manifest.name(),
                        manifest.project(),
                        manifest.projectName(),
                        manifest.head(),
                        sha256,
                        manifest.videos().stream()
                                .map(v -> new Video(
                                        v.number(),
                                        v.id(),
                                        v.name(),
                                        v.fingerprint(),
                                        v.sha256(),
                                        splits.getOrDefault(v.number(), "")))
                                .toList()));
    }

    public Facts facts() {
        return facts;
    }

    /// In their order: by video and frame.
    public List<Picture> pictures() {
        return pictures;
    }

    public List<CocoTrack> tracks() {
        return instances.tracks();
    }

    public List<ReleasedClass> classes() {
        return classes;
    }

    /// What was chosen, by property of `plan.json`, each value as JSON.
    public SortedMap<String, String> plan() {
        return plan;
    }

    public List<Tag> tags() {
        return tags;
    }

    public List<Event> events() {
        return events;
    }

    /// The annotations of a picture, what lies lowest first.
    ///
    /// @throws IOException when the file cannot be read
    public List<CocoAnnotation> annotationsOn(int image) throws IOException {
        Optional<JsonFormat.Place> place = instances.annotationsOn(image);
        return place.isEmpty() ? List.of() : CocoReader.annotations(bytes(annotations, place.get()));
    }

    /// What the provenance says of the labels of a picture, those that are no annotations too.
    ///
    /// @throws IOException when the file cannot be read
    public List<Line> linesOn(int image) throws IOException {
        JsonFormat.Place place = lines.get(image);
        List<Line> all = new ArrayList<>();
        if (place != null) {
            JsonFormat.readLines(
                    new ByteArrayInputStream(bytes(provenance, place)), (JsonNode node) -> all.add(line(node)));
        }
        return all;
    }

    /// The picture itself as the file that it is in, PNG or JPEG; nothing where the release holds no pictures.
    ///
    /// @throws FormatException when the file is not the one that was released
    /// @throws IOException when it cannot be read
    public Optional<ByteBuffer> picture(int image) throws IOException {
        IdentityTable.Row row = identities.get(image);
        if (row == null || row.pngSha256().isEmpty()) {
            return Optional.empty();
        }
        String file = Manifest.FRAMES
                + PictureForm.ALL.stream()
                        .map(form -> Clip.fileName(row.folder(), row.frame(), form))
                        .filter(name -> Files.exists(folder.resolve(Manifest.FRAMES + name)))
                        .findFirst()
                        .orElse(Clip.fileName(row.folder(), row.frame(), new PictureForm.Png()));
        if (!Manifest.isSafe(file) || !plain(folder, file)) {
            throw new FormatException(folder + " is not as it was made: " + file + " is missing");
        }
        byte[] picture = Files.readAllBytes(folder.resolve(file));
        if (!Digests.hexOf(picture).equals(row.pngSha256())) {
            throw new FormatException(folder + " is not as it was made: " + file + " was changed");
        }
        return Optional.of(ByteBuffer.wrap(picture).asReadOnlyBuffer());
    }

    @Override
    public void close() throws IOException {
        try (annotations;
                provenance) {
            // Both are closed, the second also when the first cannot be.
        }
    }

    // Files.

    private interface Reading<T> {
        T read(InputStream in) throws IOException, StoppedException;
    }

    private static <T> T read(Path folder, String file, Reading<T> reading) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(folder.resolve(file)))) {
            return reading.read(in);
        } catch (FormatException e) {
            throw new FormatException(folder + ": " + file + " cannot be read: " + e.getMessage());
        } catch (StoppedException e) {
            throw new IllegalStateException("nobody can stop this", e);
        }
    }

    private static boolean plain(Path folder, String file) {
        return Files.isRegularFile(folder.resolve(file), LinkOption.NOFOLLOW_LINKS);
    }

    private static String digest(Path folder, String file) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            return Digests.hexOf(in);
        }
    }

    private static byte[] bytes(FileChannel file, JsonFormat.Place place) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(place.end() - place.start()));
        while (bytes.hasRemaining()) {
            if (file.read(bytes, place.start() + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return bytes.array();
    }

    // What stands in them.

    private static Map<Integer, JsonFormat.Place> lines(InputStream in) throws IOException {
        Map<Integer, JsonFormat.Place> places = new HashMap<>();
        int[] last = {0};
        JsonFormat.readLines(in, (node, place) -> {
            int image = node.required("image").intValue();
            JsonFormat.Place known = places.get(image);
            if (known != null && image != last[0]) {
                throw new FormatException("the lines of image " + image + " do not stand together");
            }
            places.put(image, known == null ? place : new JsonFormat.Place(known.start(), place.end()));
            last[0] = image;
        });
        return places;
    }

    private static Line line(JsonNode n) {
        JsonNode annotation = n.path("annotation");
        JsonNode shape = n.path("shape");
        return new Line(
                annotation.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(annotation.intValue()),
                n.required("label").stringValue(),
                n.required("number").intValue(),
                n.required("class").intValue(),
                n.required("place").stringValue(),
                n.required("occluded").booleanValue(),
                n.required("origin").toString(),
                shape.isMissingNode() ? "" : shape.toString());
    }

    private static Map<Integer, IdentityTable.Row> identities(InputStream in) throws IOException, StoppedException {
        Map<Integer, IdentityTable.Row> rows = new HashMap<>();
        IdentityTable.read(in, row -> rows.put(row.image(), row));
        return rows;
    }

    private static List<Picture> pictures(CocoPlaces instances, Map<Integer, IdentityTable.Row> rows) {
        List<Picture> all = new ArrayList<>();
        for (CocoImage i : instances.images()) {
            IdentityTable.Row row = rows.get(i.id());
            if (row == null) {
                throw new FormatException("image " + i.id() + " is missing in the frame-identity table");
            }
            all.add(new Picture(i.id(), i.video(), i.frame(), i.state(), i.negative(), row.identity()));
        }
        return List.copyOf(all);
    }

    private static List<ReleasedClass> classes(InputStream in) throws IOException {
        List<ReleasedClass> all = new ArrayList<>();
        JsonFormat.read(in, new JsonFormat.Elements() {
            @Override
            public void element(String array, JsonNode n) {
                SortedMap<String, String> says = new TreeMap<>();
                n.properties().forEach(e -> says.put(e.getKey(), words(e.getValue())));
                says.remove("id");
                all.add(new ReleasedClass(n.required("id").intValue(), says));
            }

            @Override
            public void property(String name, JsonNode value) {
                // Its version: what differs between versions is in the classes.
            }
        });
        return List.copyOf(all);
    }

    private static Map<Integer, String> splits(InputStream in) throws IOException {
        Map<Integer, String> all = new HashMap<>();
        JsonFormat.read(in, new JsonFormat.Elements() {
            @Override
            public void element(String array, JsonNode n) {
                if (array.equals("videos")) {
                    all.put(n.required("video").intValue(), n.required("split").stringValue());
                }
            }

            @Override
            public void property(String name, JsonNode value) {
                // The seed, which the plan says too.
            }
        });
        return all;
    }

    private static String words(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static SortedMap<String, String> plan(InputStream in) throws IOException {
        SortedMap<String, StringBuilder> lists = new TreeMap<>();
        SortedMap<String, String> all = new TreeMap<>();
        JsonFormat.read(in, new JsonFormat.Elements() {
            @Override
            public void element(String array, JsonNode element) {
                StringBuilder list = lists.computeIfAbsent(array, _ -> new StringBuilder());
                list.append(list.isEmpty() ? "" : ", ").append(words(element));
            }

            @Override
            public void property(String name, JsonNode value) {
                all.put(name, words(value));
            }
        });
        lists.forEach((name, list) -> all.put(name, list.toString()));
        return all;
    }

    private static void sayings(InputStream in, List<Tag> tags, List<Event> events) throws IOException {
        JsonFormat.read(in, new JsonFormat.Elements() {
            @Override
            public void element(String array, JsonNode n) {
                switch (array) {
                    case "tags" ->
                        tags.add(new Tag(
                                n.required("video").intValue(),
                                n.required("frame").intValue(),
                                n.required("class").intValue()));
                    case "events" -> events.add(event(n));
                    default -> throw new FormatException("there is no list of that name");
                }
            }

            @Override
            public void property(String name, JsonNode value) {
                // How frames are counted, which is always the same.
            }
        });
    }

    private static Event event(JsonNode n) {
        SortedMap<String, String> details = new TreeMap<>();
        n.properties().stream()
                .filter(e -> !OWN_OF_EVENT.contains(e.getKey()))
                .forEach(e -> details.put(e.getKey(), e.getValue().toString()));
        return new Event(
                n.required("id").stringValue(),
                n.required("video").intValue(),
                n.required("first").intValue(),
                n.required("last").intValue(),
                n.required("class").intValue(),
                details.isEmpty() ? "" : details.toString());
    }
}
