package limner.model.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// Where a data set is written to. Names that would leave it, that some systems refuse, or that differ by capitals
/// alone
/// are refused in words. Not for several threads.
public interface Target {

    /// No path is longer, in characters.
    int LONGEST = 240;

    /// A new file. The caller closes it.
    ///
    /// @param path with `/` between names
    /// @throws IllegalArgumentException when the name is refused, with a sentence for the user
    /// @throws IOException when it cannot be made
    OutputStream create(String path) throws IOException;

    /// SHA-256 of every file that was made and closed, in small letters, by path.
    SortedMap<String, String> digests();

    /// Why no file can have this name everywhere; empty where one can.
    static Optional<String> problem(String path) {
        if (path.isBlank() || path.length() > LONGEST) {
            return Optional.of(path.isBlank() ? "it is empty" : "it is too long");
        }
        for (String name : List.of(path.split("/", -1))) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                return Optional.of("it leaves its folder");
            }
            if (name.chars().anyMatch(c -> c < ' ' || "\\:*?\"<>|".indexOf(c) >= 0)) {
                return Optional.of("it has a character that not every system takes");
            }
            if (name.endsWith(".") || name.endsWith(" ")) {
                return Optional.of("a name ends in a dot or a space");
            }
            int dot = name.indexOf('.');
            String stem = (dot < 0 ? name : name.substring(0, dot)).toLowerCase(Locale.ROOT);
            if (Set.of("con", "prn", "aux", "nul").contains(stem) || stem.matches("(com|lpt)[0-9]")) {
                return Optional.of(name + " is a device on some systems");
            }
        }
        return Optional.empty();
    }
}
