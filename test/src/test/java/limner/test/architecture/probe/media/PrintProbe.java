package limner.test.architecture.probe.media;

/// Writes to the stream that programs read.
final class PrintProbe {
    private PrintProbe() {}

    static void say(String words) {
        System.out.println(words);
    }
}
