package limner.plugin.onnx;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import limner.plugin.api.PluginException;
import limner.plugin.onnx.Recipe.BoxHead;
import limner.plugin.onnx.Recipe.Input;
import limner.plugin.onnx.Recipe.Unit;

/// Makes detections of a box head's two tensors.
final class BoxReader {

    /// Float arithmetic may end a hair outside 0 to 1.
    private static final double ROUNDING = 1e-3;

    private final String model;
    private final BoxHead head;
    private final Input input;
    private final int columns;
    private final float[] box = new float[4];
    private final float[] row;

    /// @param model name for sentences
    /// @param columns scores in a row, with the background if there is one
    BoxReader(String model, BoxHead head, Input input, int columns) {
        this.model = model;
        this.head = head;
        this.input = input;
        this.columns = columns;
        this.row = new float[columns];
    }

    /// Every box and class with at least the given score, in the order of the tensor, clipped to the picture; boxes
    /// with nothing inside the picture are left out.
    ///
    /// @throws PluginException when the scores are no probabilities: then the recipe is wrong
    List<Detection> read(FloatBuffer boxes, FloatBuffer scores, double leastScore, int width, int height)
            throws PluginException {
        List<Detection> found = new ArrayList<>();
        int count = boxes.limit() / 4;
        for (int i = 0; i < count; i++) {
            scores.get(i * columns, row);
            activate();
            for (int column = 0; column < columns; column++) {
                double score = row[column];
                if (!(score >= -ROUNDING && score <= 1 + ROUNDING)) {
                    throw new PluginException("The model " + model + " gave a score of " + score
                            + ", but scores lie between 0 and 1. Its recipe names the wrong activation or the wrong"
                            + " output.");
                }
                if (column != head.background() && score >= leastScore) {
                    boxes.get(i * 4, box);
                    add(found, column, Math.clamp(score, 0, 1), width, height);
                }
            }
        }
        return found;
    }

    private void activate() {
        switch (head.activation()) {
            case NONE -> {}
            case SIGMOID -> {
                for (int i = 0; i < columns; i++) {
                    row[i] = (float) (1 / (1 + Math.exp(-row[i])));
                }
            }
            case SOFTMAX -> {
                double most = Double.NEGATIVE_INFINITY;
                for (float v : row) {
                    most = Math.max(most, v);
                }
                double sum = 0;
                for (float v : row) {
                    sum += Math.exp(v - most);
                }
                for (int i = 0; i < columns; i++) {
                    row[i] = (float) (Math.exp(row[i] - most) / sum);
                }
            }
        }
    }

    private void add(List<Detection> found, int column, double score, int width, int height) {
        double scaleX = head.unit() == Unit.FRACTION ? width : (double) width / input.width();
        double scaleY = head.unit() == Unit.FRACTION ? height : (double) height / input.height();
        int classIndex = head.background() >= 0 && column > head.background() ? column - 1 : column;
        Detection read = switch (head.corners()) {
            case X1_Y1_X2_Y2 -> new Detection(classIndex, score, box[0], box[1], box[2], box[3]);
            case Y1_X1_Y2_X2 -> new Detection(classIndex, score, box[1], box[0], box[3], box[2]);
            case CX_CY_W_H ->
                new Detection(
                        classIndex,
                        score,
                        box[0] - box[2] / 2.0,
                        box[1] - box[3] / 2.0,
                        box[0] + box[2] / 2.0,
                        box[1] + box[3] / 2.0);
        };
        Detection clipped = new Detection(
                classIndex,
                score,
                Math.clamp(read.left() * scaleX, 0, width),
                Math.clamp(read.top() * scaleY, 0, height),
                Math.clamp(read.right() * scaleX, 0, width),
                Math.clamp(read.bottom() * scaleY, 0, height));
        // Also false for a box with a coordinate that is not a number.
        if (clipped.right() > clipped.left() && clipped.bottom() > clipped.top()) {
            found.add(clipped);
        }
    }
}
