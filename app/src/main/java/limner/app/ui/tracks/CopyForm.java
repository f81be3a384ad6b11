package limner.app.ui.tracks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.util.StringConverter;
import limner.app.ui.common.Form;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command.CopyLabels;
import limner.model.id.LabelId;
import limner.model.media.FrameRange;
import limner.model.media.Media;
import org.jspecify.annotations.Nullable;

/// The page that copies the selected labels as they are on the frame shown to frames after it, before it, or marked on
/// the timeline. JavaFX thread only.
final class CopyForm {

    private static final Texts TEXTS = Texts.beside(CopyForm.class);
    private static final int MOST = 10_000;

    /// What was answered last, for the next time.
    static final class Answers {
        private int frames = 10;
        private To to = To.NEXT;
        private CopyLabels.As as = CopyLabels.As.KEYFRAMES;
    }

    private enum To {
        NEXT,
        PREVIOUS,
        MARKED
    }

    private final Workspace workspace;
    private final Sheets sheets;
    private final Answers answers;
    private final Form form;
    private final ComboBox<To> to;
    private final Spinner<Integer> frames = new Spinner<>();
    private final ComboBox<CopyLabels.As> as;
    private final Label range = new Label();
    private final Button apply = new Button(TEXTS.get("copy.apply"));

    CopyForm(Workspace workspace, Sheets sheets, Answers answers) {
        this.workspace = workspace;
        this.sheets = sheets;
        this.answers = answers;
        this.form = new Form(workspace.errors());
        this.to = choice("copy-to", "copy.to.", To.values());
        this.as = choice("copy-as", "copy.as.", CopyLabels.As.values());
        frames.setId("copy-frames");
        frames.setEditable(true);
        frames.setValueFactory(new IntegerSpinnerValueFactory(1, MOST, answers.frames));
        to.setValue(answers.to);
        as.setValue(onlyTracks() ? answers.as : CopyLabels.As.LABELS);
        range.setWrapText(true);
        range.setId("copy-range");
        apply.setId("copy-apply");
        apply.getStyleClass().add("accent");
        apply.setDefaultButton(true);
        apply.setOnAction(_ -> apply());
        form.field(TEXTS.get("copy.frames"), frames)
                .field(TEXTS.get("copy.to"), to)
                .field(TEXTS.get("copy.as"), as)
                .add(range)
                .button(apply);
        ChangeListener<Object> follow = (_, _, _) -> look();
        to.valueProperty().addListener(follow);
        as.valueProperty().addListener(follow);
        frames.valueProperty().addListener(follow);
        form.follow(
                this::look, List.of(workspace.selection(), workspace.shown(), workspace.snapshot(), workspace.range()));
        look();
    }

    private static <T> ComboBox<T> choice(String id, String prefix, T[] values) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(List.of(values));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : TEXTS.get(prefix + value);
            }

            @Override
            public T fromString(String text) {
                return values[0];
            }
        });
        return box;
    }

    Node node() {
        return form;
    }

    Node first() {
        return frames;
    }

    private boolean onlyTracks() {
        return SelectedTracks.of(workspace)
                .filter(s -> s.tracks().size() == s.labels().size())
                .isPresent();
    }

    /// Where the copies go; empty where there is no such frame.
    private Optional<FrameRange> target() {
        Optional<SelectedTracks> selected = SelectedTracks.of(workspace);
        Optional<Media> media = workspace.media();
        if (selected.isEmpty() || media.isEmpty() || frames.getValue() == null) {
            return Optional.empty();
        }
        int here = selected.get().frame();
        int last = media.get().frameCount() - 1;
        int count = frames.getValue();
        return switch (to.getValue()) {
            case NEXT ->
                here < last ? Optional.of(new FrameRange(here + 1, Math.min(last, here + count))) : Optional.empty();
            case PREVIOUS ->
                here > 0 ? Optional.of(new FrameRange(Math.max(0, here - count), here - 1)) : Optional.empty();
            case MARKED -> workspace.range().get();
        };
    }

    private void look() {
        frames.setDisable(to.getValue() == To.MARKED);
        Optional<FrameRange> target = target();
        boolean fits = as.getValue() == CopyLabels.As.LABELS || onlyTracks();
        apply.setDisable(target.isEmpty() || !fits);
        if (SelectedTracks.of(workspace).isEmpty()) {
            range.setText(TEXTS.get("copy.none"));
        } else if (!fits) {
            range.setText(TEXTS.get("copy.noTrack"));
        } else {
            range.setText(target.map(r -> TEXTS.get("copy.range", r.first(), r.last()))
                    .orElseGet(() -> TEXTS.get(to.getValue() == To.MARKED ? "copy.unmarked" : "copy.noFrames")));
        }
    }

    private void apply() {
        Optional<FrameRange> target = target();
        Optional<SelectedTracks> selected = SelectedTracks.of(workspace);
        if (target.isEmpty() || selected.isEmpty()) {
            return;
        }
        answers.frames = frames.getValue();
        answers.to = to.getValue();
        if (onlyTracks()) {
            answers.as = as.getValue();
        }
        SelectedTracks s = selected.get();
        List<LabelId> ids = new ArrayList<>();
        s.labels().forEach(l -> ids.add(l.id()));
        int needed = as.getValue() == CopyLabels.As.KEYFRAMES
                ? 0
                : ids.size() * target.get().length();
        List<LabelId> copies = Stream.generate(LabelId::random).limit(needed).toList();
        sheets.close();
        workspace.submit(new CopyLabels(s.media(), s.frame(), ids, target.get(), as.getValue(), copies));
    }
}
