package limner.model.exchange.yolo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.PlainNumber;
import limner.model.exchange.Surroundings;
import limner.model.exchange.TextLines;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;

/// YOLO's text files as Ultralytics and Darknet have them, one for each picture: `class x y width height`, or the
/// corners of an outline, or a box with keypoints, all as shares of the picture. Which of them it is follows from the
/// data file and from how many numbers a line has. Four corners are either an outline or a turned box; where the data
/// file has no `task`, whoever reads has to say, by the format they choose.
public final class YoloFormat implements DatasetFormat {

    /// What four corners are.
    public enum FourCorners {
        OUTLINE,
        TURNED_BOX
    }

    /// So many files are looked into to find out what they are.
    private static final int LOOK = 200;

    private static final int CLASS_AND_FOUR_CORNERS = 9;

    private final FourCorners corners;

    public YoloFormat(FourCorners corners) {
        this.corners = corners;
    }

    @Override
    public String id() {
        return switch (corners) {
            case OUTLINE -> "yolo";
            case TURNED_BOX -> "yolo-obb";
        };
    }

    @Override
    public String title() {
        return switch (corners) {
            case OUTLINE -> "YOLO: boxes, outlines, poses";
            case TURNED_BOX -> "YOLO: turned boxes (OBB)";
        };
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        if (!YoloClasses.mayHold(path)) {
            return false;
        }
        YoloClasses classes;
        try {
            classes = YoloClasses.of(path);
        } catch (UnreadableException e) {
            return false;
        }
        int lines = 0;
        int ofCorners = 0;
        Path labels = YoloReader.labels(path, classes);
        for (Path file : Trees.some(labels, ".txt", LOOK)) {
            if (!YoloReader.holdsLabels(labels, file)) {
                continue;
            }
            for (String line : TextLines.first(file)) {
                if (line.isBlank()) {
                    continue;
                }
                String[] words = line.strip().split("\\s+");
                if (!looksRight(words)) {
                    return false;
                }
                lines++;
                ofCorners += words.length == CLASS_AND_FOUR_CORNERS ? 1 : 0;
            }
        }
        boolean onlyCorners = lines > 0 && lines == ofCorners && classes.joints() == 0;
        return (lines > 0 || !classes.names().isEmpty() && Files.isDirectory(path.resolve("labels")))
                && switch (corners) {
                    case OUTLINE -> !classes.task().equals("obb");
                    case TURNED_BOX ->
                        classes.task().equals("obb") || classes.task().isEmpty() && onlyCorners;
                };
    }

    private static boolean looksRight(String[] words) {
        if (words.length < 5) {
            return false;
        }
        try {
            PlainNumber.whole(words[0]);
            for (int i = 1; i < 5; i++) {
                if (Math.abs(PlainNumber.of(words[i])) > 2) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        new YoloReader(path, corners, YoloClasses.of(path), around, into).read();
    }
}
