package limner.plugin.opencv;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import limner.plugin.api.PixelLayout;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;

/// Pictures of a thing with a pattern of its own that moves over another pattern as is known: its way, turn and growth,
/// and
/// what passes in front of it.
record MovingScene(int width, int height, int frames, Way way, Veil veil, BufferedImage behind, BufferedImage skin) {

    /// Where the thing, drawn around (0, 0), is in a frame.
    interface Way {
        AffineTransform at(int frame);
    }

    /// What stands in front of everything in a frame; may be empty.
    interface Veil {
        Area at(int frame);
    }

    static MovingScene of(int width, int height, int frames, Way way, Veil veil, long seed) {
        return new MovingScene(
                width,
                height,
                frames,
                way,
                veil,
                pattern(width, height, 5, new Random(seed), 90, 60),
                pattern(400, 400, 4, new Random(seed + 1), 150, 90));
    }

    static Veil nothing() {
        return _ -> new Area();
    }

    /// A star with round corners, about 100 pixels across.
    static Shape outline() {
        Area star = new Area(new Ellipse2D.Double(-38, -30, 76, 60));
        star.add(new Area(new Rectangle2D.Double(-12, -55, 24, 60)));
        star.add(new Area(new Rectangle2D.Double(10, -8, 48, 22)));
        return star;
    }

    /// Even noise at two scales, as grey or coloured patches.
    private static BufferedImage pattern(int width, int height, int grain, Random random, int base, int range) {
        BufferedImage coarse = new BufferedImage(width / 16 + 2, height / 16 + 2, BufferedImage.TYPE_INT_RGB);
        BufferedImage fine = new BufferedImage(width / grain + 2, height / grain + 2, BufferedImage.TYPE_INT_RGB);
        for (BufferedImage image : List.of(coarse, fine)) {
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int grey = base + random.nextInt(range);
                    image.setRGB(
                            x,
                            y,
                            new Color(
                                            grey,
                                            Math.min(255, grey + random.nextInt(30)),
                                            Math.max(0, grey - random.nextInt(30)))
                                    .getRGB());
                }
            }
        }
        BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = all.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(coarse, 0, 0, coarse.getWidth() * 16, coarse.getHeight() * 16, null);
        g.setComposite(java.awt.AlphaComposite.SrcOver.derive(0.5f));
        g.drawImage(fine, 0, 0, fine.getWidth() * grain, fine.getHeight() * grain, null);
        g.dispose();
        return all;
    }

    BufferedImage image(int frame) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.drawImage(behind, 0, 0, null);
        AffineTransform base = g.getTransform();
        g.transform(way.at(frame));
        g.setPaint(new TexturePaint(skin, new Rectangle2D.Double(-200, -200, 400, 400)));
        g.fill(outline());
        g.setTransform(base);
        g.setPaint(new TexturePaint(behind, new Rectangle2D.Double(137, 71, width, height)));
        g.fill(veil.at(frame));
        g.dispose();
        return image;
    }

    Look look(int frame) {
        Scene scene = new Scene(image(frame));
        return new Look() {
            @Override
            public int width() {
                return width;
            }

            @Override
            public int height() {
                return height;
            }

            @Override
            public Region part(limner.plugin.opencv.Area area) throws PluginException {
                return Region.of(scene.view(area, PixelLayout.BGRA32, 0), area.x(), area.y(), width, height);
            }
        };
    }

    /// What is seen of the thing.
    Area truth(int frame) {
        Area seen = whole(frame);
        seen.subtract(veil.at(frame));
        return seen;
    }

    private Area whole(int frame) {
        Area seen = new Area(way.at(frame).createTransformedShape(outline()));
        seen.intersect(new Area(new Rectangle2D.Double(0, 0, width, height)));
        return seen;
    }

    SuggestedShape.Mask mask(int frame) {
        Area seen = truth(frame);
        byte[] columns = new byte[width * height];
        for (int x = 0, i = 0; x < width; x++) {
            for (int y = 0; y < height; y++, i++) {
                columns[i] = (byte) (seen.contains(x + 0.5, y + 0.5) ? 1 : 0);
            }
        }
        return ColumnRuns.mask(width, height, new limner.plugin.opencv.Area(0, 0, width, height), columns);
    }

    SuggestedShape.Box box(int frame) {
        Rectangle2D r = whole(frame).getBounds2D();
        return new SuggestedShape.Box(r.getX(), r.getY(), r.getWidth(), r.getHeight());
    }

    /// The outline as vertices.
    List<SuggestedShape.Point> ring(int frame) {
        List<SuggestedShape.Point> points = new ArrayList<>();
        double[] at = new double[6];
        for (PathIterator i = way.at(frame).createTransformedShape(outline()).getPathIterator(null, 0.5);
                !i.isDone();
                i.next()) {
            if (i.currentSegment(at) != PathIterator.SEG_CLOSE) {
                points.add(new SuggestedShape.Point(at[0], at[1]));
            }
        }
        return points;
    }

    static SuggestedShape.Point through(AffineTransform way, double x, double y) {
        Point2D p = way.transform(new Point2D.Double(x, y), null);
        return new SuggestedShape.Point(p.getX(), p.getY());
    }

    /// Intersection over union of what was found with what is seen.
    double overlap(Body body, int frame) {
        return switch (body) {
            case Body.Pixels(var mask) -> Scene.iou(mask, truth(frame)::contains);
            case Body.Vertices(var runs, var _) -> {
                java.awt.geom.Path2D path = new java.awt.geom.Path2D.Double(java.awt.geom.Path2D.WIND_EVEN_ODD);
                runs.getFirst().forEach(p -> {
                    if (path.getCurrentPoint() == null) {
                        path.moveTo(p.x(), p.y());
                    } else {
                        path.lineTo(p.x(), p.y());
                    }
                });
                path.closePath();
                yield overlap(new Area(path), truth(frame));
            }
            case Body.Upright(var b) ->
                overlap(
                        new Area(new Rectangle2D.Double(b.x(), b.y(), b.width(), b.height())),
                        new Area(whole(frame).getBounds2D()));
        };
    }

    private double overlap(Area a, Area b) {
        int both = 0;
        int either = 0;
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                boolean in = a.contains(x + 0.5, y + 0.5);
                boolean is = b.contains(x + 0.5, y + 0.5);
                both += in && is ? 1 : 0;
                either += in || is ? 1 : 0;
            }
        }
        return either == 0 ? 0 : (double) both / either;
    }
}
