package limner.test.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a Markdown page claims to exist: classes, packages, tests, paths, links, Maven profiles, subcommands.
///
/// Only claims that can be told from other words are looked at: names below `limner.`, names that end in `Test`, paths
/// whose first part is an entry of the repository, `-P` profiles, and subcommands after `limner`.
final class Claims {
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern QUALIFIED =
            Pattern.compile("\\blimner(?:\\.[a-z][a-z0-9]*)+(?:\\.[A-Z][A-Za-z0-9]*)?");
    private static final Pattern TEST = Pattern.compile("\\b[A-Z][A-Za-z0-9]*Test\\b");
    private static final Pattern PATH = Pattern.compile("(?<![\\w./-])\\.?[\\w-]+(?:/[\\w.-]+)+/?");
    private static final Pattern PROFILE = Pattern.compile("\\bmvn\\b[^\\n`]*?\\s-P([a-z-]+)");
    private static final Pattern SUBCOMMAND = Pattern.compile("(?m)(?:^|[`/\\s])limner ([a-z]+)\\b");

    private final Path root;
    private final Set<String> classes;
    private final String poms;
    private final String sources;
    private final Set<String> files;

    Claims(Repository repository) {
        this.root = repository.root();
        var texts = repository.texts();
        this.classes = texts.stream()
                .map(Path::toString)
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.replace('\\', '/'))
                .collect(Collectors.toSet());
        this.poms = texts.stream()
                .filter(file -> file.endsWith("pom.xml"))
                .map(Repository::read)
                .collect(Collectors.joining());
        this.files = texts.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        this.sources = texts.stream()
                .filter(file -> file.toString().contains("main"))
                .filter(file -> file.toString().endsWith(".java"))
                .map(Repository::read)
                .collect(Collectors.joining());
    }

    /// What `text`, standing in `page`, names and does not exist; sorted.
    Set<String> unfounded(Path page, String text) {
        var wrong = new TreeSet<String>();
        var links = LINK.matcher(text);
        while (links.find()) {
            var target = links.group(1);
            if (!target.contains("://") && !target.startsWith("mailto:") && !exists(page, target)) {
                wrong.add("link to " + target);
            }
        }
        var code = CODE.matcher(text);
        while (code.find()) {
            look(page, code.group(), wrong);
        }
        return wrong;
    }

    private void look(Path page, String code, Set<String> wrong) {
        find(QUALIFIED.matcher(code), 0).stream()
                .filter(name -> !isClassOrPackage(name))
                .forEach(name -> wrong.add("class or package " + name));
        find(TEST.matcher(code), 0).stream()
                .filter(name -> classes.stream().noneMatch(file -> file.endsWith("/" + name + ".java")))
                .forEach(name -> wrong.add("test " + name));
        find(PATH.matcher(code), 0).stream()
                .filter(path -> Files.exists(root.resolve(path.substring(0, path.indexOf('/')))))
                .filter(path -> !path.contains("target/") && !exists(page, path))
                .forEach(path -> wrong.add("path " + path));
        find(PROFILE.matcher(code), 1).stream()
                .filter(profile -> !poms.contains("<id>" + profile + "</id>"))
                .forEach(profile -> wrong.add("profile " + profile));
        find(SUBCOMMAND.matcher(code), 1).stream()
                .filter(command -> !sources.contains("name = \"" + command + "\""))
                .forEach(command -> wrong.add("subcommand " + command));
    }

    private static Set<String> find(Matcher matcher, int group) {
        var found = new TreeSet<String>();
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
        return found;
    }

    private boolean isClassOrPackage(String name) {
        var path = "/" + name.replace('.', '/');
        return classes.stream().anyMatch(file -> file.endsWith(path + ".java") || file.contains(path + "/"))
                || files.contains(name)
                || name.matches("limner\\.(exe|bat|cfg|aot)")
                || isProperty(name);
    }

    /// System properties begin like packages; they are in the poms or in the code.
    private boolean isProperty(String name) {
        return poms.contains("<" + name + ">") || sources.contains("\"" + name + "\"");
    }

    private boolean exists(Path page, String target) {
        var beside = page.resolveSibling(target).normalize();
        return Files.exists(beside) || Files.exists(root.resolve(target).normalize());
    }
}
