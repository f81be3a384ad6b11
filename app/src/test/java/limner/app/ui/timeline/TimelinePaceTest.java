package limner.app.ui.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import limner.model.geometry.Box;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.provenance.Origin;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

class TimelinePaceTest {

    private static final MediaId VIDEO = new MediaId(new UUID(1, 1));

    @Test
    void afterAnEditOnlyTheTrackThatChangedIsLaidOutAnew() {
        List<Label> labels = new ArrayList<>();
        for (int n = 1; n <= 20; n++) {
            Map<Integer, Keyframe> keyframes = new HashMap<>();
            for (int k = 0; k < 1000; k++) {
                keyframes.put(k * 20 + n, Keyframe.of(new Box(k, n, 10, 10)));
            }
            labels.add(new Label(
                    new LabelId(new UUID(2, n)),
                    VIDEO,
                    n,
                    new ClassId(1),
                    Extent.TRACK,
                    TreePMap.from(keyframes),
                    new Origin.Manual()));
        }
        RowBuilder builder = new RowBuilder();
        List<Row> before = builder.rows(labels(labels), List.of(), Ontology.empty(), Set.of());
        labels.set(7, labels.get(7).withKeyframe(3, Keyframe.of(new Box(0, 0, 5, 5))));
        long start = System.nanoTime();
        List<Row> after = builder.rows(labels(labels), List.of(), Ontology.empty(), Set.of());
        double millis = (System.nanoTime() - start) / 1e6;
        assertEquals(21, after.size());
        assertEquals(20_001, after.stream().mapToInt(Row::size).sum());
        for (int i = 1; i <= 20; i++) {
            boolean same = ((Row.Track) before.get(i)).bar() == ((Row.Track) after.get(i)).bar();
            assertEquals(i != 8, same, "track " + i);
        }
        assertTrue(millis < 500, "laying out took " + millis + " ms");
    }

    private static MediaLabels labels(List<Label> labels) {
        return MediaLabels.of(labels, Map.of(), List.of(), List.of(), List.of(), Map.of());
    }
}
