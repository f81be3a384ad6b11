package limner.app.ui.tracks;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Workspace;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Label;

/// The selected labels, the oldest first, and the frame on the screen.
record SelectedTracks(MediaId media, int frame, List<Label> labels) {

    SelectedTracks {
        labels = List.copyOf(labels);
    }

    /// Empty while there is no picture, or nothing of it is selected.
    static Optional<SelectedTracks> of(Workspace workspace) {
        Optional<ShownFrame> shown = workspace.shown().get();
        List<Label> labels = workspace.selection().get().labels().stream()
                .flatMap(id -> workspace.labels().label(id).stream())
                .sorted(Comparator.comparingInt(Label::number))
                .toList();
        return shown.isEmpty() || labels.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SelectedTracks(shown.get().media(), shown.get().frame(), labels));
    }

    List<Label> tracks() {
        return labels.stream().filter(Label::tracked).toList();
    }

    Set<LabelId> ids() {
        return labels.stream().map(Label::id).collect(Collectors.toSet());
    }
}
