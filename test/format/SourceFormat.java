import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds every Java file of the repository to one format, or writes it so.
///
/// Usage: `java … SourceFormat.java check|write ROOT FOLDER`, where `FOLDER` is below `ROOT` (or `.` for all of it).
/// Exit code 0 when all is well, 1 when a file is (check) badly formatted, 2 when a file cannot be parsed
/// or has a comment that is too long.
///
/// Run from source by Maven (`test/format/pom.xml`) in the JDK of the toolchain: the formatter parses with the
/// compiler of the JVM it runs in, and Maven's own JVM may be too old for the language level of the sources.
public final class SourceFormat {
    private static final Set<String> SKIPPED = Set.of("target", ".git", ".idea");
    private static final Pattern MARKDOWN_LINE = Pattern.compile("(?m)^([ \\t]*)(///.*)$");
    private static final Pattern MARK = Pattern.compile("/// §(\\d+)§");
    private static final Pattern LONG_LINE = Pattern.compile("(?m)^[ \\t]*///.{110,}$");
    private static final Pattern BEGINNING = Pattern.compile("([ \\t]*/// *)([-*] +|[0-9]+\\. +)?");
    private static final int COLUMNS = 120;

    private SourceFormat() {}

    /// Entry point; see the class.
    public static void main(String[] args) throws IOException {
        var write = switch (args.length == 3 ? args[0] : "") {
            case "write" -> true;
            case "check" -> false;
            default -> throw new IllegalArgumentException("Usage: SourceFormat.java check|write ROOT FOLDER");
        };
        var root = Path.of(args[1]).toAbsolutePath().normalize();
        var files = sources(root.resolve(args[2]));
        var changed = new ConcurrentLinkedQueue<String>();
        var tooLong = new ConcurrentLinkedQueue<String>();
        var unreadable = new ConcurrentLinkedQueue<String>();
        files.parallelStream().forEach(file -> {
            var name = root.relativize(file).toString();
            try {
                if (format(file, write)) {
                    changed.add(name);
                }
                longComments(Files.readString(file)).forEach(line -> tooLong.add(name + ":" + line));
            } catch (FormatterException e) {
                e.diagnostics().forEach(diagnostic -> unreadable.add(name + ":" + diagnostic));
            } catch (IOException e) {
                unreadable.add(name + ": " + e);
            }
        });
        print("cannot be formatted: ", unreadable);
        print("", tooLong);
        print(write ? "formatted: " : "badly formatted: ", changed);
        if (!unreadable.isEmpty()) {
            System.err.println("The formatter does not know '_' inside a record pattern and 'import module':"
                    + " write 'var _' and single imports.");
        }
        if (!write && !changed.isEmpty()) {
            System.err.println("Run `mvn -q -Pformat` in the root of the repository; it rewrites these files.");
        }
        if (!unreadable.isEmpty() || !tooLong.isEmpty()) {
            System.exit(2);
        }
        if (!write && !changed.isEmpty()) {
            System.exit(1);
        }
    }

    private static void print(String intro, Collection<String> lines) {
        lines.stream().sorted().map(intro::concat).forEach(System.err::println);
    }

    private static boolean format(Path file, boolean write) throws IOException, FormatterException {
        var before = Files.readString(file);
        var after = formatted(before);
        if (before.equals(after)) {
            return false;
        }
        if (write) {
            Files.writeString(file, after);
        }
        return true;
    }

    /// The text as it should be.
    ///
    /// Markdown comments keep their line breaks: the formatter counts the indentation of their second and later lines
    /// twice and breaks them without a new `///`, which is no Java any more. So it sees a short mark in their place.
    private static String formatted(String text) throws FormatterException {
        var options = JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build();
        var formatter = Formatter.createFormatter(options);
        var comments = new ArrayList<String>();
        var shielded = MARKDOWN_LINE.matcher(formatter.fixImports(text)).replaceAll(line -> {
            comments.add(line.group(2).stripTrailing());
            return Matcher.quoteReplacement(line.group(1) + "/// §" + (comments.size() - 1) + "§");
        });
        var restored = MARK.matcher(formatter.formatSource(shielded))
                .replaceAll(mark -> Matcher.quoteReplacement(comments.get(Integer.parseInt(mark.group(1)))));
        return LONG_LINE.matcher(restored).replaceAll(line -> Matcher.quoteReplacement(broken(line.group())));
    }

    /// A long line of a Markdown comment in two or more, with the indentation of its list item; tables stay.
    private static String broken(String line) {
        var parts = BEGINNING.matcher(line);
        if (line.length() <= COLUMNS || !parts.lookingAt() || line.startsWith("|", parts.end())) {
            return line;
        }
        var indent = parts.group(1)
                + " ".repeat(parts.group(2) == null ? 0 : parts.group(2).length());
        var at = line.lastIndexOf(' ', COLUMNS);
        if (at <= parts.end()) {
            return line;
        }
        return line.substring(0, at).stripTrailing() + "\n" + broken(indent + line.substring(at + 1));
    }

    private static List<String> longComments(String text) {
        var found = new ArrayList<String>();
        var lines = text.lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.stripLeading().startsWith("///") && line.codePointCount(0, line.length()) > COLUMNS) {
                found.add((i + 1) + ": comment is longer than " + COLUMNS + " columns, break it by hand");
            }
        }
        return found;
    }

    private static List<Path> sources(Path root) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return SKIPPED.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
