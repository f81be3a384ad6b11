package limner.plugin.onnx;

import java.util.List;
import java.util.Objects;

/// How to ask a model and how to read its answer: everything that differs from one ONNX file to the next.
record Recipe(Input input, Head head) {

    Recipe {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(head, "head");
    }

    /// The picture a model wants: stretched to width x height, three channels of 32-bit floats.
    ///
    /// @param name of the tensor
    /// @param normal what is done to the channels, in the order of the tensor
    record Input(String name, Layout layout, int width, int height, Channels channels, List<Normal> normal) {

        Input {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(layout, "layout");
            Objects.requireNonNull(channels, "channels");
            if (width < 1 || height < 1 || width > 8192 || height > 8192) {
                throw new IllegalArgumentException(
                        "an input is 1 to 8192 pixels wide and high: " + width + " x " + height);
            }
            normal = List.copyOf(normal);
            if (normal.size() != 3) {
                throw new IllegalArgumentException("an input has three channels, not " + normal.size());
            }
        }

        long[] shape() {
            return switch (layout) {
                case NCHW -> new long[] {1, 3, height, width};
                case NHWC -> new long[] {1, height, width, 3};
            };
        }
    }

    /// A channel's value 0 to 255 becomes (value − mean) / deviation.
    record Normal(double mean, double deviation) {

        Normal {
            if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation == 0) {
                throw new IllegalArgumentException("a channel cannot be normalised by " + mean + " and " + deviation);
            }
        }
    }

    enum Layout {
        NCHW,
        NHWC
    }

    enum Channels {
        RGB,
        BGR
    }

    /// What the output means.
    sealed interface Head {}

    /// Boxes with a score for every class, before non-maximum suppression, as single-shot detectors give them.
    ///
    /// @param boxes name of the tensor [1, n, 4]
    /// @param scores name of the tensor [1, n, classes]
    /// @param background column of the scores that means nothing is there, or -1
    record BoxHead(String boxes, String scores, Corners corners, Unit unit, Activation activation, int background)
            implements Head {

        BoxHead {
            Objects.requireNonNull(boxes, "boxes");
            Objects.requireNonNull(scores, "scores");
            Objects.requireNonNull(corners, "corners");
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(activation, "activation");
            if (background < -1) {
                throw new IllegalArgumentException("a column of scores starts at 0: " + background);
            }
        }
    }

    /// One probability a pixel.
    ///
    /// @param mask name of the tensor [1, channels, h, w] or [1, h, w]
    /// @param channel the channel to read
    /// @param threshold pixels at least this probable are in the mask
    /// @param appliesTo classes of a detector whose boxes this model refines
    /// @param margin by how much such a box is enlarged before it is cut out, as a part of its sides: 0.25 is a quarter
    record MaskHead(
            String mask, Activation activation, int channel, double threshold, List<String> appliesTo, double margin)
            implements Head {

        MaskHead {
            Objects.requireNonNull(mask, "mask");
            Objects.requireNonNull(activation, "activation");
            appliesTo = List.copyOf(appliesTo);
            if (channel < 0) {
                throw new IllegalArgumentException("channels start at 0: " + channel);
            }
            if (!(threshold > 0 && threshold < 1)) {
                throw new IllegalArgumentException("a threshold lies between 0 and 1: " + threshold);
            }
            if (!(margin >= 0 && margin <= 4)) {
                throw new IllegalArgumentException("a margin lies between 0 and 4: " + margin);
            }
        }
    }

    /// How four numbers make a box.
    enum Corners {
        X1_Y1_X2_Y2,
        Y1_X1_Y2_X2,
        CX_CY_W_H
    }

    /// What those numbers count.
    enum Unit {
        /// Parts of the picture's width and height.
        FRACTION,
        /// Pixels of the model's input.
        INPUT_PIXELS
    }

    /// What makes probabilities of the output.
    enum Activation {
        /// They are probabilities already.
        NONE,
        SIGMOID,
        SOFTMAX
    }
}
