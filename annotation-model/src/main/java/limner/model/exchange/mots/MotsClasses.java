package limner.model.exchange.mots;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import limner.model.exchange.Entry;
import limner.model.exchange.NameList;
import limner.model.exchange.UnreadableException;

/// The classes of MOTS by their numbers: those of `labels.txt`, which Datumaro leaves beside, or cars, pedestrians and
/// what is to be ignored.
final class MotsClasses {

    /// An object is this times its class, and its own number.
    static final int PER_CLASS = 1000;

    private static final Map<Integer, String> OF_THE_CHALLENGE = Map.of(1, "car", 2, "pedestrian", 10, "ignore");

    private static final int IGNORED = 10;

    private final Map<Integer, String> names;
    private final boolean listed;
    private final Consumer<Entry> into;
    private final Set<String> told = new HashSet<>();

    private MotsClasses(Map<Integer, String> names, boolean listed, Consumer<Entry> into) {
        this.names = names;
        this.listed = listed;
        this.into = into;
    }

    static MotsClasses of(Path root, Path first, Consumer<Entry> into) throws IOException, UnreadableException {
        Path folder = Optional.ofNullable(first.toAbsolutePath().getParent()).orElse(first);
        Optional<Path> list = NameList.find(NameList.upwards(root, folder), List.of("labels.txt"));
        if (list.isEmpty()) {
            return new MotsClasses(OF_THE_CHALLENGE, false, into);
        }
        Path at = Optional.ofNullable(list.get().getParent()).orElse(folder);
        SortedMap<Integer, String> names = NameList.read(at, list.get(), 1);
        MotsClasses classes = new MotsClasses(names, true, into);
        for (int number : names.keySet()) {
            classes.category(number);
        }
        return classes;
    }

    /// Whether what has this class stands for no single object.
    boolean ignored(int number) {
        return !listed && number == IGNORED;
    }

    /// The key of a class, which is told when it is needed first.
    String category(int number) {
        String name = names.get(number);
        if (name == null) {
            throw new IllegalArgumentException("there is no class " + number);
        }
        if (told.add(name)) {
            into.accept(Entry.Category.of(name, name));
        }
        return name;
    }

    /// What an object is a place of; nothing where it is to be ignored.
    Optional<Entry.OnTrack> track(String sequence, int id, int number) {
        return ignored(number)
                ? Optional.empty()
                : Optional.of(new Entry.OnTrack(sequence + "/" + id, Entry.Known.STATED, false));
    }
}
