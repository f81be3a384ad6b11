import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.spi.ToolProvider;

/// Makes the app image of this system from the runnable folder, and starts it.
///
/// Usage: `java AppImage.java RUNNABLE_FOLDER TARGET_FOLDER VERSION`, by the JDK whose runtime the image shall hold.
///
/// 1. `jpackage` links a runtime from the JDK's modules and lays our jars beside it.
/// 2. The image says its version.
/// 3. The image walks the whole road (`limner demo`) and leaves what it learned about its classes in a cache, so that
///    later
///    starts are faster (not on macOS, where a file added afterwards would break the signature).
/// 4. The finished image says its version and walks the road once more.
///
/// Exit code 0 only when all of that held.
public final class AppImage {
    /// Found by trial: what our code and the libraries reach for. `jdeps` stops at JavaFX's jars, which are split.
    private static final String MODULES = String.join(
            ",",
            "java.base",
            "java.desktop",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.scripting",
            "java.sql",
            "java.xml",
            "jdk.crypto.ec",
            "jdk.localedata",
            "jdk.management",
            "jdk.unsupported",
            "jdk.unsupported.desktop",
            "jdk.zipfs");

    private enum Platform {
        LINUX("limner/bin/limner", "limner/lib/app"),
        WINDOWS("limner/limner.exe", "limner/app"),
        MACOS("limner.app/Contents/MacOS/limner", "limner.app/Contents/app");

        private final String launcher;
        private final String app;

        Platform(String launcher, String app) {
            this.launcher = launcher;
            this.app = app;
        }

        static Platform ofThisMachine() {
            var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            return name.startsWith("win") ? WINDOWS : name.startsWith("mac") ? MACOS : LINUX;
        }
    }

    private final Platform system = Platform.ofThisMachine();
    private final Path folder;
    private final Path target;
    private final String version;

    private AppImage(Path folder, Path target, String version) {
        this.folder = folder;
        this.target = target;
        this.version = version;
    }

    /// Entry point; see the class.
    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            throw new IllegalArgumentException("Usage: AppImage.java RUNNABLE_FOLDER TARGET_FOLDER VERSION");
        }
        new AppImage(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath(), args[2]).make();
    }

    private void make() throws IOException, InterruptedException {
        if (!Files.exists(folder.resolve("lib/limner-app.jar"))) {
            throw fail(folder + " is no runnable folder: build the application first");
        }
        delete(target);
        Files.createDirectories(target);
        jpackage();
        start(Map.of(), "--version");
        if (system != Platform.MACOS) {
            var cache = target.resolve(system.app).resolve("limner.aot");
            start(Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTCacheOutput=\"" + cache + "\""), "demo", "--out", "training");
            if (!Files.exists(cache)) {
                throw fail("the training run left no " + cache);
            }
            var settings = target.resolve(system.app).resolve("limner.cfg");
            Files.writeString(
                    settings,
                    Files.readString(settings).stripTrailing() + "\njava-options=-XX:AOTCache=$APPDIR/limner.aot\n");
            start(Map.of(), "--version");
        }
        start(Map.of(), "demo", "--out", "smoke");
        delete(target.resolve("work"));
        System.out.printf(Locale.ROOT, "The app image is %s (%d MB).%n", target, size(target) / 1_000_000);
    }

    private void jpackage() {
        var args = new ArrayList<>(List.of(
                "--type", "app-image",
                "--name", "limner",
                "--app-version", system == Platform.MACOS ? "1.0.0" : version.replace("-SNAPSHOT", ""),
                "--description", "Annotation workstation for video and image segmentation",
                "--input", folder.toString(),
                "--main-jar", "lib/limner-app.jar",
                "--main-class", "limner.app.Launcher",
                "--add-modules", MODULES,
                // The cache of classes is written by the image's own bin/java: native commands stay.
                "--jlink-options", "--strip-debug --no-man-pages --no-header-files --include-locales=*",
                "--dest", target.toString()));
        for (var option : List.of(
                "-Dlimner.home=$APPDIR",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:MaxRAMPercentage=40",
                "-Xms48m",
                "-XX:NewSize=24m",
                "-XX:GCTimeRatio=9",
                "-XX:G1HeapRegionSize=2m",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:InitiatingHeapOccupancyPercent=85",
                "-XX:-G1UseAdaptiveIHOP",
                "-Xlog:disable")) {
            args.addAll(List.of("--java-options", option));
        }
        if (system == Platform.WINDOWS) {
            args.add("--win-console");
        }
        var tool = ToolProvider.findFirst("jpackage").orElseThrow(() -> fail("this JDK has no jpackage"));
        if (tool.run(System.out, System.err, args.toArray(String[]::new)) != 0) {
            throw fail("jpackage failed");
        }
    }

    /// Runs the image's launcher in a folder of its own, with caches and settings of its own.
    private void start(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var work = Files.createDirectories(target.resolve("work"));
        var command = new ArrayList<>(List.of(target.resolve(system.launcher).toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(work.toFile()).inheritIO();
        builder.environment().put("LIMNER_CACHE", work.resolve("cache").toString());
        builder.environment().put("LIMNER_CONFIG", work.resolve("config").toString());
        builder.environment().putAll(environment);
        var begin = System.nanoTime();
        var exit = builder.start().waitFor();
        var words = "limner " + String.join(" ", arguments);
        if (exit != 0) {
            throw fail("'" + words + "' in the image ended with " + exit);
        }
        System.out.printf(Locale.ROOT, "%s: %.2f s%n", words, (System.nanoTime() - begin) / 1e9);
    }

    private static IllegalStateException fail(String words) {
        return new IllegalStateException(words);
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
