package limner.test.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The text files of this repository, found from the system property `limner.root`.
record Repository(Path root) {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".vscode", ".settings");
    private static final Set<String> TEXT =
            Set.of("java", "md", "xml", "sh", "bat", "css", "properties", "json", "txt", "fxml", "py", "config", "");

    static Repository here() {
        return new Repository(Path.of(System.getProperty("limner.root", ".."))
                .toAbsolutePath()
                .normalize());
    }

    /// All text files, without what a build or an editor leaves behind.
    List<Path> texts() {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    var name = file.getFileName().toString();
                    var dot = name.lastIndexOf('.');
                    if (attributes.isRegularFile() && TEXT.contains(dot < 0 ? "" : name.substring(dot + 1))) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }

    /// All Markdown pages.
    List<Path> pages() {
        return texts().stream().filter(file -> file.toString().endsWith(".md")).toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
