package limner.model.release;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import limner.model.folder.Digests;
import limner.model.release.coco.CocoReader;
import limner.model.release.coco.FormatException;
import limner.model.release.coco.JsonFormat;

/// Checks releases, on any machine and without the project: every file against the manifest, the annotations against
/// themselves, and pictures against their videos. Reads only. Stateless; every method may be called from any thread.
///
/// What a whole release proves: its files are those its manifest lists. That the manifest is the one that was made
/// shows
/// when its digest is compared with one kept elsewhere, such as in the project's log.
public final class ReleaseVerifier {

    private static final List<String> REQUIRED = List.of(
            Manifest.INSTANCES,
            Manifest.IDENTITY,
            Manifest.PROVENANCE,
            Manifest.TAGS_AND_EVENTS,
            Manifest.ONTOLOGY,
            Manifest.PLAN,
            Manifest.CARD);

    private ReleaseVerifier() {}

    /// Whether a folder looks like a release, so that it is worth checking as one.
    public static boolean looksLikeRelease(Path folder) {
        return Files.isRegularFile(folder.resolve(Manifest.FILE));
    }

    /// Checks files and annotations.
    ///
    /// @return what was found; nothing is thrown for a bad release, and one that could not be read to its end has a
    /// fault
    public static ReleaseVerification verify(Path folder, ReleaseWatch watch) {
        return new Check(folder, watch).all(List.of());
    }

    /// Checks files and annotations, and the pictures of one video, as [#verifyAgainst(Path, List, ReleaseWatch)].
    public static ReleaseVerification verifyAgainst(Path folder, FrameSupply.Video video, ReleaseWatch watch) {
        return verifyAgainst(folder, List.of(video), watch);
    }

    /// Checks files and annotations, and the pictures of these videos: time stamp and hash of every released frame. A
    /// video
    /// is known by its digest; where a release has one video alone, any file is compared with that.
    ///
    /// @param videos opened by the caller, who closes them
    public static ReleaseVerification verifyAgainst(Path folder, List<FrameSupply.Video> videos, ReleaseWatch watch) {
        return new Check(folder, watch).all(videos);
    }

    /// One check of one folder.
    private static final class Check {
        private final Path folder;
        private final ReleaseWatch watch;
        private final Faults faults = new Faults();

        Check(Path folder, ReleaseWatch watch) {
            this.folder = folder;
            this.watch = watch;
        }

        /// What was read.
        ///
        /// @param files that are as the manifest states
        private record Read(int files, int pictures, int annotations, int frames) {}

        ReleaseVerification all(List<FrameSupply.Video> videos) {
            String sha256 = "";
            String name = "";
            String signedBy = "";
            Read read = new Read(0, 0, 0, 0);
            try {
                if (hasManifest()) {
                    sha256 = digest(Manifest.FILE);
                    digestFile(sha256);
                    Optional<Manifest> manifest = manifest();
                    if (manifest.isPresent()) {
                        name = manifest.get().name();
                        signedBy = signedBy(ReleaseHead.of(manifest.get(), sha256));
                        read = content(manifest.get(), videos);
                    }
                }
            } catch (StoppedException _) {
                faults.add("", "The check was stopped before its end.");
            } catch (IOException e) {
                faults.add("", "The release could not be read to its end: " + e.getMessage() + ".");
            }
            return new ReleaseVerification(
                    sha256,
                    name,
                    read.files(),
                    read.pictures(),
                    read.annotations(),
                    read.frames(),
                    faults.all(),
                    signedBy);
        }

        private boolean hasManifest() {
            if (!Files.isDirectory(folder)) {
                faults.add("", folder + " is no folder.");
                return false;
            }
            if (!isPlainFile(Manifest.FILE)) {
                faults.add(Manifest.FILE, Manifest.FILE + " is missing: " + folder + " is no complete release.");
                return false;
            }
            return true;
        }

        /// A release need not be signed; a signature that is there has to hold.
        private String signedBy(ReleaseHead head) throws IOException {
            if (!isPlainFile(HeadSignature.FILE)) {
                return "";
            }
            try (InputStream in = open(HeadSignature.FILE)) {
                HeadSignature signature = HeadSignature.read(in);
                if (signature.holdsFor(head)) {
                    return signature.key();
                }
                faults.add(
                        HeadSignature.FILE,
                        HeadSignature.FILE + " does not hold: the key " + signature.key()
                                + " has not signed this release.");
            } catch (FormatException e) {
                faults.add(HeadSignature.FILE, HeadSignature.FILE + " cannot be read: " + e.getMessage() + ".");
            }
            return "";
        }

        private Optional<Manifest> manifest() throws IOException {
            try (InputStream in = open(Manifest.FILE)) {
                return Optional.of(ManifestFile.read(in));
            } catch (FormatException e) {
                faults.add(Manifest.FILE, Manifest.FILE + " cannot be read: " + e.getMessage() + ".");
                return Optional.empty();
            }
        }

        private void digestFile(String manifestSha256) throws IOException {
            if (!isPlainFile(Manifest.DIGEST_FILE)) {
                faults.add(Manifest.DIGEST_FILE, Manifest.DIGEST_FILE + " is missing.");
                return;
            }
            byte[] expected = Manifest.digestLine(manifestSha256).getBytes(StandardCharsets.US_ASCII);
            byte[] found;
            try (InputStream in = open(Manifest.DIGEST_FILE)) {
                found = in.readNBytes(expected.length + 1);
            }
            if (!Arrays.equals(expected, found)) {
                faults.add(
                        Manifest.FILE,
                        Manifest.FILE + " has not the digest that " + Manifest.DIGEST_FILE
                                + " states: one of the two was changed.");
            }
        }

        private Read content(Manifest manifest, List<FrameSupply.Video> videos) throws IOException, StoppedException {
            long frames = manifest.pictures();
            Steps steps = new Steps(watch, manifest.files().size() + videos.size() * frames);
            Set<String> sound = files(manifest, steps);
            Map<Integer, IdentityTable.Row> rows = new HashMap<>();
            InstancesCheck check = new InstancesCheck(manifest, rows, faults);
            if (sound.contains(Manifest.IDENTITY) && identity(rows) && sound.contains(Manifest.INSTANCES)) {
                if (instances(check) && sound.contains(Manifest.PROVENANCE)) {
                    provenance(check.annotations());
                }
            }
            int compared = 0;
            for (FrameSupply.Video video : videos) {
                compared += video(manifest, rows, video, steps);
            }
            steps.finished("Done");
            return new Read(sound.size(), check.pictures(), check.annotations().size(), compared);
        }

        // Files against the manifest.

        /// @return the files that are as the manifest states
        private Set<String> files(Manifest manifest, Steps steps) throws IOException, StoppedException {
            for (String required : REQUIRED) {
                if (!manifest.files().containsKey(required)) {
                    faults.add(required, "The manifest does not list " + required + ", which every release has.");
                }
            }
            SortedSet<String> present = present();
            Set<String> sound = new HashSet<>();
            for (Map.Entry<String, Manifest.FileEntry> e : manifest.files().entrySet()) {
                String path = e.getKey();
                steps.step("Checking " + path);
                if (!present.remove(path)) {
                    faults.add(path, path + " is missing.");
                } else if (isSound(path, e.getValue())) {
                    sound.add(path);
                }
            }
            present.remove(Manifest.FILE);
            present.remove(Manifest.DIGEST_FILE);
            present.remove(HeadSignature.FILE);
            for (String extra : present) {
                faults.add(extra, extra + " does not belong to the release.");
            }
            return sound;
        }

        private boolean isSound(String path, Manifest.FileEntry stated) throws IOException {
            long bytes = Files.size(folder.resolve(path));
            if (bytes != stated.bytes()) {
                faults.add(path, path + " was changed: it has " + bytes + " bytes instead of " + stated.bytes() + ".");
                return false;
            }
            if (!digest(path).equals(stated.sha256())) {
                faults.add(path, path + " was changed: its SHA-256 is not the one in the manifest.");
                return false;
            }
            return true;
        }

        /// All plain files, by path with `/`; links and the like are faults and never followed.
        private SortedSet<String> present() throws IOException {
            SortedSet<String> present = new TreeSet<>();
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String path = slashed(file);
                    if (attributes.isRegularFile()) {
                        present.add(path);
                    } else {
                        faults.add(path, path + " is no plain file.");
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    String path = slashed(file);
                    faults.add(path, path + " cannot be read: " + e.getMessage() + ".");
                    return FileVisitResult.CONTINUE;
                }
            });
            return present;
        }

        private String slashed(Path file) {
            StringBuilder path = new StringBuilder();
            for (Path part : folder.relativize(file)) {
                path.append(path.isEmpty() ? "" : "/").append(part);
            }
            return path.toString();
        }

        // What the files say.

        private boolean identity(Map<Integer, IdentityTable.Row> rows) throws IOException, StoppedException {
            try {
                IdentityTable.read(open(Manifest.IDENTITY), row -> {
                    if (rows.put(row.image(), row) != null) {
                        throw new FormatException("image " + row.image() + " is there twice");
                    }
                });
                return true;
            } catch (FormatException e) {
                faults.add(Manifest.IDENTITY, Manifest.IDENTITY + " cannot be read: " + e.getMessage() + ".");
                return false;
            }
        }

        private boolean instances(InstancesCheck check) throws IOException {
            try {
                CocoReader.read(open(Manifest.INSTANCES), check);
                check.end();
                return true;
            } catch (FormatException e) {
                faults.add(Manifest.INSTANCES, Manifest.INSTANCES + " cannot be read: " + e.getMessage() + ".");
                return false;
            }
        }

        private void provenance(Map<Integer, Integer> images) throws IOException {
            Set<Integer> missing = new HashSet<>(images.keySet());
            try {
                JsonFormat.readLines(open(Manifest.PROVENANCE), line -> {
                    int image = line.required("image").intValue();
                    if (line.has("annotation")) {
                        int id = line.required("annotation").intValue();
                        if (!missing.remove(id) || !Objects.equals(images.get(id), image)) {
                            throw new FormatException(
                                    "annotation " + id + " is there twice, or is not on image " + image);
                        }
                    }
                });
            } catch (FormatException e) {
                faults.add(Manifest.PROVENANCE, Manifest.PROVENANCE + " cannot be read: " + e.getMessage() + ".");
                return;
            }
            if (!missing.isEmpty()) {
                faults.add(
                        Manifest.PROVENANCE,
                        Manifest.PROVENANCE + ": " + missing.size() + " annotations have no line, for example "
                                + new TreeSet<>(missing).first() + ".");
            }
        }

        // Pictures against a video.

        /// @return how many pictures were compared
        private int video(Manifest manifest, Map<Integer, IdentityTable.Row> rows, FrameSupply.Video video, Steps steps)
                throws StoppedException {
            List<Manifest.Video> stated;
            try {
                String sha256 = video.sha256();
                stated = manifest.videos().stream()
                        .filter(v -> v.sha256().equals(sha256))
                        .toList();
                if (stated.isEmpty() && manifest.videos().size() == 1) {
                    stated = List.copyOf(manifest.videos());
                }
                if (stated.isEmpty()) {
                    faults.add("", "The video with SHA-256 " + sha256 + " is none of this release's videos.");
                    return 0;
                }
                int compared = 0;
                for (Manifest.Video each : stated) {
                    compared += frames(each, rows, video.as(each.fingerprint()), steps);
                }
                return compared;
            } catch (IOException e) {
                faults.add("", "The video could not be read: " + e.getMessage());
                return 0;
            }
        }

        private int frames(
                Manifest.Video stated, Map<Integer, IdentityTable.Row> rows, FrameSupply.Video video, Steps steps)
                throws StoppedException {
            List<IdentityTable.Row> ofVideo = rows.values().stream()
                    .filter(row -> row.folder().equals(stated.folder()))
                    .sorted((a, b) -> Integer.compare(a.frame(), b.frame()))
                    .toList();
            for (IdentityTable.Row row : ofVideo) {
                steps.step("Comparing frame " + row.frame() + " of " + stated.name());
                compare(row, video, stated.name());
            }
            return ofVideo.size();
        }

        private void compare(IdentityTable.Row row, FrameSupply.Video video, String videoName) {
            String what = "Frame " + row.frame() + " of " + videoName;
            FrameIdentity found;
            try {
                found = video.picture(row.frame()).identity();
            } catch (IOException e) {
                faults.add("", what + " could not be read from the video: " + e.getMessage());
                return;
            }
            FrameIdentity stated = row.identity();
            if (!found.planeMd5().equals(stated.planeMd5())) {
                faults.add("", what + " is not the picture that was labelled: its plane hash differs.");
            } else if (found.pts() != stated.pts() || !found.timeBase().equals(stated.timeBase())) {
                faults.add(
                        "",
                        what + " is the same picture with another time stamp: " + found.pts() + " in units of "
                                + found.timeBase() + " s instead of " + stated.pts() + " in units of "
                                + stated.timeBase() + " s.");
            } else if (found.width() != stated.width() || found.height() != stated.height()) {
                faults.add("", what + " has another size.");
            }
        }

        private boolean isPlainFile(String path) {
            return Files.isRegularFile(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
        }

        private InputStream open(String path) throws IOException {
            return new BufferedInputStream(Files.newInputStream(folder.resolve(path)), 1 << 16);
        }

        private String digest(String path) throws IOException {
            try (InputStream in = open(path)) {
                return Digests.hexOf(in);
            }
        }
    }
}
