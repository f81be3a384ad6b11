package limner.media.ffmpeg;

import limner.media.frame.SampleRows;

/// Red, green and blue by a formula that is no matrix, or none that swscale has: BT.2020 with constant luminance (ITU-R
/// BT.2020-2, tables 3 to 5) and YCgCo (ITU-T H.273, matrix coefficients 8). One thread.
final class FormulaRows implements SampleRows {
    private static final double ALPHA = 1.09929682680944;
    private static final double BETA = 0.018053968510807;

    /// Which formula.
    enum Formula {
        CONSTANT_LUMINANCE,
        YCGCO
    }

    private final FfmpegSamples samples;
    private final Formula formula;
    private final boolean fullRange;
    private final double white;
    private final float[] first;
    private final float[] second;
    private final float[] third;
    private final float[][] rgb;
    private int row = -1;

    /// @param samples 16 bits, chroma for every pixel, range as in the file
    /// @param bits of the values that come out
    FormulaRows(FfmpegSamples samples, Formula formula, boolean fullRange, int bits, int width) {
        this.samples = samples;
        this.formula = formula;
        this.fullRange = fullRange;
        this.white = Math.scalb(1.0, bits) - 1;
        this.first = new float[width];
        this.second = new float[width];
        this.third = new float[width];
        this.rgb = new float[3][width];
    }

    @Override
    public void read(int channel, int y, float[] into) {
        if (channel == 3) {
            samples.read(3, y, into);
            for (int x = 0; x < first.length; x++) {
                into[x] = (float) (into[x] / 65535 * white);
            }
            return;
        }
        if (y != row) {
            compute(y);
            row = y;
        }
        System.arraycopy(rgb[channel], 0, into, 0, first.length);
    }

    private void compute(int y) {
        samples.read(0, y, first);
        samples.read(1, y, second);
        samples.read(2, y, third);
        for (int x = 0; x < first.length; x++) {
            double luma = fullRange ? first[x] / (255 * 256.0) : (first[x] / 256 - 16) / 219;
            double u = (second[x] / 256 - 128) / (fullRange ? 255 : 224);
            double v = (third[x] / 256 - 128) / (fullRange ? 255 : 224);
            switch (formula) {
                case CONSTANT_LUMINANCE -> {
                    double blue = luma + u * (u <= 0 ? 1.9404 : 1.5816);
                    double red = luma + v * (v <= 0 ? 1.7184 : 0.9936);
                    double green = (linear(luma) - 0.2627 * linear(red) - 0.0593 * linear(blue)) / 0.6780;
                    put(x, red, coded(green), blue);
                }
                case YCGCO -> put(x, luma - u + v, luma + u, luma - u - v);
            }
        }
    }

    private void put(int x, double red, double green, double blue) {
        rgb[0][x] = (float) (Math.clamp(red, 0.0, 1.0) * white);
        rgb[1][x] = (float) (Math.clamp(green, 0.0, 1.0) * white);
        rgb[2][x] = (float) (Math.clamp(blue, 0.0, 1.0) * white);
    }

    private static double linear(double coded) {
        double c = Math.clamp(coded, 0.0, 1.0);
        return c < 4.5 * BETA ? c / 4.5 : Math.pow((c + ALPHA - 1) / ALPHA, 1 / 0.45);
    }

    private static double coded(double linear) {
        double l = Math.clamp(linear, 0.0, 1.0);
        return l < BETA ? 4.5 * l : ALPHA * Math.pow(l, 0.45) - (ALPHA - 1);
    }
}
