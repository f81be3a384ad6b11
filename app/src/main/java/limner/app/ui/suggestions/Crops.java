package limner.app.ui.suggestions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javafx.beans.value.ChangeListener;
import javafx.scene.image.Image;
import limner.app.ui.common.Film;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.Workspace;
import limner.app.usecase.QuickPictures;
import limner.media.proxy.ScreenPixels;
import limner.model.geometry.Box;
import limner.model.geometry.Contours;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.id.SuggestionId;
import limner.model.suggestion.Suggestion;
import org.jspecify.annotations.Nullable;

/// What suggestions look like in their pictures: cut out of the exact frames one frame at a time beside everything
/// else,
/// first for those that are to be seen now. Those looked at last are kept. JavaFX thread only.
final class Crops implements AutoCloseable {

    /// The longest side of a crop, in pixels.
    static final int SIDE = 96;

    /// At 36 KB each some 60 MB.
    private static final int MOST = 1600;

    /// So much more than the suggestion itself is seen around it, as a part of its longer side.
    private static final double MARGIN = 0.2;

    /// Points have no extent, and a speck says nothing without what is around it.
    private static final double LEAST = 24;

    /// Half the length of the cross that marks a point, in pixels of the picture.
    private static final double ARM = 2;

    /// Corners that make an ellipse look round.
    private static final int ROUND = 48;

    private final Workspace workspace;
    private final Executor ui;
    private final Executor making;
    private final Runnable changed;
    private final Map<SuggestionId, Crop> held = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<SuggestionId> failed = new HashSet<>();
    private final ChangeListener<Optional<FrameFeed>> feeds = (_, _, now) -> take(now);
    private final ChangeListener<Boolean> playing = (_, _, _) -> pump();
    private @Nullable QuickPictures pictures;
    private List<Suggestion> wanted = List.of();
    private @Nullable AtomicBoolean job;
    private boolean open;

    /// A suggestion in its picture.
    ///
    /// @param outline lines in pixels of the image, x and y in turn
    record Crop(Image image, List<double[]> outline) {}

    private record Made(ScreenPixels pixels, List<double[]> outline) {}

    /// @param making a thread that may be kept waiting by the decoder
    /// @param changed told when there is another crop
    Crops(Workspace workspace, Executor ui, Executor making, Runnable changed) {
        this.workspace = workspace;
        this.ui = ui;
        this.making = making;
        this.changed = changed;
    }

    /// Begins to make crops of the video that is looked at.
    void begin() {
        if (!open) {
            open = true;
            workspace.feed().addListener(feeds);
            workspace.playing().addListener(playing);
            take(workspace.feed().get());
        }
    }

    /// Ends it and gives back the decoder; what was made is forgotten.
    void end() {
        if (open) {
            open = false;
            workspace.feed().removeListener(feeds);
            workspace.playing().removeListener(playing);
            take(Optional.empty());
        }
    }

    @Override
    public void close() {
        end();
    }

    Optional<Crop> of(SuggestionId id) {
        return Optional.ofNullable(held.get(id));
    }

    /// Whether there can be none.
    boolean isFailed(SuggestionId id) {
        return failed.contains(id);
    }

    /// Says which are to be seen now; what was wanted before is forgotten.
    void want(List<Suggestion> now) {
        wanted = List.copyOf(now);
        pump();
    }

    private void take(Optional<FrameFeed> feed) {
        stop();
        QuickPictures before = pictures;
        if (before != null) {
            making.execute(before::close);
        }
        pictures = feed.flatMap(FrameFeed::quick).orElse(null);
        held.clear();
        failed.clear();
        wanted = List.of();
        changed.run();
    }

    private void stop() {
        if (job != null) {
            job.set(true);
            job = null;
        }
    }

    /// The earliest frame comes first: decoding goes forwards.
    private void pump() {
        QuickPictures from = pictures;
        if (from == null || job != null || workspace.playing().get()) {
            return;
        }
        TreeMap<Integer, List<Suggestion>> missing = new TreeMap<>();
        for (Suggestion s : wanted) {
            if (!held.containsKey(s.id()) && !failed.contains(s.id())) {
                missing.computeIfAbsent(s.frame(), _ -> new ArrayList<>()).add(s);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        List<Suggestion> next = missing.firstEntry().getValue();
        AtomicBoolean stop = new AtomicBoolean();
        job = stop;
        making.execute(() -> make(from, next, stop));
    }

    private void make(QuickPictures from, List<Suggestion> of, AtomicBoolean stop) {
        Map<SuggestionId, Made> made = new HashMap<>();
        try {
            List<PixelBox> areas = of.stream().map(s -> around(s.shape())).toList();
            Optional<List<QuickPictures.Crop>> found =
                    stop.get() ? Optional.empty() : from.crops(of.getFirst().frame(), areas, SIDE, stop::get);
            List<QuickPictures.Crop> crops = found.orElse(List.of());
            for (int i = 0; i < crops.size(); i++) {
                QuickPictures.Crop crop = crops.get(i);
                ScreenPixels pixels = crop.pixels();
                made.put(
                        of.get(i).id(),
                        new Made(pixels, outline(of.get(i).shape(), crop.area(), pixels.width(), pixels.height())));
            }
        } finally {
            ui.execute(() -> made(of, made, stop));
        }
    }

    private void made(List<Suggestion> of, Map<SuggestionId, Made> made, AtomicBoolean stop) {
        if (stop.get()) {
            return;
        }
        job = null;
        for (Suggestion s : of) {
            @Nullable Made crop = made.get(s.id());
            if (crop == null) {
                failed.add(s.id());
            } else {
                held.put(s.id(), new Crop(Film.image(crop.pixels()), crop.outline()));
            }
        }
        while (held.size() > MOST) {
            held.remove(held.keySet().iterator().next());
        }
        changed.run();
        pump();
    }

    /// A square around a shape, in whole pixels.
    private static PixelBox around(Shape shape) {
        Box b = shape.bounds();
        double side = Math.max(LEAST, Math.max(b.width(), b.height()) * (1 + 2 * MARGIN));
        int pixels = (int) Math.ceil(Math.min(side, 1 << 20));
        return new PixelBox(
                (int) Math.max(0, Math.floor(b.x() + b.width() / 2 - side / 2)),
                (int) Math.max(0, Math.floor(b.y() + b.height() / 2 - side / 2)),
                pixels,
                pixels);
    }

    private static List<double[]> outline(Shape shape, PixelBox area, int width, int height) {
        List<List<Point>> lines = switch (shape) {
            case Box b -> List.of(closed(RotatedBox.of(b).corners()));
            case RotatedBox b -> List.of(closed(b.corners()));
            case Ellipse e -> List.of(closed(e.outline(ROUND)));
            case Polygon p -> closed(p);
            case Mask(var rle) ->
                Contours.parts(rle).stream().flatMap(p -> closed(p).stream()).toList();
            case Polyline line -> List.of(line.points());
            case Point p -> crosses(List.of(p));
            case PointSet p -> crosses(p.points());
            case Skeleton s -> crosses(s.present().stream().map(Joint::at).toList());
        };
        List<double[]> all = new ArrayList<>();
        for (List<Point> line : lines) {
            double[] places = new double[line.size() * 2];
            for (int i = 0; i < line.size(); i++) {
                places[2 * i] = (line.get(i).x() - area.x()) * width / area.width();
                places[2 * i + 1] = (line.get(i).y() - area.y()) * height / area.height();
            }
            all.add(places);
        }
        return all;
    }

    private static List<List<Point>> crosses(List<Point> points) {
        return points.stream()
                .flatMap(p -> Stream.of(
                        List.of(new Point(p.x() - ARM, p.y()), new Point(p.x() + ARM, p.y())),
                        List.of(new Point(p.x(), p.y() - ARM), new Point(p.x(), p.y() + ARM))))
                .toList();
    }

    private static List<List<Point>> closed(Polygon polygon) {
        return polygon.rings().stream().map(Crops::closed).toList();
    }

    private static List<Point> closed(Ring ring) {
        List<Point> all = new ArrayList<>(ring.points());
        all.add(all.getFirst());
        return List.copyOf(all);
    }
}
