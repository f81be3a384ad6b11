package limner.media.ffmpeg;

/// How the bindings treat native memory.
final class NativeMemory {
    private NativeMemory() {}

    /// Must be called before the first class of the bindings is loaded.
    ///
    /// By default the bindings refuse, by an error in the middle of a call, every allocation while the whole process
    /// holds more than four times the Java heap. What this package allocates is bounded by budgets of its own and
    /// freed by its owners, so that limit would only end threads that do nothing wrong.
    static void manageOurselves() {
        setUnlessChosen("org.bytedeco.javacpp.maxPhysicalBytes");
        setUnlessChosen("org.bytedeco.javacpp.maxBytes");
    }

    private static void setUnlessChosen(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "0");
        }
    }
}
