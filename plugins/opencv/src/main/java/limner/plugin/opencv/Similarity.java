package limner.plugin.opencv;

/// A move, a turn and an even growth: a place (x, y) goes to (a·x − b·y + dx, b·x + a·y + dy).
record Similarity(double a, double b, double dx, double dy) {

    private static final int ROUNDS = 4;

    /// The one that takes places to others best, with less and less heed of those that it does not fit.
    ///
    /// @param from x and y in turns
    /// @param by how far each goes, x and y in turns
    /// @param weights of each, 0 or more
    /// @param slack how far off a place may be before it is heeded less
    static Similarity fit(float[] from, float[] by, float[] weights, double slack) {
        int count = weights.length;
        Similarity fit = new Similarity(1, 0, 0, 0);
        for (int round = 0; round < ROUNDS; round++) {
            double sum = 0;
            double x = 0;
            double y = 0;
            double u = 0;
            double v = 0;
            double[] heed = new double[count];
            for (int i = 0; i < count; i++) {
                double off = round == 0 ? 0 : fit.missBy(from, by, i) / slack;
                double w = weights[i] / (1 + off * off);
                heed[i] = w;
                sum += w;
                x += w * from[2 * i];
                y += w * from[2 * i + 1];
                u += w * (from[2 * i] + by[2 * i]);
                v += w * (from[2 * i + 1] + by[2 * i + 1]);
            }
            if (!(sum > 0)) {
                return fit;
            }
            x /= sum;
            y /= sum;
            u /= sum;
            v /= sum;
            double spread = 0;
            double along = 0;
            double across = 0;
            for (int i = 0; i < count; i++) {
                double px = from[2 * i] - x;
                double py = from[2 * i + 1] - y;
                double qx = from[2 * i] + by[2 * i] - u;
                double qy = from[2 * i + 1] + by[2 * i + 1] - v;
                spread += heed[i] * (px * px + py * py);
                along += heed[i] * (px * qx + py * qy);
                across += heed[i] * (px * qy - py * qx);
            }
            double a = spread > 1e-6 * sum ? along / spread : 1;
            double b = spread > 1e-6 * sum ? across / spread : 0;
            fit = new Similarity(a, b, u - a * x + b * y, v - b * x - a * y);
        }
        return fit;
    }

    /// How many times as large things become.
    double growth() {
        return Math.hypot(a, b);
    }

    private double missBy(float[] from, float[] by, int i) {
        double x = from[2 * i];
        double y = from[2 * i + 1];
        return Math.hypot(x(x, y) - x - by[2 * i], y(x, y) - y - by[2 * i + 1]);
    }

    double x(double x, double y) {
        return a * x - b * y + dx;
    }

    double y(double x, double y) {
        return b * x + a * y + dy;
    }
}
