package limner.app.usecase;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Recognises that a library of the system is missing which our natives link against, and names the package that has
/// it.
final class MissingLibrary {

    /// From the names the loader uses to Debian's packages (read off the natives with objdump).
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("libva.so.2", "libva2"),
            Map.entry("libva-drm.so.2", "libva-drm2"),
            Map.entry("libva-x11.so.2", "libva-x11-2"),
            Map.entry("libdrm.so.2", "libdrm2"),
            Map.entry("libX11.so.6", "libx11-6"),
            Map.entry("libxcb.so.1", "libxcb1"),
            Map.entry("libxcb-shm.so.0", "libxcb-shm0"),
            Map.entry("libpulse.so.0", "libpulse0"),
            Map.entry("libasound.so.2", "libasound2"),
            Map.entry("libgtk-3.so.0", "libgtk-3-0"),
            Map.entry("libgdk-3.so.0", "libgtk-3-0"),
            Map.entry("libGL.so.1", "libgl1"),
            Map.entry("libXxf86vm.so.1", "libxxf86vm1"),
            Map.entry("libXtst.so.6", "libxtst6"),
            Map.entry("libXi.so.6", "libxi6"),
            Map.entry("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
            Map.entry("libfreetype.so.6", "libfreetype6"),
            Map.entry("libfontconfig.so.1", "libfontconfig1"),
            Map.entry("libgomp.so.1", "libgomp1"),
            Map.entry("libstdc++.so.6", "libstdc++6"));

    private static final Pattern NAME = Pattern.compile("(lib[\\w+.-]+\\.so[.\\d]*): cannot open shared object");

    private MissingLibrary() {}

    /// The sentence for the user, when this failure or a cause of it says that a library could not be loaded.
    static Optional<String> sentence(Throwable failure) {
        boolean linkage = false;
        Throwable t = failure;
        for (int depth = 0; t != null && depth < 10; depth++) {
            Optional<String> named = named(String.valueOf(t.getMessage()));
            if (named.isPresent()) {
                return named;
            }
            linkage |= t instanceof UnsatisfiedLinkError
                    || String.valueOf(t.getMessage()).contains("QuantumRenderer");
            for (Throwable other : t.getSuppressed()) {
                Optional<String> inside = named(String.valueOf(other.getMessage()));
                if (inside.isPresent()) {
                    return inside;
                }
            }
            t = t.getCause();
        }
        return linkage
                ? Optional.of("A library that Limner brings along could not be loaded on this system ("
                        + firstLine(failure) + "). Nothing was changed. On Debian and Ubuntu this usually helps: "
                        + "apt-get install libva2 libva-drm2 libdrm2 libgtk-3-0 libgl1 libxxf86vm1.")
                : Optional.empty();
    }

    private static Optional<String> named(String message) {
        Matcher m = NAME.matcher(message);
        if (!m.find()) {
            return Optional.empty();
        }
        String library = m.group(1);
        String found = PACKAGES.get(library);
        String cure = found == null
                ? "Install the package of your system that has it"
                : "On Debian and Ubuntu it comes with the package " + found + ": apt-get install " + found;
        return Optional.of("The system library " + library + " is missing. Nothing was changed. " + cure + ".");
    }

    private static String firstLine(Throwable failure) {
        String text = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return text.isEmpty() ? failure.getClass().getSimpleName().toLowerCase(Locale.ROOT) : text;
    }
}
