package limner.model.release;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.folder.Digests;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.project.PlacedLabel;

/// Which part each video of a release is in.
///
/// Groups are taken from the largest to the smallest, those of like size in an order that the seed decides, and each
/// goes
/// where all parts come closest to their shares of the pictures and of the labels of every class: the greedy form, for
/// whole groups, of stratifying by several labels at once (after K. Sechidis, G. Tsoumakas and I. Vlahavas, "On the
/// Stratification of Multi-Label Data", 2011).
///
/// @param ofVideo the part of each video, by its id
/// @param groupOf the group of each video, by its id
record Splits(SplitPlan plan, SortedMap<MediaId, String> ofVideo, SortedMap<MediaId, String> groupOf) {

    /// Counted beside the classes, whose numbers begin at 1.
    private static final int PICTURES = 0;

    /// Videos that stay together.
    private record Group(String name, List<Clip> clips, SortedMap<Integer, Long> amounts, Optional<String> kept) {
        long size() {
            return amounts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    static Splits of(SplitPlan plan, Selection selection) throws StoppedException {
        List<Group> groups = groups(plan, selection);
        SortedMap<Integer, Long> all = new TreeMap<>();
        groups.forEach(g -> g.amounts().forEach((what, many) -> all.merge(what, many, Long::sum)));
        Map<String, SortedMap<Integer, Long>> filled = new HashMap<>();
        plan.shares().forEach(s -> filled.put(s.name(), new TreeMap<>()));
        SortedMap<MediaId, String> parts = new TreeMap<>();
        SortedMap<MediaId, String> names = new TreeMap<>();
        for (Group group : inOrder(groups, plan.seed())) {
            String part = group.kept().orElseGet(() -> best(plan, group, filled, all));
            group.amounts()
                    .forEach((what, many) ->
                            filled.getOrDefault(part, new TreeMap<>()).merge(what, many, Long::sum));
            for (Clip clip : group.clips()) {
                parts.put(clip.media().id(), part);
                names.put(clip.media().id(), group.name());
            }
        }
        return new Splits(plan, parts, names);
    }

    String of(Clip clip) {
        return ofVideo.getOrDefault(clip.media().id(), "");
    }

    String groupOf(Clip clip) {
        return groupOf.getOrDefault(clip.media().id(), "");
    }

    /// The part each video stays in from now on, also of those that were kept and are not in this release.
    SortedMap<MediaId, String> division() {
        SortedMap<MediaId, String> all = new TreeMap<>(plan.kept());
        all.putAll(ofVideo);
        return all;
    }

    /// What is in a part.
    ///
    /// @param labels on its pictures, by class
    record Content(int videos, long pictures, SortedMap<ClassId, Long> labels) {}

    Content content(String part, Selection selection) {
        int videos = 0;
        long pictures = 0;
        SortedMap<ClassId, Long> labels = new TreeMap<>();
        for (Clip clip : selection.clips()) {
            if (of(clip).equals(part)) {
                videos++;
                pictures += clip.frames().length;
                for (int frame : clip.frames()) {
                    selection
                            .labelsOn(clip, frame)
                            .forEach(p -> labels.merge(p.label().classId(), 1L, Long::sum));
                }
            }
        }
        return new Content(videos, pictures, labels);
    }

    // Groups.

    private static List<Group> groups(SplitPlan plan, Selection selection) throws StoppedException {
        List<List<Clip>> together = new ArrayList<>();
        for (Clip clip : selection.clips()) {
            List<List<Clip>> met = together.stream()
                    .filter(g -> g.stream().anyMatch(c -> belong(plan, c, clip)))
                    .toList();
            List<Clip> joined = new ArrayList<>();
            met.forEach(joined::addAll);
            joined.add(clip);
            together.removeAll(met);
            together.add(joined);
        }
        List<Group> all = new ArrayList<>();
        for (List<Clip> clips : together) {
            all.add(group(plan, selection, clips));
        }
        return all;
    }

    /// Also where one file is in the project twice: no picture may be in two parts.
    private static boolean belong(SplitPlan plan, Clip a, Clip b) {
        String group = plan.groups().get(a.media().id());
        boolean named =
                group != null && group.equals(plan.groups().get(b.media().id()));
        boolean sameFile = !a.media().sha256().isEmpty()
                && a.media().sha256().equals(b.media().sha256());
        return named || sameFile || a.media().fingerprint().equals(b.media().fingerprint());
    }

    private static Group group(SplitPlan plan, Selection selection, List<Clip> clips) throws StoppedException {
        clips.sort(Comparator.comparingInt(Clip::number));
        SortedMap<Integer, Long> amounts = new TreeMap<>();
        Optional<String> kept = Optional.empty();
        String name = clips.getFirst().media().name();
        for (Clip clip : clips) {
            amounts.merge(PICTURES, (long) clip.frames().length, Long::sum);
            for (int frame : clip.frames()) {
                for (PlacedLabel placed : selection.labelsOn(clip, frame)) {
                    ClassId classId = placed.label().classId();
                    amounts.merge(classId.value(), 1L, Long::sum);
                }
            }
            name = plan.groups().getOrDefault(clip.media().id(), name);
            String before = plan.kept().get(clip.media().id());
            if (before != null && kept.isPresent() && !kept.get().equals(before)) {
                throw StoppedException.because("The videos of the group " + name
                        + " belong together, and the earlier release had some of them in " + kept.get()
                        + " and some in " + before + ". No release was written; divide the group, or do without the "
                        + "earlier division.");
            }
            kept = before == null ? kept : Optional.of(before);
        }
        return new Group(name, clips, amounts, kept);
    }

    // Which goes where.

    /// What is kept comes first, so that the rest fills what it leaves; the largest of the rest follow, to within a
    /// factor of two.
    private static List<Group> inOrder(List<Group> groups, long seed) {
        Comparator<Group> order = Comparator.comparing((Group g) -> g.kept().isEmpty())
                .thenComparing(g -> Long.numberOfLeadingZeros(g.size()))
                .thenComparing(g -> drawn(g, seed))
                .thenComparing(g -> g.clips().getFirst().media().id());
        return groups.stream().sorted(order).toList();
    }

    /// A number that looks random and depends on nothing but seed and video.
    private static long drawn(Group group, long seed) {
        MessageDigest digest = Digests.sha256();
        String first = group.clips().stream()
                .map(c -> c.media().id().toString())
                .min(Comparator.naturalOrder())
                .orElse("");
        digest.update((seed + " " + first).getBytes(StandardCharsets.US_ASCII));
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static String best(
            SplitPlan plan, Group group, Map<String, SortedMap<Integer, Long>> filled, SortedMap<Integer, Long> all) {
        long weights = plan.shares().stream().mapToLong(SplitPlan.Share::weight).sum();
        String best = plan.shares().getFirst().name();
        double least = Double.POSITIVE_INFINITY;
        for (SplitPlan.Share candidate : plan.shares()) {
            double cost = 0;
            for (SplitPlan.Share share : plan.shares()) {
                SortedMap<Integer, Long> has = filled.getOrDefault(share.name(), new TreeMap<>());
                for (Map.Entry<Integer, Long> e : all.entrySet()) {
                    long many = has.getOrDefault(e.getKey(), 0L)
                            + (share == candidate ? group.amounts().getOrDefault(e.getKey(), 0L) : 0);
                    double off = (double) many / e.getValue() - (double) share.weight() / weights;
                    // All classes together weigh as much as the pictures do.
                    cost += off * off * (e.getKey() == PICTURES ? Math.max(1, all.size() - 1) : 1);
                }
            }
            if (cost < least) {
                least = cost;
                best = candidate.name();
            }
        }
        return best;
    }
}
