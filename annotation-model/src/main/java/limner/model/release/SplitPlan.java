package limner.model.release;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import limner.model.id.MediaId;

/// How the videos of a release are divided into parts, one to train with, one to test with: whole videos, never the
/// pictures of one.
///
/// @param shares the parts, at least two
/// @param seed decides between divisions that are as good
/// @param groups videos that belong together, by the name of their group; a video that is in none is its own, and
///     videos of one file are together whatever is said
/// @param kept the part a video was in before and stays in, so that what was held out once is held out for ever
public record SplitPlan(
        List<Share> shares, long seed, SortedMap<MediaId, String> groups, SortedMap<MediaId, String> kept) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,30}");
    private static final int LARGEST = 1_000_000;

    public SplitPlan {
        shares = List.copyOf(shares);
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
        kept = Collections.unmodifiableSortedMap(new TreeMap<>(kept));
        Set<String> names = new HashSet<>();
        for (Share share : shares) {
            if (!names.add(share.name())) {
                throw new IllegalArgumentException("the part " + share.name() + " is named twice");
            }
        }
        if (shares.size() < 2) {
            throw new IllegalArgumentException("a division has two parts or more");
        }
        for (String part : kept.values()) {
            if (!names.contains(part)) {
                throw new IllegalArgumentException("a video was in the part " + part + ", which is not there any more");
            }
        }
    }

    /// A part, and how large it is to be in comparison with the others: 70, 20 and 10, or 7, 2 and 1.
    public record Share(String name, int weight) {
        public Share {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "a part is named with small letters, digits, - and _, and begins with a letter: " + name);
            }
            if (weight < 1 || weight > LARGEST) {
                throw new IllegalArgumentException("the share of a part is from 1 to " + LARGEST + ": " + weight);
            }
        }
    }

    /// Without groups and without an earlier division.
    public static SplitPlan of(List<Share> shares, long seed) {
        return new SplitPlan(shares, seed, new TreeMap<>(), new TreeMap<>());
    }

    public SplitPlan withGroups(SortedMap<MediaId, String> named) {
        return new SplitPlan(shares, seed, named, kept);
    }

    public SplitPlan withKept(SortedMap<MediaId, String> before) {
        return new SplitPlan(shares, seed, groups, before);
    }
}
