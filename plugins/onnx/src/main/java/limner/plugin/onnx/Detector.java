package limner.plugin.onnx;

import java.util.List;
import limner.plugin.api.FrameView;
import limner.plugin.api.PluginException;
import limner.plugin.onnx.Recipe.BoxHead;

/// Finds boxes in a frame with a model that has a box head. Owns the model.
final class Detector implements AutoCloseable {

    private final OnnxModel model;
    private final BoxHead head;
    private final TensorPacker packer;
    private final BoxReader reader;
    private final Nms nms;
    private final double leastScore;
    private final int most;

    /// @param overlap intersection over union above which two boxes of a class are one thing
    /// @param most the greatest number of boxes in an answer
    Detector(OnnxModel model, BoxHead head, double leastScore, double overlap, int most) {
        this.model = model;
        this.head = head;
        this.packer = new TensorPacker(model.card().recipe().input());
        int columns = Math.toIntExact(model.outputShape(head.scores())[2]);
        this.reader =
                new BoxReader(model.card().name(), head, model.card().recipe().input(), columns);
        this.nms = new Nms(overlap);
        this.leastScore = leastScore;
        this.most = most;
    }

    /// Best score first.
    List<Detection> detect(FrameView frame) throws PluginException {
        packer.pack(frame, Crop.whole(frame.width(), frame.height()), model.input());
        model.run();
        List<Detection> all = reader.read(
                model.output(head.boxes()), model.output(head.scores()), leastScore, frame.width(), frame.height());
        List<Detection> kept = nms.keepBest(all);
        return kept.subList(0, Math.min(kept.size(), most));
    }

    String nameOf(Detection detection) {
        return model.card().classes().get(detection.classIndex());
    }

    OnnxModel model() {
        return model;
    }

    @Override
    public void close() {
        model.close();
    }
}
