package limner.plugin.opencv;

import java.util.function.BooleanSupplier;
import limner.plugin.api.PluginException;

/// Carries one thing from its keyframe from picture to picture, in whatever direction the pictures are given. It keeps
/// what
/// the thing looked like in the keyframe, and what it needs of the last step; whoever makes one closes it. One thread
/// at a
/// time.
public sealed interface Tracker extends AutoCloseable permits BoxTracker, FlowTracker {

    /// How a thing is followed.
    enum Method {
        /// Dense optical flow (DIS: Kroeger, Timofte, Dai, Van Gool, 2016), there and back again.
        FLOW("DIS optical flow"),
        /// A discriminative correlation filter with channel and spatial reliability (CSRT: Lukežič et al., 2017), for
        /// boxes
        /// alone.
        CORRELATION("CSRT correlation filter");

        private final String title;

        Method(String title) {
            this.title = title;
        }

        /// What people read.
        public String title() {
            return title;
        }

        /// What follows such a body best.
        public static Method best(Body body) {
            return body instanceof Body.Upright ? CORRELATION : FLOW;
        }
    }

    /// The release of the library that does it.
    String LIBRARY = "OpenCV 4.13.0";

    /// Looks at the keyframe.
    ///
    /// @throws PluginException when the thing is not in the picture, or OpenCV is not there
    static Tracker of(Look keyframe, Body body, Method method) throws PluginException {
        if (method == Method.CORRELATION) {
            if (body instanceof Body.Upright(var box)) {
                return new BoxTracker(keyframe, box);
            }
            throw new PluginException("A correlation filter follows boxes only. Use optical flow for other shapes.");
        }
        return new FlowTracker(keyframe, body);
    }

    /// Where it is in the next picture.
    ///
    /// @param previous the picture of the last step, at first the keyframe
    /// @param next of the same size
    /// @param cancelled asked between the parts of the work
    /// @throws java.util.concurrent.CancellationException when nobody waits any more
    /// @throws PluginException when OpenCV cannot do it
    Step step(Look previous, Look next, BooleanSupplier cancelled) throws PluginException;

    @Override
    void close();
}
