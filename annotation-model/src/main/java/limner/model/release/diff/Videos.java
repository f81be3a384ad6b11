package limner.model.release.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import limner.model.release.ReleaseReader;
import limner.model.release.ReleaseReader.Video;
import limner.model.release.diff.ReleaseDiff.VideoPair;
import limner.model.release.diff.ReleaseDiff.VideoPair.Known;

/// Which videos of two releases are the same.
///
/// @param pairs those of the first release in their order, then those that the second has alone
/// @param before place in `pairs` by the number of a video of the first release
/// @param after the same of the second
record Videos(List<VideoPair> pairs, Map<Integer, Integer> before, Map<Integer, Integer> after) {

    static Videos of(ReleaseReader before, ReleaseReader after) {
        boolean oneProject = before.facts().project().equals(after.facts().project());
        List<Video> left = new ArrayList<>(after.facts().videos());
        Map<Video, Video> partner = new HashMap<>();
        Map<Video, Known> how = new HashMap<>();
        Map<Known, BiPredicate<Video, Video>> same = Map.of(
                Known.PROJECT_ID, (a, b) -> oneProject && a.media().equals(b.media()),
                Known.DIGEST, (a, b) -> a.sha256().equals(b.sha256()),
                Known.NAME, (a, b) -> a.name().equals(b.name()));
        for (Known known : List.of(Known.PROJECT_ID, Known.DIGEST, Known.NAME)) {
            BiPredicate<Video, Video> like = Objects.requireNonNull(same.get(known));
            for (Video a : before.facts().videos()) {
                if (!partner.containsKey(a)) {
                    left.stream().filter(b -> like.test(a, b)).findFirst().ifPresent(b -> {
                        partner.put(a, b);
                        how.put(a, known);
                        left.remove(b);
                    });
                }
            }
        }
        List<VideoPair> pairs = new ArrayList<>();
        Map<Integer, Integer> ofBefore = new HashMap<>();
        Map<Integer, Integer> ofAfter = new HashMap<>();
        for (Video a : before.facts().videos()) {
            ofBefore.put(a.number(), pairs.size());
            Video b = partner.get(a);
            if (b == null) {
                pairs.add(new VideoPair(a.name(), "", Known.ONE_SIDE));
            } else {
                ofAfter.put(b.number(), pairs.size());
                pairs.add(new VideoPair(a.name(), b.name(), how.getOrDefault(a, Known.NAME)));
            }
        }
        for (Video b : left) {
            ofAfter.put(b.number(), pairs.size());
            pairs.add(new VideoPair("", b.name(), Known.ONE_SIDE));
        }
        return new Videos(pairs, ofBefore, ofAfter);
    }

    String name(int pair) {
        return pairs.get(pair).name();
    }
}
