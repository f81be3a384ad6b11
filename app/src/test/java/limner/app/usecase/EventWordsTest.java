package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import limner.model.event.LabelEvent;
import limner.model.geometry.Box;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.provenance.Origin;
import org.junit.jupiter.api.Test;

final class EventWordsTest {

    private final MediaId video = MediaId.random();
    private final EventWords words = new EventWords();

    @Test
    void eventsAreSaidWithTheNamesOfTheirMoment() {
        Media media = new Media(video, "street.mp4", "street.mp4", "1-a", "", 64, 48, 10, 25);
        Ontology first = new Ontology(2, List.of(LabelClass.of(1, "Person", "#e69f00", ClassKind.THING)));
        Ontology renamed = first.with(List.of(
                LabelClass.of(1, "Walker", "#e69f00", ClassKind.THING),
                LabelClass.of(2, "Car", "#56b4e9", ClassKind.THING)));
        LabelId id = LabelId.random();
        Origin origin = new Origin.Suggested(SuggestionId.random(), RunId.random(), 0.437, Origin.How.ACCEPTED, null);
        Label label = Label.drawn(id, video, 7, new ClassId(1), Extent.FRAME, 3, new Box(1, 2, 3, 4), origin);
        assertSaid("", "added video street.mp4, 10 frames", new LabelEvent.MediaAdded(media));
        assertSaid(
                "",
                "changed the classes: version 2 adds Person",
                new LabelEvent.OntologyChanged(Ontology.empty(), first));
        assertSaid(
                "street.mp4 frame 3",
                "added Person 7, box, a suggestion scored 0.44",
                new LabelEvent.LabelAdded(label));
        assertSaid(
                "",
                "changed the classes: version 3 adds Car alters Walker",
                new LabelEvent.OntologyChanged(first, renamed));
        assertSaid(
                "street.mp4",
                "made Walker 7 a Car",
                new LabelEvent.LabelReclassified(video, id, new ClassId(1), new ClassId(2)));
        assertSaid(
                "street.mp4 frame 3",
                "frame is done, was in work",
                new LabelEvent.FrameStateChanged(video, 3, FrameState.IN_WORK, FrameState.DONE));
        assertSaid("street.mp4 frame 3", "removed Car 7", new LabelEvent.LabelRemoved(label.withClass(new ClassId(2))));
    }

    private void assertSaid(String where, String what, LabelEvent event) {
        assertEquals(what, words.what(event));
        assertEquals(where, words.where(event));
    }
}
