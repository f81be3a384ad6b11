package limner.plugin.opencv;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// How alike two pictures of the same size are within a thing: in structure (the structural similarity of Wang, Bovik,
/// Sheikh
/// and Simoncelli, 2004, in windows of 7 × 7) and in colour.
///
/// @param structure 1 where they are the same, about 0 where nothing of one is in the other
/// @param colour mean difference of smoothed colours, 0 to 255
record Likeness(double structure, double colour) {

    private static final Size WINDOW = new Size(7, 7);

    /// What keeps noise on even surfaces from counting as structure: about four grey levels of it.
    private static final double NOISE = 60;

    /// @param inside what is compared, 0 or 255
    static Likeness of(Mat a, Mat b, Mat inside, Scratch scratch) {
        Mat ga = grey(a, scratch);
        Mat gb = grey(b, scratch);
        Mat ma = blurred(ga, scratch);
        Mat mb = blurred(gb, scratch);
        float[] meanA = Motion.values(ma);
        float[] meanB = Motion.values(mb);
        float[] aa = Motion.values(blurred(scratch.keep(ga.mul(ga)), scratch));
        float[] bb = Motion.values(blurred(scratch.keep(gb.mul(gb)), scratch));
        float[] ab = Motion.values(blurred(scratch.keep(ga.mul(gb)), scratch));
        byte[] in = new byte[inside.rows() * inside.cols()];
        inside.get(0, 0, in);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] != 0) {
                double cov = ab[i] - meanA[i] * meanB[i];
                double varA = Math.max(0, aa[i] - meanA[i] * meanA[i]);
                double varB = Math.max(0, bb[i] - meanB[i] * meanB[i]);
                sum += (2 * cov + NOISE) / (varA + varB + NOISE);
                count++;
            }
        }
        if (count == 0) {
            return new Likeness(0, 255);
        }
        Mat ca = blurred(a, scratch);
        Mat cb = blurred(b, scratch);
        Mat difference = scratch.mat();
        Core.absdiff(ca, cb, difference);
        double[] mean = Core.mean(difference, inside).val;
        return new Likeness(sum / count, (mean[0] + mean[1] + mean[2]) / 3);
    }

    static Mat grey(Mat bgr, Scratch scratch) {
        Mat grey = scratch.mat();
        Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
        Mat exact = scratch.mat();
        grey.convertTo(exact, CvType.CV_32F);
        return exact;
    }

    private static Mat blurred(Mat mat, Scratch scratch) {
        Mat blurred = scratch.mat();
        Imgproc.blur(mat, blurred, WINDOW);
        return blurred;
    }

    /// What it says against a place.
    double drift() {
        double torn = Drift.ramp(structure, 0.75, 0.25);
        double other = Drift.ramp(colour, 12, 50);
        return 1 - (1 - torn) * (1 - other);
    }
}
