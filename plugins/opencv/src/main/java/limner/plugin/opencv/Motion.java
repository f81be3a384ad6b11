package limner.plugin.opencv;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// How the pixels of a grid move, and how far each is to be trusted; x and y in turns, in grid pixels. The arrays are
/// in row
/// order.
///
/// @param by how far each pixel goes
/// @param trust 0 to 1: whether going on from there leads back
record Motion(int columns, int rows, float[] by, float[] trust) {

    /// How far off the way back may end before a pixel is trusted less, and how much more for each pixel it moves.
    private static final float SLACK = 0.7f;

    private static final float SLACK_PER_PIXEL = 0.03f;

    /// Weight of what lies around beyond the near, and of what moves as a whole, where nothing near says anything.
    private static final float AROUND = 0.02f;

    private static final float WHOLE = 1e-5f;

    /// From two flows, one there and one back.
    static Motion checked(Mat there, Mat back, Scratch scratch) {
        int columns = there.cols();
        int rows = there.rows();
        float[] by = values(there);
        float[] returns = values(sampled(back, by, scratch));
        float[] trust = new float[columns * rows];
        for (int i = 0; i < trust.length; i++) {
            float ex = by[2 * i] + returns[2 * i];
            float ey = by[2 * i + 1] + returns[2 * i + 1];
            float way = Math.abs(by[2 * i]) + Math.abs(by[2 * i + 1]);
            float slack = SLACK + SLACK_PER_PIXEL * way;
            trust[i] = (float) Math.exp(-(ex * ex + ey * ey) / (2 * slack * slack));
        }
        return new Motion(columns, rows, by, trust);
    }

    static float[] values(Mat mat) {
        float[] values = new float[mat.rows() * mat.cols() * mat.channels()];
        mat.get(0, 0, values);
        return values;
    }

    static Mat mat(int columns, int rows, int channels, float[] values, Scratch scratch) {
        Mat mat = scratch.keep(new Mat(rows, columns, CvType.CV_32FC(channels)));
        mat.put(0, 0, values);
        return mat;
    }

    /// What lies where each pixel goes; beyond the edge what lies at the edge.
    static Mat sampled(Mat of, float[] by, Scratch scratch) {
        int columns = of.cols();
        float[] places = new float[by.length];
        for (int i = 0; i < by.length / 2; i++) {
            places[2 * i] = i % columns + by[2 * i];
            places[2 * i + 1] = i / columns + by[2 * i + 1];
        }
        Mat result = scratch.mat();
        Mat map = mat(columns, of.rows(), 2, places, scratch);
        Imgproc.remap(of, result, map, new Mat(), Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
        return result;
    }

    /// How what has weight moves as a whole.
    Similarity whole(float[] weights) {
        int step = Math.max(1, (int) Math.sqrt(weights.length / 6000.0));
        int count = ((columns - 1) / step + 1) * ((rows - 1) / step + 1);
        float[] from = new float[2 * count];
        float[] to = new float[2 * count];
        float[] w = new float[count];
        int n = 0;
        for (int y = 0; y < rows; y += step) {
            for (int x = 0; x < columns; x += step) {
                int i = y * columns + x;
                from[2 * n] = x;
                from[2 * n + 1] = y;
                to[2 * n] = by[2 * i];
                to[2 * n + 1] = by[2 * i + 1];
                w[n++] = weights[i] * trust[i];
            }
        }
        return Similarity.fit(from, to, w, 1);
    }

    /// The motion of what has weight, carried on beyond it: each pixel moves like what has weight near it. So the
    /// border of a
    /// thing moves with the thing, and not with what is behind it.
    ///
    /// @param weights of each pixel, 0 or more
    /// @param near how far away still is near, in grid pixels
    float[] carriedOn(float[] weights, double near, Similarity whole, Scratch scratch) {
        float[] packed = new float[3 * weights.length];
        for (int i = 0; i < weights.length; i++) {
            float w = weights[i] * trust[i];
            packed[3 * i] = w * by[2 * i];
            packed[3 * i + 1] = w * by[2 * i + 1];
            packed[3 * i + 2] = w;
        }
        Mat all = mat(columns, rows, 3, packed, scratch);
        float[] close = values(spread(all, near, scratch));
        float[] wide = values(spread(all, 5 * near, scratch));
        float[] moved = new float[2 * weights.length];
        for (int i = 0; i < weights.length; i++) {
            int x = i % columns;
            int y = i / columns;
            float w = close[3 * i + 2] + AROUND * wide[3 * i + 2] + WHOLE;
            float wx = (float) (whole.x(x, y) - x);
            float wy = (float) (whole.y(x, y) - y);
            moved[2 * i] = (close[3 * i] + AROUND * wide[3 * i] + WHOLE * wx) / w;
            moved[2 * i + 1] = (close[3 * i + 1] + AROUND * wide[3 * i + 1] + WHOLE * wy) / w;
        }
        return moved;
    }

    /// Two box filters, whose time does not grow with the distance.
    private static Mat spread(Mat mat, double distance, Scratch scratch) {
        int side = 2 * (int) Math.max(1, Math.rint(distance)) + 1;
        Mat once = scratch.mat();
        Mat twice = scratch.mat();
        Imgproc.blur(mat, once, new Size(side, side));
        Imgproc.blur(once, twice, new Size(side, side));
        return twice;
    }

    /// Mean trust in what has weight; 0 where nothing has.
    double meanTrust(float[] weights) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * trust[i];
            all += weights[i];
        }
        return all > 0 ? sum / all : 0;
    }
}
