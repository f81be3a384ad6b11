package limner.model.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Writes the files of videos as MOTChallenge keeps them: for each a folder with `gt/gt.txt`, whose frames count from
/// 1, and `seqinfo.ini`, as [SequenceInfo] reads it. Used by one thread.
public final class SequenceFiles implements AutoCloseable {

    private final Heads heads;
    private final Target target;
    private final SequencedMap<String, Sequence> sequences = new LinkedHashMap<>();
    private final Set<String> folders = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Integer> lengths = new HashMap<>();

    /// @param folder of the sequence, without a `/` at its end
    /// @param name that `seqinfo.ini` says
    /// @param first the first picture that came
    private record Sequence(String folder, String name, Entry.Picture first, Writer lines) {}

    /// @param files names of files that lie beside the folders
    public SequenceFiles(Heads heads, Target target, List<String> files) {
        this.heads = heads;
        this.target = target;
        files.forEach(f -> folders.add(f.toLowerCase(Locale.ROOT)));
    }

    /// Whether a sequence can have this picture.
    public static boolean isFrame(Entry.Picture picture) {
        return !picture.video().isEmpty() && picture.frame() >= 0;
    }

    /// A picture of a sequence, and what is said of it.
    ///
    /// @param lines without their ends
    public void page(Entry.Picture picture, List<String> lines) throws IOException {
        lengths.merge(picture.video(), picture.frame() + 1, Math::max);
        Sequence sequence = sequence(picture);
        for (String line : lines) {
            sequence.lines().write(line + "\n");
        }
    }

    /// The folders of all sequences so far, without a `/` at their end.
    public Set<String> folders() {
        Set<String> all = new HashSet<>();
        sequences.values().forEach(s -> all.add(s.folder()));
        return all;
    }

    private Sequence sequence(Entry.Picture picture) throws IOException {
        Sequence known = sequences.get(picture.video());
        if (known != null) {
            return known;
        }
        String wanted = Optional.ofNullable(heads.videos().get(picture.video()))
                .map(v -> v.name().strip())
                .orElse(picture.video());
        String folder = folder(wanted);
        // What two sequences are called alike, or on several lines, is told by their folders.
        boolean isName = XmlText.isName(wanted) && !wanted.isEmpty() && names.add(wanted);
        Sequence sequence = new Sequence(
                folder,
                isName ? wanted : folder,
                picture,
                new BufferedWriter(
                        new OutputStreamWriter(target.create(folder + "/gt/gt.txt"), StandardCharsets.UTF_8)));
        names.add(sequence.name());
        sequences.put(picture.video(), sequence);
        return sequence;
    }

    private String folder(String wanted) {
        boolean canBe = !wanted.contains("/") && Target.problem(wanted).isEmpty();
        if (canBe && folders.add(wanted.toLowerCase(Locale.ROOT))) {
            return wanted;
        }
        for (int i = sequences.size() + 1; ; i++) {
            String folder = "sequence-" + i;
            if (!names.contains(folder) && folders.add(folder)) {
                return folder;
            }
        }
    }

    /// Ends all files and says of each sequence what it is.
    public void end() throws IOException {
        for (Map.Entry<String, Sequence> e : sequences.entrySet()) {
            Sequence s = e.getValue();
            s.lines().close();
            int said = Optional.ofNullable(heads.videos().get(e.getKey()))
                    .map(Entry.Video::length)
                    .orElse(0);
            int length = Math.max(said, lengths.getOrDefault(e.getKey(), 0));
            String file = PictureFiles.nameOf(s.first());
            String ending = file.substring(PictureTeller.stem(file).length());
            try (Writer info =
                    new OutputStreamWriter(target.create(s.folder() + "/seqinfo.ini"), StandardCharsets.UTF_8)) {
                info.write("[Sequence]\nname=" + s.name() + "\nimDir=img1\nseqLength=" + length + "\nimWidth="
                        + s.first().width() + "\nimHeight=" + s.first().height() + "\nimExt="
                        + (XmlText.isName(ending) && !ending.isBlank() ? ending.strip() : ".jpg") + "\n");
            }
        }
    }

    @Override
    public void close() throws IOException {
        Optional<IOException> failed = Optional.empty();
        for (Sequence s : sequences.values()) {
            try {
                s.lines().close();
            } catch (IOException e) {
                failed = Optional.of(failed.orElse(e));
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }
}
