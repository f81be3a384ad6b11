package limner.app.usecase;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import limner.model.release.PlanFile;
import limner.model.release.ReleasePlan;
import limner.model.release.coco.FormatException;

/// Plans of releases that were given a name: files beside the project, one for each version, none of which is ever
/// written over. Names that differ in the case of letters alone are one name, as they are one file on some disks. The
/// caller's thread waits for the disk.
public final class SavedPlans {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}");
    private static final Pattern FILE = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_-]{0,59})\\.([1-9][0-9]{0,5})\\.json");
    private static final Pattern ASKED = Pattern.compile("(.+?)(?:@([1-9][0-9]{0,5}))?");

    private final Path folder;

    private SavedPlans(Path folder) {
        this.folder = folder;
    }

    /// Those of a project: in the folder that is named as the project file, and ends in `.plans`.
    public static SavedPlans of(Path project) {
        Path file = project.toAbsolutePath().normalize();
        String name = String.valueOf(file.getFileName());
        String base =
                name.endsWith(Projects.ENDING) ? name.substring(0, name.length() - Projects.ENDING.length()) : name;
        return new SavedPlans(file.resolveSibling(base + ".plans"));
    }

    /// One version of a plan.
    public record Saved(String name, int version) {

        /// What [#load(String)] finds it by.
        public String asked() {
            return name + "@" + version;
        }
    }

    /// All that were saved, by name, of each the newest version first.
    public List<Saved> list() throws IOException {
        List<Saved> all = new ArrayList<>();
        for (Path file : files()) {
            name(file).ifPresent(m -> all.add(new Saved(m.group(1), Integer.parseInt(m.group(2)))));
        }
        all.sort(Comparator.comparing(Saved::name)
                .thenComparing(Comparator.comparingInt(Saved::version).reversed()));
        return List.copyOf(all);
    }

    /// Finds a plan.
    ///
    /// @param asked its name, for the newest version, or `name@version`
    /// @throws AppException when there is none, or its file is no plan
    public ReleasePlan load(String asked) throws IOException {
        Matcher m = ASKED.matcher(asked);
        boolean named = m.matches();
        SortedMap<Integer, Path> versions = named ? versions(m.group(1)) : new TreeMap<>();
        int newest = versions.isEmpty() ? 0 : versions.lastKey();
        Path file = versions.get(named && m.group(2) != null ? Integer.parseInt(m.group(2)) : newest);
        if (file == null) {
            throw new AppException(AppException.Kind.BAD_INPUT, "There is no plan \"" + asked + "\". " + known());
        }
        try {
            return PlanFile.read(Files.newInputStream(file));
        } catch (FormatException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, file + " is no plan: " + e.getMessage() + ".", e);
        }
    }

    /// Keeps a plan as the next version of this name; one that says what the newest says already makes no new one.
    ///
    /// @return the number of the version that holds it
    /// @throws AppException when the name is none
    public int save(String name, ReleasePlan plan) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    "A plan is named with letters, digits, - and _, and begins with a letter or digit: not \"" + name
                            + "\". Nothing was saved.");
        }
        while (true) {
            SortedMap<Integer, Path> versions = versions(name);
            int last = versions.isEmpty() ? 0 : versions.lastKey();
            Path newest = versions.get(last);
            String spelled =
                    newest == null ? name : name(newest).map(m -> m.group(1)).orElse(name);
            byte[] content = PlanFile.write(plan.withName(spelled).withEvent(1).withLicence(""));
            if (newest != null && Arrays.equals(content, Files.readAllBytes(newest))) {
                return last;
            }
            try {
                Beside.create(folder.resolve(spelled + "." + (last + 1) + ".json"), content);
                return last + 1;
            } catch (FileAlreadyExistsException _) {
                // Another process has saved this version in the meantime: it is the newest now.
            }
        }
    }

    private String known() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Path file : files()) {
            name(file).ifPresent(m -> names.add(m.group(1)));
        }
        return names.isEmpty()
                ? "This project has none; release --save-plan NAME saves one."
                : "There are: " + String.join(", ", names) + ".";
    }

    private SortedMap<Integer, Path> versions(String name) throws IOException {
        SortedMap<Integer, Path> all = new TreeMap<>();
        SortedMap<Integer, Path> exactly = new TreeMap<>();
        for (Path file : files()) {
            name(file).filter(m -> m.group(1).equalsIgnoreCase(name)).ifPresent(m -> {
                int version = Integer.parseInt(m.group(2));
                all.put(version, file);
                if (m.group(1).equals(name)) {
                    exactly.put(version, file);
                }
            });
        }
        all.putAll(exactly);
        return all;
    }

    private static Optional<Matcher> name(Path file) {
        Matcher m = FILE.matcher(String.valueOf(file.getFileName()));
        return m.matches() ? Optional.of(m) : Optional.empty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }
}
