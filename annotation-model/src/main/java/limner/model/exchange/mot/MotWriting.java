package limner.model.exchange.mot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.NameList;
import limner.model.exchange.Numbers;
import limner.model.exchange.Page;
import limner.model.exchange.SequenceFiles;
import limner.model.exchange.Target;
import limner.model.exchange.Value;
import limner.model.geometry.Box;

/// Writes the boxes of each picture when it comes, and what the sequences are at the end.
final class MotWriting implements DatasetWriter.Writing {

    /// Numbers of tracks that everybody's programs hold.
    private static final long HIGHEST = 1_000_000_000;

    private final Heads heads;
    private final MotNumbers classes;
    private final Target target;
    private final SequenceFiles files;
    private final Map<String, Numbers> numbers = new HashMap<>();
    private final Map<String, Long> given = new HashMap<>();

    MotWriting(Heads heads, Target target) {
        this.heads = heads;
        this.classes = MotNumbers.of(heads);
        this.target = target;
        files = new SequenceFiles(heads, target, List.of());
    }

    @Override
    public List<String> page(Page page) throws IOException {
        Entry.Picture picture = page.picture();
        if (!SequenceFiles.isFrame(picture)) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Entry.Annotation a : page.annotations()) {
            String id = Long.toString(
                    number(picture.video(), a.track().orElseThrow().key()));
            ids.add(id);
            lines.add(line(picture.frame() + 1, id, a));
        }
        files.page(picture, lines);
        return ids;
    }

    /// That of the track's key where it can be, from 1; the same on all frames.
    private long number(String video, String track) {
        Numbers own = numbers.computeIfAbsent(video, _ -> new Numbers(Math.min(heads.highestTrack(), HIGHEST)));
        if (track.equals(MotExport.ALONE)) {
            return own.next("");
        }
        Long known = given.get(video + "\n" + track);
        if (known != null) {
            return known;
        }
        String last = Numbers.last(track);
        long wanted = Numbers.whole(last);
        long number = own.next(wanted > 0 && wanted <= HIGHEST ? last : "");
        given.put(video + "\n" + track, number);
        return number;
    }

    private String line(int frame, String id, Entry.Annotation a) {
        Box box = (Box) a.shape().orElseThrow();
        boolean isIgnored = a.attributes().containsKey(MotFit.IGNORED);
        double seen = a.attributes().get(MotFit.VISIBILITY) instanceof Value.Amount(double part) ? part : 1;
        return String.join(
                ",",
                Integer.toString(frame),
                id,
                number(box.x() + classes.shift()),
                number(box.y() + classes.shift()),
                number(box.width()),
                number(box.height()),
                isIgnored ? "0" : "1",
                Integer.toString(classes.of(a)),
                number(a.occluded() ? 0 : seen));
    }

    /// Without a fraction where there is none.
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < HIGHEST
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        files.end();
        if (classes.edges()) {
            for (String folder : files.folders().stream().sorted().toList()) {
                NameList.write(target, folder + "/gt/labels.txt", heads);
            }
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
