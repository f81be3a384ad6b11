package limner.plugin.onnx;

/// Weights for one axis of a resize by a triangle filter: bilinear between pixel centres when enlarging; when
/// shrinking the triangle is widened by the same factor, so every source pixel counts (the usual separable way; see
/// P. Heckbert, "Fundamentals of Texture Mapping and Image Warping", 1989, on filtered resampling).
///
/// @param first first source pixel of each target pixel
/// @param taps number of source pixels each target pixel reads
/// @param weights `widest` weights a target pixel, of which the first `taps` count and add up to 1
/// @param widest the greatest number of taps
// The arrays are read in the innermost loop, and never compared or handed on.
@SuppressWarnings("ArrayRecordComponent")
record Resampling(int source, int target, int[] first, int[] taps, float[] weights, int widest) {

    static Resampling of(int source, int target) {
        double scale = (double) source / target;
        double reach = Math.max(scale, 1);
        int widest = (int) Math.ceil(reach) * 2 + 1;
        int[] first = new int[target];
        int[] taps = new int[target];
        float[] weights = new float[target * widest];
        for (int i = 0; i < target; i++) {
            double centre = (i + 0.5) * scale;
            int from = Math.max(0, (int) Math.floor(centre - reach));
            int to = Math.min(source, (int) Math.ceil(centre + reach));
            double sum = 0;
            int count = 0;
            for (int s = from; s < to; s++) {
                double weight = 1 - Math.abs(s + 0.5 - centre) / reach;
                if (weight <= 0) {
                    if (count == 0) {
                        from = s + 1;
                    }
                    continue;
                }
                weights[i * widest + count++] = (float) weight;
                sum += weight;
            }
            for (int k = 0; k < count; k++) {
                weights[i * widest + k] /= (float) sum;
            }
            first[i] = from;
            taps[i] = count;
        }
        return new Resampling(source, target, first, taps, weights, widest);
    }
}
