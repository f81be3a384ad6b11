package limner.app.usecase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import limner.media.session.SequenceSession;
import limner.media.still.NaturalOrder;
import limner.media.still.PictureList;

/// Several picture files that are given at once are one sequence, not as many videos.
final class PictureFiles {

    private PictureFiles() {}

    /// The same files, with the pictures among them, when there are several, as one sequence in the place of the first:
    /// the folder they lie in when they are all the pictures in it, else a list that is written beside the project.
    /// Waits for the disk.
    ///
    /// @param project the project file; the list is put beside it
    static List<Path> gathered(Path project, List<Path> files) throws IOException {
        List<Path> pictures = files.stream()
                .filter(f -> Files.isRegularFile(f) && !PictureList.isOne(f) && SequenceSession.isFor(f))
                .map(f -> f.toAbsolutePath().normalize())
                .distinct()
                .sorted(Comparator.comparing(Path::toString, NaturalOrder.BY_NUMBERS))
                .toList();
        if (pictures.size() < 2) {
            return files;
        }
        List<Path> gathered = new ArrayList<>();
        boolean placed = false;
        for (Path file : files) {
            if (!pictures.contains(file.toAbsolutePath().normalize())) {
                gathered.add(file);
            } else if (!placed) {
                gathered.add(place(project, pictures));
                placed = true;
            }
        }
        return gathered;
    }

    /// Removes lists that were written, where there is no project that could name them.
    static void forget(Path project, List<Path> gathered, List<Path> given) throws IOException {
        for (Path path : gathered) {
            if (!given.contains(path) && path.toString().endsWith(PictureList.ENDING) && Files.notExists(project)) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static Path place(Path project, List<Path> pictures) throws IOException {
        Path folder = pictures.getFirst().getParent();
        if (folder != null && pictures.stream().allMatch(p -> folder.equals(p.getParent()))) {
            PictureList all = PictureList.of(folder);
            Set<Path> inside = all.items().stream()
                    .map(i -> folder.resolve(i.name()))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (inside.equals(Set.copyOf(pictures))) {
                return folder;
            }
        }
        Path list = freeList(project, pictures.getFirst());
        PictureList.write(list, pictures);
        return list;
    }

    /// Named after the first picture.
    private static Path freeList(Path project, Path first) throws IOException {
        Path beside = project.toAbsolutePath().normalize().getParent();
        if (beside == null) {
            throw new IOException(project + " lies in no folder");
        }
        String name = String.valueOf(first.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name) + " and others";
        Path list = beside.resolve(stem + PictureList.ENDING);
        for (int n = 2; Files.exists(list); n++) {
            list = beside.resolve(stem + " (" + n + ")" + PictureList.ENDING);
        }
        return list;
    }
}
