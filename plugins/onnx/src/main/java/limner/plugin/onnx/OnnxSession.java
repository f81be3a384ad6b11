package limner.plugin.onnx;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import limner.plugin.api.FrameView;
import limner.plugin.api.LoadedModel;
import limner.plugin.api.PixelLayout;
import limner.plugin.api.PluginException;
import limner.plugin.api.PreLabelContext;
import limner.plugin.api.PreLabelSession;
import limner.plugin.api.SessionInfo;
import limner.plugin.api.SuggestedShape;
import limner.plugin.api.Suggestion;
import org.jspecify.annotations.Nullable;

/// A detector, a segmenter, or both in a row: boxes first, then a mask for every box the segmenter refines.
final class OnnxSession implements PreLabelSession {

    private static final int TEST_SIDE = 64;

    private final @Nullable Detector detector;
    private final @Nullable Segmenter segmenter;
    private final double leastScore;
    private final SessionInfo info;

    /// Takes over the models, at least one, unless it fails.
    ///
    /// @param device what computes, for users
    /// @throws PluginException when the self-test fails
    OnnxSession(@Nullable Detector detector, @Nullable Segmenter segmenter, double leastScore, String device)
            throws PluginException {
        this.detector = detector;
        this.segmenter = segmenter;
        this.leastScore = leastScore;
        List<LoadedModel> models = new ArrayList<>();
        SequencedSet<String> classes = new LinkedHashSet<>();
        if (detector != null) {
            models.add(detector.model().loaded());
            classes.addAll(detector.model().card().classes());
        }
        if (segmenter != null) {
            models.add(segmenter.model().loaded());
            if (detector == null) {
                classes.add(segmenter.model().card().classes().getFirst());
            }
        }
        this.info = new SessionInfo(device, models, List.copyOf(classes), selfTest());
    }

    @Override
    public SessionInfo info() {
        return info;
    }

    @Override
    public List<Suggestion> suggest(FrameView frame, PreLabelContext context) throws PluginException {
        List<Suggestion> answer = new ArrayList<>();
        if (detector == null) {
            if (segmenter != null) {
                addWhole(answer, segmenter, frame);
            }
            return answer;
        }
        long start = System.nanoTime();
        List<Detection> boxes = detector.detect(frame);
        long detected = System.nanoTime();
        for (Detection d : boxes) {
            answer.add(new Suggestion(
                    detector.nameOf(d),
                    d.score(),
                    new SuggestedShape.Box(d.left(), d.top(), d.right() - d.left(), d.bottom() - d.top())));
        }
        int masks = segmenter == null ? 0 : addMasks(answer, detector, segmenter, boxes, frame, context);
        context.log("frame %d: %d boxes in %s ms, %d masks in %s ms"
                .formatted(
                        frame.frame(),
                        boxes.size(),
                        millis(detected - start),
                        masks,
                        millis(System.nanoTime() - detected)));
        return answer;
    }

    @Override
    public void close() {
        try {
            if (detector != null) {
                detector.close();
            }
        } finally {
            if (segmenter != null) {
                segmenter.close();
            }
        }
    }

    private static int addMasks(
            List<Suggestion> answer,
            Detector detector,
            Segmenter segmenter,
            List<Detection> boxes,
            FrameView frame,
            PreLabelContext context)
            throws PluginException {
        int masks = 0;
        for (int i = 0; i < boxes.size() && !context.cancelled(); i++) {
            context.progress((i + 1.0) / (boxes.size() + 1));
            Detection box = boxes.get(i);
            String className = detector.nameOf(box);
            MaskReader.Read read =
                    segmenter.refines(className) ? segmenter.within(frame, box).orElse(null) : null;
            if (read != null) {
                // The box's score, so that one threshold treats an object's box and mask alike.
                answer.add(new Suggestion(className, box.score(), read.mask(), confidence(read), i));
                masks++;
            }
        }
        return masks;
    }

    private void addWhole(List<Suggestion> answer, Segmenter alone, FrameView frame) throws PluginException {
        Optional<MaskReader.Read> read = alone.whole(frame);
        if (read.isPresent() && read.get().confidence() >= leastScore) {
            answer.add(new Suggestion(
                    alone.model().card().classes().getFirst(),
                    read.get().confidence(),
                    read.get().mask(),
                    confidence(read.get()),
                    Suggestion.NOTHING));
        }
    }

    private static Map<String, String> confidence(MaskReader.Read read) {
        return Map.of("mask-confidence", String.format(Locale.ROOT, "%.4f", read.confidence()));
    }

    /// Milliseconds for a picture once everything is warm: the first run is slower and is not counted.
    private double selfTest() throws PluginException {
        int stride = TEST_SIDE * PixelLayout.RGB24.bytesPerPixel();
        FrameView black = new FrameView(
                TEST_SIDE, TEST_SIDE, 0, 0, PixelLayout.RGB24, stride, ByteBuffer.allocate(stride * TEST_SIDE));
        Detection everything = new Detection(0, 1, 0, 0, TEST_SIDE, TEST_SIDE);
        long start = 0;
        for (int i = 0; i < 2; i++) {
            start = System.nanoTime();
            if (detector != null) {
                detector.detect(black);
            }
            if (segmenter != null) {
                segmenter.within(black, everything);
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
    }
}
