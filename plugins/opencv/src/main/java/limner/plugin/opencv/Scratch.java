package limner.plugin.opencv;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;

/// Native memory of one piece of work, freed at its end rather than when the collector comes by.
final class Scratch implements AutoCloseable {

    private final List<Mat> mats = new ArrayList<>();

    /// A matrix that is filled by what it is handed to.
    Mat mat() {
        return keep(new Mat());
    }

    /// Takes over a matrix.
    <M extends Mat> M keep(M mat) {
        mats.add(mat);
        return mat;
    }

    @Override
    public void close() {
        mats.forEach(Mat::release);
    }
}
