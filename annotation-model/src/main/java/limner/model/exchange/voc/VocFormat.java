package limner.model.exchange.voc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;

/// Pascal VOC: an XML file for each picture, and pictures of classes and objects beside. The challenge counts pixels
/// from 1 and includes the last one; CVAT, Datumaro and X-AnyLabeling write the edges of boxes instead, as we have
/// them, and are known by what they leave beside or inside. Where neither is, whoever reads may choose.
public final class VocFormat implements DatasetFormat {

    /// What the four numbers of a box are.
    public enum Corners {
        /// The first and the last pixel, counted from 1.
        PIXELS_FROM_ONE,
        /// Where the box begins and ends, from 0.
        EDGES
    }

    private static final int LOOK = 1 << 14;

    private static final String ANNOTATIONS = "Annotations";

    private final Corners corners;

    public VocFormat(Corners corners) {
        this.corners = corners;
    }

    @Override
    public String id() {
        return switch (corners) {
            case PIXELS_FROM_ONE -> "voc";
            case EDGES -> "voc-edges";
        };
    }

    @Override
    public String title() {
        return switch (corners) {
            case PIXELS_FROM_ONE -> "Pascal VOC";
            case EDGES -> "Pascal VOC as CVAT, Datumaro and X-AnyLabeling write it";
        };
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        List<Path> some = Trees.some(path, ".xml", 1);
        if (some.isEmpty()) {
            return false;
        }
        String begin = Trees.beginning(some.getFirst(), LOOK);
        boolean edges = VocClasses.edgesIn(root(path)) || begin.contains("X-AnyLabeling");
        return begin.contains("<annotation>")
                && begin.contains("<filename>")
                && (begin.contains("<size>") || begin.contains("<object>"))
                && edges == (corners == Corners.EDGES);
    }

    /// The folder of the data set, also where only that of its XML files was opened, or one below, or one of them.
    private static Path root(Path opened) {
        Path above = opened.toAbsolutePath().getParent();
        Path folder = Files.isRegularFile(opened) && above != null ? above : opened;
        for (Path p = folder; p != null; p = p.getParent()) {
            if (p.endsWith(ANNOTATIONS)) {
                return Optional.ofNullable(p.toAbsolutePath().getParent()).orElse(folder);
            }
            if (Files.isDirectory(p.resolve(ANNOTATIONS))) {
                return folder;
            }
        }
        return folder;
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        Path root = root(path);
        new VocReader(root, path, corners, VocClasses.of(root), around, into).read();
    }
}
