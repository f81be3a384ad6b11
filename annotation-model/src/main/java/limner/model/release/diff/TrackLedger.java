package limner.model.release.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limner.model.release.ReleaseReader;
import limner.model.release.coco.CocoTrack;
import limner.model.release.diff.ReleaseDiff.Share;
import limner.model.release.diff.ReleaseDiff.Track;

/// Which tracks of two releases share objects. Not for several threads.
final class TrackLedger {

    private final Map<Integer, Map<Integer, Long>> intoAfter = new HashMap<>();
    private final Map<Integer, Map<Integer, Long>> fromBefore = new HashMap<>();

    /// An object that is on a track in both.
    void shared(int before, int after) {
        intoAfter.computeIfAbsent(before, _ -> new TreeMap<>()).merge(after, 1L, Long::sum);
        fromBefore.computeIfAbsent(after, _ -> new TreeMap<>()).merge(before, 1L, Long::sum);
    }

    ReleaseDiff.Tracks tracks(ReleaseReader before, ReleaseReader after) {
        Map<Integer, CocoTrack> olds = byId(before);
        Map<Integer, CocoTrack> news = byId(after);
        return new ReleaseDiff.Tracks(
                olds.size(),
                news.size(),
                several(before, olds, news, intoAfter),
                several(after, news, olds, fromBefore),
                news.keySet().stream().filter(t -> !fromBefore.containsKey(t)).count(),
                olds.keySet().stream().filter(t -> !intoAfter.containsKey(t)).count());
    }

    private static Map<Integer, CocoTrack> byId(ReleaseReader release) {
        Map<Integer, CocoTrack> all = new TreeMap<>();
        release.tracks().forEach(t -> all.put(t.id(), t));
        return all;
    }

    private static List<Track> several(
            ReleaseReader release,
            Map<Integer, CocoTrack> own,
            Map<Integer, CocoTrack> others,
            Map<Integer, Map<Integer, Long>> shared) {
        Map<Integer, String> videos = new HashMap<>();
        release.facts().videos().forEach(v -> videos.put(v.number(), v.name()));
        List<Track> all = new ArrayList<>();
        for (CocoTrack track : own.values()) {
            Map<Integer, Long> with = shared.getOrDefault(track.id(), Map.of());
            if (with.size() > 1) {
                List<Share> shares = new ArrayList<>();
                with.forEach((id, objects) -> {
                    CocoTrack other = others.get(id);
                    shares.add(new Share(
                            other == null ? "track " + id : other.name(), other == null ? "" : other.label(), objects));
                });
                all.add(new Track(videos.getOrDefault(track.video(), ""), track.name(), track.label(), shares));
            }
        }
        return all;
    }
}
