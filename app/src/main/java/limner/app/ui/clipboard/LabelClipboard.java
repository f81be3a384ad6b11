package limner.app.ui.clipboard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import limner.app.usecase.CopiedLabels;
import org.jspecify.annotations.Nullable;

/// Copied labels on the clipboard of the system, for this window and others. JavaFX thread only.
final class LabelClipboard {

    private static final String TYPE = "application/x-limner-labels+json";

    private LabelClipboard() {}

    /// A name can be given to a format once; who asks again gets the same.
    private static DataFormat format() {
        @Nullable DataFormat known = DataFormat.lookupMimeType(TYPE);
        return known == null ? new DataFormat(TYPE) : known;
    }

    /// @param words what programs get that know nothing of labels
    static void put(CopiedLabels labels, String words) {
        ClipboardContent content = new ClipboardContent();
        // As bytes: a text in a format of one's own would be packed as a Java object.
        content.put(format(), ByteBuffer.wrap(labels.json().getBytes(StandardCharsets.UTF_8)));
        content.putString(words);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// The JSON that is there, whoever put it there and whatever it says; empty where nobody put such labels there.
    static Optional<String> text() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (!clipboard.hasContent(format())) {
            return Optional.empty();
        }
        return switch (clipboard.getContent(format())) {
            case ByteBuffer bytes
            when bytes.limit() <= CopiedLabels.MOST_LETTERS ->
                Optional.of(StandardCharsets.UTF_8
                        .decode(bytes.duplicate().rewind())
                        .toString());
            case String text -> Optional.of(text);
            // Not what is put there by this program; reading it as labels says so.
            case null, default -> Optional.of("");
        };
    }
}
