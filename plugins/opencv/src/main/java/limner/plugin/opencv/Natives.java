package limner.plugin.opencv;

import limner.plugin.api.PluginException;
import org.bytedeco.javacpp.ClassProperties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.opencv.opencv_java;
import org.jspecify.annotations.Nullable;
import org.opencv.core.CvException;

/// The border to OpenCV: loads its libraries once, and turns what they throw into sentences.
final class Natives {

    private Natives() {}

    /// Holder: the libraries are loaded when the first tool is used.
    private static final class Loading {
        private static final @Nullable Throwable FAILURE = load();

        private static @Nullable Throwable load() {
            try {
                loadAll();
                return null;
            } catch (LinkageError | RuntimeException e) {
                return e;
            }
        }

        /// Loads what the Java binding links against one by one, then the binding. The loader's own way would ask for
        /// the library of windows and menus as well, which nothing here needs and which wants GTK 2.
        private static void loadAll() {
            Loader.load(openblas_nolapack.class);
            Class<?> binding = opencv_java.class;
            ClassProperties names = Loader.loadProperties(binding, Loader.loadProperties(), true);
            for (String name : names.get("platform.link")) {
                try {
                    Loader.loadLibrary(binding, Loader.findLibrary(binding, names, name, false), name);
                } catch (UnsatisfiedLinkError e) {
                    // Whether it was needed shows when the binding is loaded.
                    continue;
                }
            }
            String last = "opencv_java";
            Loader.loadLibrary(binding, Loader.findLibrary(binding, names, last, false), last);
        }
    }

    /// Work on native memory.
    interface Work<T> {
        T on(Scratch scratch) throws PluginException;
    }

    /// Makes sure that OpenCV is there.
    ///
    /// @throws PluginException when it cannot be loaded on this machine
    static void load() throws PluginException {
        Throwable failure = Loading.FAILURE;
        if (failure != null) {
            throw new PluginException(
                    "OpenCV, which the smart tools need, cannot be loaded on this machine. Your labels are safe, and the "
                            + "other tools go on working.",
                    failure);
        }
    }

    /// Does work with native memory that is freed afterwards, however it ends.
    ///
    /// @throws PluginException when OpenCV cannot do it
    static <T> T run(Work<T> work) throws PluginException {
        load();
        try (Scratch scratch = new Scratch()) {
            return work.on(scratch);
        } catch (CvException e) {
            throw new PluginException(
                    "OpenCV could not work on this part of the picture. Nothing was changed; another place or a smaller "
                            + "part may do.",
                    e);
        }
    }
}
