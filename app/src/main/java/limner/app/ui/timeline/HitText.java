package limner.app.ui.timeline;

import java.util.Optional;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.KeyText;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.suggestion.Suggestion;

/// What the tooltip says about what is under the pointer.
final class HitText {

    private final Workspace workspace;
    private final Texts texts;

    HitText(Workspace workspace, Texts texts) {
        this.workspace = workspace;
        this.texts = texts;
    }

    /// A few words, or an empty text where there is nothing to say.
    String of(Hit hit) {
        return switch (hit) {
            case Hit.OnName(Row row) -> row(row);
            case Hit.OnRuler(int frame) ->
                texts.get(
                        "tip.ruler", number(frame), KeyText.of(workspace.view().hold(Gesture.MARK)));
            case Hit.OnFilm _ -> "";
            case Hit.OnStates(int frame) ->
                texts.get(
                        "tip.state",
                        number(frame),
                        texts.get("state." + workspace.labels().state(frame)));
            case Hit.OnSequence(var sequence, var _) ->
                texts.get("tip.sequence", sequence.name(), frames(sequence.range()));
            case Hit.OnKeyframe(TrackBar bar, int index) -> {
                String what = bar.outside(index) ? "outside" : bar.occluded(index) ? "occluded" : "keyframe";
                yield texts.get(
                        "tip." + what, LabelNames.of(workspace.ontology(), bar.label()), number(bar.frame(index)));
            }
            case Hit.OnTrack(TrackBar bar, int frame) -> {
                Optional<Suggestion> carried =
                        workspace.labels().openPlace(bar.label().id(), frame);
                if (carried.isPresent()) {
                    yield texts.get(
                            "tip.carried",
                            LabelNames.of(workspace.ontology(), bar.label()),
                            number(frame),
                            carried.get().drift());
                }
                int before = bar.before(frame);
                String what = before >= 0 && bar.occluded(before)
                        ? "occludedHere"
                        : before >= 0 && bar.interpolated(before) ? "interpolated" : "held";
                yield texts.get("tip." + what, LabelNames.of(workspace.ontology(), bar.label()), number(frame));
            }
            case Hit.OnEvent(IntervalEvent event, var _, var _) ->
                texts.get(
                        "tip.event",
                        event.subject()
                                .map(s -> workspace.ontology().nameOf(event.classId()) + " · "
                                        + workspace.ontology().nameOf(s))
                                .orElseGet(() -> workspace.ontology().nameOf(event.classId())),
                        frames(event.range()));
            case Hit.OnLane(Row.Lane lane, int frame) ->
                texts.get(
                        "tip.lane." + lane.labelClass().kind(),
                        lane.labelClass().name(),
                        number(frame));
            case Hit.OnAmount(Row.Reviews r, int frame, int _) -> verdicts(r, frame);
            case Hit.OnAmount(Row row, int frame, int amount) ->
                texts.get(row instanceof Row.Strip s ? "tip." + s.kind() : "tip.group", number(frame), amount);
            case Hit.OnTime _, Hit.Nowhere _ -> "";
        };
    }

    /// What a screen reader says of the place the keyboard is on.
    String of(TimelineViewModel model) {
        return model.cursorRow()
                .map(r -> model.cursorItem()
                        .map(i -> r instanceof Row.Reviews reviews
                                ? row(r) + ", " + verdicts(reviews, i.range().first())
                                : row(r) + ", " + frames(i.range()))
                        .orElse(row(r)))
                .orElse(texts.get("timeline"));
    }

    private String row(Row row) {
        return switch (row) {
            case Row.Group g -> texts.get("row." + g.kind());
            case Row.Strip s -> texts.get("row." + s.kind());
            case Row.Reviews _ -> texts.get("row.SUGGESTIONS");
            case Row.Sequences _ -> texts.get("row.SEQUENCES");
            case Row.Track(TrackBar bar) -> LabelNames.of(workspace.ontology(), bar.label());
            case Row.Lane lane -> lane.labelClass().name();
            case Row.Sound _ -> texts.get("row.SOUND");
        };
    }

    private String verdicts(Row.Reviews row, int frame) {
        return texts.get(
                "tip.reviews",
                number(frame),
                row.open().between(frame, frame),
                row.taken().between(frame, frame),
                row.rejected().between(frame, frame));
    }

    private String frames(FrameRange range) {
        return range.length() == 1
                ? texts.get("frame", number(range.first()))
                : texts.get("frames", number(range.first()), number(range.last()), number(range.length()));
    }

    private static String number(int n) {
        return Integer.toString(n);
    }
}
