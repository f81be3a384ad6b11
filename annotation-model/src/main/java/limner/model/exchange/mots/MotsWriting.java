package limner.model.exchange.mots;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.NameList;
import limner.model.exchange.Numbers;
import limner.model.exchange.Page;
import limner.model.exchange.PictureFiles;
import limner.model.exchange.PngFile;
import limner.model.exchange.SequenceFiles;
import limner.model.exchange.Target;
import limner.model.exchange.Topmost;
import limner.model.geometry.Rle;

/// Writes the objects of each picture when it comes, and the classes at the end.
final class MotsWriting implements DatasetWriter.Writing {

    private final Heads heads;
    private final MotsExport.Kind kind;
    private final Target target;
    private final Map<String, Integer> classes;
    private final PictureFiles pictures;
    private final SequenceFiles files;
    private final Map<String, Integer> given = new HashMap<>();
    private final Map<String, BitSet> taken = new HashMap<>();

    MotsWriting(Heads heads, MotsExport.Kind kind, Target target) {
        this.heads = heads;
        this.kind = kind;
        this.target = target;
        classes = NameList.numbers(heads);
        pictures = PictureFiles.of(heads);
        files = new SequenceFiles(heads, target, List.of(MotsExport.LABELS));
    }

    @Override
    public List<String> page(Page page) throws IOException {
        Entry.Picture picture = page.picture();
        if (kind == MotsExport.Kind.TEXT && !SequenceFiles.isFrame(picture)) {
            return List.of();
        }
        String name = "instances/" + pictures.of(picture, ".png");
        String sequence = kind == MotsExport.Kind.TEXT ? picture.video() : name.substring(0, name.lastIndexOf('/'));
        List<String> ids = new ArrayList<>();
        SequencedMap<Integer, Rle> objects = new LinkedHashMap<>();
        for (Entry.Annotation a : page.annotations()) {
            int number = number(sequence, a);
            ids.add(Integer.toString(number));
            objects.merge(number, Topmost.pixels(a, picture), Rle::union);
        }
        switch (kind) {
            case TEXT -> text(picture, objects);
            case PICTURES -> picture(picture, name, objects);
        }
        return ids;
    }

    private void text(Entry.Picture picture, SequencedMap<Integer, Rle> objects) throws IOException {
        List<String> lines = new ArrayList<>();
        objects.forEach((number, pixels) -> lines.add(String.join(
                " ",
                Integer.toString(picture.frame() + 1),
                Integer.toString(number),
                Integer.toString(number / MotsClasses.PER_CLASS),
                Integer.toString(picture.height()),
                Integer.toString(picture.width()),
                pixels.cocoString())));
        files.page(picture, lines);
    }

    private void picture(Entry.Picture picture, String name, SequencedMap<Integer, Rle> objects) throws IOException {
        List<Topmost.Region> regions = new ArrayList<>();
        objects.forEach((number, pixels) -> regions.add(new Topmost.Region(number, pixels)));
        try (OutputStream out = target.create(name)) {
            PngFile.write(Topmost.paint(picture, regions), PngFile.Depth.BITS_16, out);
        }
    }

    /// The number of an object with that of its class. What its track has in its file stays where it can; others come
    /// after those of all tracks.
    private int number(String sequence, Entry.Annotation a) {
        String track = a.track().orElseThrow().key();
        String key = sequence + "\n" + a.category() + "\n" + track;
        Integer known = given.get(key);
        if (known != null && !track.equals(MotsExport.ALONE)) {
            return known;
        }
        int of = classes.getOrDefault(a.category(), 0);
        BitSet inUse = taken.computeIfAbsent(sequence + "\n" + a.category(), _ -> new BitSet());
        long own = Numbers.whole(Numbers.last(track));
        if (own / MotsClasses.PER_CLASS == of) {
            own %= MotsClasses.PER_CLASS;
        }
        int place = own > 0 && own < MotsClasses.PER_CLASS && !inUse.get((int) own) ? (int) own : free(a, inUse);
        inUse.set(place);
        int number = of * MotsClasses.PER_CLASS + place;
        given.put(key, number);
        return number;
    }

    private int free(Entry.Annotation a, BitSet inUse) {
        int most = MotsClasses.PER_CLASS - 1;
        int above = (int) Math.min(heads.highestTrack(), most);
        for (int i = 0; i < most; i++) {
            int number = (above + i) % most + 1;
            if (!inUse.get(number)) {
                return number;
            }
        }
        throw new IllegalArgumentException("MOTS has numbers for " + most + " objects of a class in a video, and there"
                + " are more of " + heads.category(a.category()).name()
                + ". What is of no track is another object on each picture. Choose fewer classes or videos.");
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        files.end();
        NameList.write(target, MotsExport.LABELS, heads);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
