package limner.plugin.onnx;

import java.util.Optional;
import limner.plugin.api.FrameView;
import limner.plugin.api.PluginException;
import limner.plugin.onnx.Recipe.MaskHead;

/// Makes masks with a model that has a mask head. Owns the model.
final class Segmenter implements AutoCloseable {

    private final OnnxModel model;
    private final MaskHead head;
    private final TensorPacker packer;
    private final MaskReader reader;

    Segmenter(OnnxModel model, MaskHead head) {
        this.model = model;
        this.head = head;
        this.packer = new TensorPacker(model.card().recipe().input());
        long[] shape = model.outputShape(head.mask());
        this.reader = new MaskReader(
                model.card().name(),
                head,
                shape.length == 4 ? Math.toIntExact(shape[1]) : 1,
                Math.toIntExact(shape[shape.length - 1]),
                Math.toIntExact(shape[shape.length - 2]));
    }

    /// Whether this model refines boxes of the class.
    boolean refines(String className) {
        return head.appliesTo().contains(className);
    }

    /// The mask of what fills a box, within the box and its margin.
    Optional<MaskReader.Read> within(FrameView frame, Detection box) throws PluginException {
        return segment(frame, Crop.around(box, head.margin(), frame.width(), frame.height()));
    }

    /// The mask of what fills the picture.
    Optional<MaskReader.Read> whole(FrameView frame) throws PluginException {
        return segment(frame, Crop.whole(frame.width(), frame.height()));
    }

    OnnxModel model() {
        return model;
    }

    private Optional<MaskReader.Read> segment(FrameView frame, Crop crop) throws PluginException {
        packer.pack(frame, crop, model.input());
        model.run();
        return reader.read(model.output(head.mask()), crop, frame.width(), frame.height());
    }

    @Override
    public void close() {
        model.close();
    }
}
