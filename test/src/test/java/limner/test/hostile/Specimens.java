package limner.test.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limner.app.task.Progress;
import limner.app.usecase.OpenProject;
import limner.app.usecase.ReleaseRequest;
import limner.app.usecase.Services;
import limner.app.usecase.exchange.ExportLabels;
import limner.app.usecase.exchange.ExportRequest;
import limner.model.command.Command;
import limner.model.exchange.Choices;
import limner.model.exchange.PngFile;
import limner.model.exchange.Samples;
import limner.model.exchange.out.Wanted;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;

/// A sound data set in every format that can be read, all of them about the same folder of pictures: those that can be
/// written are exports of a project, the others are written here.
final class Specimens {

    static final int WIDTH = 40;
    static final int HEIGHT = 30;
    static final int FRAMES = 6;

    /// How many of the frames the files that are written here speak of.
    private static final int SAID = 4;

    private static final String SIDECAR = "limner-sidecar.jsonl";

    /// A data set.
    ///
    /// @param format its id
    /// @param open what is opened, a file or folder
    /// @param folder in which all of its files lie
    record Specimen(String format, Path open, Path folder) {}

    private final Path folder;

    Specimens(Path folder) {
        this.folder = folder;
    }

    /// Draws what the exports say.
    static void draw(OpenProject project, MediaId video) {
        byte[] holed = new byte[WIDTH * HEIGHT];
        for (int y = 8; y < 20; y++) {
            for (int x = 5; x < 25; x++) {
                holed[y * WIDTH + x] = (byte) (x > 10 && x < 15 && y > 12 && y < 16 ? 0 : 1);
            }
        }
        LabelId track = LabelId.random();
        for (int f = 0; f < SAID; f++) {
            Box box = new Box(1 + f, 2, 9.5, 8);
            if (f == 0) {
                project.perform(new Command.Draw(video, f, track, new ClassId(1), Extent.TRACK, box));
            } else {
                project.perform(new Command.Reshape(video, f, track, box));
            }
            Polygon outline =
                    Polygon.of(List.of(new Point(20, 3 + f), new Point(35, 4), new Point(33, 12.5), new Point(22, 11)));
            for (Shape shape : List.of(outline, new Mask(Rle.ofRowMajor(WIDTH, HEIGHT, holed)))) {
                project.perform(new Command.Draw(video, f, LabelId.random(), new ClassId(2), Extent.FRAME, shape));
            }
        }
    }

    /// All of them.
    ///
    /// @param project with the labels of [#draw]
    List<Specimen> all(Services services, OpenProject project) throws IOException {
        return List.of(
                exported(project, "coco", "coco", "annotations/instances.json"),
                exported(project, "coco-panoptic", "coco-panoptic", "annotations/panoptic.json"),
                exported(project, "labelme", "labelme", ""),
                exported(project, "cvat-video", "cvat", ""),
                exported(project, "datumaro", "datumaro", ""),
                exported(project, "yolo-segment", "yolo", ""),
                exported(project, "yolo-obb", "yolo-obb", ""),
                sidecar(project),
                written("label-studio", "export.json", Map.of("export.json", bytes(labelStudio()))),
                written("voc", "", voc("")),
                written("voc-edges", "", voc("labelmap.txt")),
                written("mot", "", mot()),
                written("mots", "", Map.of("clip.txt", bytes(mots()), "labels.txt", bytes("thing\nother\n"))),
                written(
                        "mots-png",
                        "",
                        pictures("clip/", PngFile.Depth.BITS_16, 1001, 2002, "labels.txt", "thing\nother\n")),
                written("youtube-vis", "valid.json", Map.of("valid.json", bytes(youtubeVis()))),
                written("davis", "", pictures("Annotations/clip/", PngFile.Depth.BITS_8, 1, 2, "meta.json", """
                                {"videos": {"clip": {"objects": {"1": {"category": "thing", "frames": ["000000"]},
                                 "2": {"category": "other", "frames": ["000000", "000001"]}}}}}""")),
                written(
                        "png-classes",
                        "",
                        pictures("clip/", PngFile.Depth.BITS_8, 1, 2, "class_names.txt", "thing\nother\n")),
                written("png-instances", "", instances()),
                release(services, project));
    }

    private Specimen exported(OpenProject project, String writer, String reader, String open) throws IOException {
        Path to = folder.resolve(reader);
        export(project, writer, to);
        Files.delete(to.resolve(SIDECAR));
        return new Specimen(reader, to.resolve(open), to);
    }

    private Specimen sidecar(OpenProject project) throws IOException {
        Path to = folder.resolve("limner");
        export(project, "yolo-detect", to);
        return new Specimen("limner", to, to);
    }

    private Specimen release(Services services, OpenProject project) {
        MediaId video = project.state().mediaInOrder().getFirst().id();
        project.perform(new Command.SetFrameState(video, new FrameRange(0, SAID - 1), FrameState.DONE));
        Path to = folder.resolve("release");
        services.buildRelease().run(project, ReleaseRequest.to(to), Progress.none());
        return new Specimen("release", to, to);
    }

    private static void export(OpenProject project, String writer, Path to) {
        ExportLabels.prepare(
                        project,
                        new ExportRequest(
                                writer,
                                Choices.FAITHFUL,
                                Set.of(),
                                Set.of(),
                                EnumSet.allOf(FrameState.class),
                                Wanted.Frames.WORKED_ON,
                                Optional.empty()),
                        Progress.none())
                .run(to, Progress.none());
    }

    private Specimen written(String format, String open, Map<String, byte[]> files) throws IOException {
        Path to = folder.resolve(format);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = to.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.write(path, file.getValue());
        }
        return new Specimen(format, to.resolve(open), to);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String picture(int frame) {
        return String.format(Locale.ROOT, "%06d.png", frame);
    }

    private static String labelStudio() {
        StringBuilder tasks = new StringBuilder();
        for (int f = 0; f < SAID; f++) {
            tasks.append(f == 0 ? "" : ",\n").append(String.format(Locale.ROOT, """
                    {"id": %d, "data": {"image": "/data/local-files/?d=clip/%s"}, "annotations": [{"id": %d, "result": [
                     {"id": "x%d", "type": "rectanglelabels", "original_width": 40, "original_height": 30,
                      "value": {"x": 10, "y": 10, "width": 10, "height": 10, "rectanglelabels": ["thing"]}},
                     {"id": "y%d", "type": "polygonlabels", "original_width": 40, "original_height": 30,
                      "value": {"points": [[1, 1], [20, 1], [20, 20]], "closed": true,
                       "polygonlabels": ["other"]}}]}]}""", f, picture(f), 100 + f, f, f));
        }
        return "[" + tasks + "]";
    }

    private static Map<String, byte[]> voc(String list) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int f = 0; f < SAID; f++) {
            files.put(
                    "Annotations/clip/" + picture(f).replace(".png", ".xml"),
                    bytes(String.format(Locale.ROOT, """
                    <annotation><folder>clip</folder><filename>%s</filename>
                    <size><width>40</width><height>30</height><depth>3</depth></size>
                    <object><name>thing</name><pose>Left</pose><truncated>0</truncated><difficult>1</difficult>
                    <bndbox><xmin>%d</xmin><ymin>2</ymin><xmax>13</xmax><ymax>14</ymax></bndbox></object>
                    <object><name>other</name><occluded>1</occluded>
                    <bndbox><xmin>5.5</xmin><ymin>6</ymin><xmax>30</xmax><ymax>22</ymax></bndbox></object>
                    </annotation>
                    """, picture(f), 1 + f)));
        }
        if (!list.isEmpty()) {
            files.put(
                    list,
                    bytes("# label:color_rgb:parts:actions\nbackground:0,0,0::\n"
                            + "thing:128,0,0::\nother:0,128,0::\n"));
        }
        return files;
    }

    private static Map<String, byte[]> mot() {
        StringBuilder lines = new StringBuilder();
        for (int f = 1; f <= SAID; f++) {
            lines.append(f).append(",1,").append(f + 1).append(",5,9.5,12,1,1,0.9\n");
            lines.append(f).append(",2,").append(20 - f).append(",6,8,11,1,2,1\n");
        }
        return Map.of(
                "clip/gt/gt.txt",
                bytes(lines.toString()),
                "clip/gt/labels.txt",
                bytes("thing\nother\n"),
                "clip/seqinfo.ini",
                bytes("[Sequence]\nname=clip\nimDir=img1\nframeRate=30\nseqLength=6\nimWidth=40\nimHeight=30\n"
                        + "imExt=.png\n"));
    }

    private static Rle block(int left) {
        return Rasterizer.rasterize(new Box(left, 4, 10, 8), WIDTH, HEIGHT);
    }

    private static String mots() {
        StringBuilder lines = new StringBuilder();
        for (int f = 0; f < SAID; f++) {
            for (int object : List.of(1001, 2002)) {
                lines.append(String.format(
                        Locale.ROOT,
                        "%d %d %d %d %d %s\n",
                        f,
                        object,
                        object / 1000,
                        HEIGHT,
                        WIDTH,
                        block(object / 100 + f).cocoString()));
            }
        }
        return lines.toString();
    }

    private static String youtubeVis() {
        StringBuilder tracks = new StringBuilder();
        for (int track = 1; track <= 3; track++) {
            StringBuilder masks = new StringBuilder();
            for (int f = 0; f < SAID; f++) {
                masks.append(f == 0 ? "" : ", ")
                        .append(String.format(
                                Locale.ROOT,
                                "{\"size\": [30, 40], \"counts\": \"%s\"}",
                                block(track * 7 + f).cocoString().replace("\\", "\\\\")));
            }
            tracks.append(track == 1 ? "" : ",\n").append(String.format(Locale.ROOT, """
                    {"id": %d, "video_id": 7, "category_id": 26, "iscrowd": 0, "height": 30, "width": 40, "length": 4,
                     "areas": [80, 80, 80, 80], "segmentations": [%s]}""", track, masks));
        }
        return """
                {"videos": [{"id": 7, "width": 40, "height": 30, "length": 4,
                 "file_names": ["clip/000000.png", "clip/000001.png", "clip/000002.png", "clip/000003.png"]}],
                 "categories": [{"id": 26, "name": "thing"}], "annotations": [%s]}""".formatted(tracks);
    }

    private static byte[] png(PngFile.Depth depth, int first, int second) throws IOException {
        int[] numbers = new int[WIDTH * HEIGHT];
        for (int y = 5; y < 15; y++) {
            for (int x = 5; x < 30; x++) {
                numbers[y * WIDTH + x] = x < 16 ? first : second;
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngFile.write(new Samples(WIDTH, HEIGHT, numbers), depth, out);
        return out.toByteArray();
    }

    private static Map<String, byte[]> pictures(
            String below, PngFile.Depth depth, int first, int second, String list, String text) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int f = 0; f < SAID; f++) {
            files.put(below + picture(f), png(depth, first, second));
        }
        files.put(list, bytes(text));
        return files;
    }

    private static Map<String, byte[]> instances() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int f = 0; f < SAID; f++) {
            String below = "clip/" + picture(f).replace(".png", "") + "/";
            files.put(below + "thing-1.png", png(PngFile.Depth.BITS_8, 255, 0));
            files.put(below + "other-1.png", png(PngFile.Depth.BITS_8, 0, 255));
        }
        return files;
    }
}
