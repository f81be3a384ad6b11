package limner.model.release;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import limner.model.geometry.Box;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.media.Media;
import limner.model.release.coco.CocoAnnotation;
import limner.model.release.coco.CocoCategory;
import limner.model.release.coco.CocoImage;
import limner.model.release.coco.CocoPose;
import limner.model.release.coco.CocoReader;
import limner.model.release.coco.CocoSegmentation;
import limner.model.release.coco.CocoTrack;
import limner.model.release.coco.CocoVideo;
import limner.model.release.coco.FormatException;

/// Checks that the annotations of a release agree with themselves, with the manifest and with the frame-identity table:
/// ids are unique, references resolve, areas and boxes are those of the pixels. Not for several threads.
final class InstancesCheck implements CocoReader.Visitor {

    private static final String FILE = Manifest.INSTANCES;

    private final Manifest manifest;
    private final Map<Integer, IdentityTable.Row> rows;
    private final Faults faults;
    private final Map<Integer, Manifest.Video> videosOfManifest = new HashMap<>();
    private final Map<Integer, CocoVideo> videos = new HashMap<>();
    private final Map<Integer, CocoPose> categories = new HashMap<>();
    private final Map<Integer, ImageFacts> images = new HashMap<>();
    private final Set<Place> places = new HashSet<>();
    private final Map<Integer, Integer> annotations = new HashMap<>();
    private final Map<Integer, TrackFacts> tracksUsed = new HashMap<>();
    private final Set<Integer> tracks = new HashSet<>();

    private record Place(int video, int frame) {}

    private record ImageFacts(int video, int width, int height, boolean negative) {}

    private record TrackFacts(int video, int category) {}

    /// @param rows of the frame-identity table, by picture
    InstancesCheck(Manifest manifest, Map<Integer, IdentityTable.Row> rows, Faults faults) {
        this.manifest = manifest;
        this.rows = rows;
        this.faults = faults;
        manifest.videos().forEach(v -> videosOfManifest.put(v.number(), v));
    }

    int pictures() {
        return images.size();
    }

    /// The picture of each annotation, by the annotation's id.
    Map<Integer, Integer> annotations() {
        return annotations;
    }

    @Override
    public void video(CocoVideo v) {
        Manifest.Video stated = videosOfManifest.get(v.id());
        if (videos.put(v.id(), v) != null) {
            fault("video " + v.id() + " is there twice.");
        } else if (stated == null
                || !stated.folder().equals(v.folder())
                || !stated.id().equals(v.source())
                || stated.width() != v.width()
                || stated.height() != v.height()
                || stated.frames() != v.length()) {
            fault("video " + v.id() + " is not as the manifest states.");
        }
        demandSize(v.width(), v.height());
    }

    /// A hostile size would make the check itself costly.
    private static void demandSize(int width, int height) {
        if (width < 1 || height < 1 || width > 1 << 16 || height > 1 << 16 || (long) width * height > 1 << 30) {
            throw new FormatException("no picture is " + width + " x " + height + " pixels");
        }
    }

    @Override
    public void category(CocoCategory c) {
        if (categories.put(c.id(), c.pose()) != null) {
            fault("category " + c.id() + " is there twice.");
        }
    }

    @Override
    public void image(CocoImage i) {
        ImageFacts facts = new ImageFacts(i.video(), i.width(), i.height(), i.negative());
        if (images.put(i.id(), facts) != null) {
            fault("image " + i.id() + " is there twice.");
        }
        CocoVideo video = videos.get(i.video());
        if (video == null) {
            fault("image " + i.id() + " names video " + i.video() + ", which is not there.");
            return;
        }
        Manifest.Video stated = videosOfManifest.get(i.video());
        boolean ownSizes = stated != null && Media.isSequence(stated.fingerprint());
        if (!ownSizes && (i.width() != video.width() || i.height() != video.height())) {
            fault("image " + i.id() + " has not the size of its video.");
        }
        demandSize(i.width(), i.height());
        if (i.frame() < 0 || i.frame() >= video.length()) {
            fault("image " + i.id() + " is frame " + i.frame() + ", and its video has " + video.length() + " frames.");
        }
        if (!places.add(new Place(i.video(), i.frame()))) {
            fault("image " + i.id() + " is the same frame as another image.");
        }
        if (PictureForm.ALL.stream()
                .noneMatch(form -> i.fileName().equals(Clip.fileName(video.folder(), i.frame(), form)))) {
            fault("image " + i.id() + " names a file that is not the one of its frame.");
        }
        identity(i, video);
    }

    private void identity(CocoImage i, CocoVideo video) {
        IdentityTable.Row row = rows.get(i.id());
        if (row == null) {
            fault("image " + i.id() + " is missing in the frame-identity table.");
            return;
        }
        FrameIdentity id = row.identity();
        if (!row.folder().equals(video.folder())
                || row.frame() != i.frame()
                || id.pts() != i.pts()
                || !id.timeBase().equals(i.timeBase())
                || id.width() != i.width()
                || id.height() != i.height()) {
            fault("image " + i.id() + " is not as the frame-identity table states.");
        }
        Manifest.FileEntry png = manifest.files().get(Manifest.FRAMES + i.fileName());
        if (!row.pngSha256().equals(png == null ? "" : png.sha256())) {
            fault("the picture of image " + i.id() + " is not the one of the frame-identity table.");
        }
    }

    @Override
    public void annotation(CocoAnnotation a) {
        if (annotations.put(a.id(), a.image()) != null) {
            fault("annotation " + a.id() + " is there twice.");
        }
        CocoPose pose = categories.get(a.category());
        if (pose == null) {
            fault("annotation " + a.id() + " names category " + a.category() + ", which is not there.");
        } else if (!a.keypoints().isEmpty()
                && a.keypoints().size() != pose.keypoints().size()) {
            fault("annotation " + a.id() + " has " + a.keypoints().size() + " keypoints, and its category "
                    + pose.keypoints().size() + ".");
        }
        ImageFacts image = images.get(a.image());
        if (image == null) {
            fault("annotation " + a.id() + " names image " + a.image() + ", which is not there.");
            return;
        }
        if (image.negative()) {
            fault("annotation " + a.id() + " is on image " + a.image() + ", which is said to be empty.");
        }
        if (a.track().isPresent()) {
            TrackFacts facts = new TrackFacts(image.video(), a.category());
            TrackFacts known = tracksUsed.putIfAbsent(a.track().getAsInt(), facts);
            if (known != null && !known.equals(facts)) {
                fault("annotation " + a.id() + " has not the video and category of its track.");
            }
        }
        pixels(a, image);
    }

    private void pixels(CocoAnnotation a, ImageFacts image) {
        Rle pixels = switch (a.segmentation()) {
            case CocoSegmentation.None() -> Rasterizer.rasterize(a.box(), image.width(), image.height());
            case CocoSegmentation.Rings(var rings) ->
                Rasterizer.rasterize(new Polygon(rings), image.width(), image.height());
            case CocoSegmentation.Runs(Rle rle) -> rle;
        };
        if (pixels.width() != image.width() || pixels.height() != image.height()) {
            fault("the run lengths of annotation " + a.id() + " are for a picture of another size.");
            return;
        }
        // A single keypoint covers nothing.
        if (pixels.area() != a.area() || a.area() == 0 && a.keypoints().isEmpty()) {
            fault("annotation " + a.id() + " states an area of " + a.area() + " and covers " + pixels.area()
                    + " pixels.");
        }
        Box expected = switch (a.segmentation()) {
            case CocoSegmentation.None() ->
                (a.keypoints().isEmpty() ? a.box() : Segmenter.around(a.keypoints()))
                        .clampedTo(image.width(), image.height());
            case CocoSegmentation.Rings _, CocoSegmentation.Runs _ ->
                pixels.bounds().orElse(PixelBox.EMPTY).toBox();
        };
        if (!a.box().equals(expected)) {
            fault("the box of annotation " + a.id() + " is not the box of its pixels.");
        }
    }

    @Override
    public void track(CocoTrack t) {
        if (!tracks.add(t.id())) {
            fault("track " + t.id() + " is there twice.");
        }
        TrackFacts used = tracksUsed.get(t.id());
        if (used == null) {
            fault("track " + t.id() + " has no annotation.");
        } else if (!used.equals(new TrackFacts(t.video(), t.category()))) {
            fault("track " + t.id() + " has not the video and category of its annotations.");
        }
    }

    /// What can be said only when everything was read.
    void end() {
        if (videos.size() != videosOfManifest.size()) {
            fault("there are " + videos.size() + " videos, and the manifest states " + videosOfManifest.size() + ".");
        }
        if (images.size() != manifest.pictures()) {
            fault("there are " + images.size() + " images, and the manifest states " + manifest.pictures() + ".");
        }
        if (annotations.size() != manifest.annotations()) {
            fault("there are " + annotations.size() + " annotations, and the manifest states " + manifest.annotations()
                    + ".");
        }
        tracksUsed.keySet().stream()
                .filter(t -> !tracks.contains(t))
                .sorted()
                .forEach(t -> fault("track " + t + " is named and is not there."));
        rows.keySet().stream()
                .filter(image -> !images.containsKey(image))
                .sorted()
                .forEach(image -> faults.add(
                        Manifest.IDENTITY,
                        Manifest.IDENTITY + ": image " + image + " is not among the annotations' images."));
        long pngs = manifest.files().keySet().stream()
                .filter(path -> path.startsWith(Manifest.FRAMES))
                .count();
        long expected =
                rows.values().stream().filter(row -> !row.pngSha256().isEmpty()).count();
        if (pngs != expected) {
            fault("there are " + pngs + " picture files, and " + expected + " belong to images.");
        }
    }

    private void fault(String sentence) {
        faults.add(FILE, FILE + ": " + sentence);
    }
}
