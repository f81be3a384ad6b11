package limner.model.ontology;

import java.util.Objects;
import java.util.regex.Pattern;
import limner.model.id.ClassId;
import org.jspecify.annotations.Nullable;

/// A class of the ontology.
///
/// @param id fixed for ever; what exports write
/// @param name unique in its ontology
/// @param colour `#rrggbb`
/// @param kind what the class is said of
/// @param hotkey one character, or empty
/// @param parent the more general class, or null
/// @param guideline what counts and what does not, Markdown, may be empty
/// @param retired kept for old labels, no longer offered for new ones
public record LabelClass(
        ClassId id,
        String name,
        String colour,
        ClassKind kind,
        String hotkey,
        @Nullable ClassId parent,
        String guideline,
        boolean retired) {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

    public LabelClass {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(guideline, "guideline");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a class needs a name");
        }
        if (!COLOUR.matcher(colour).matches()) {
            throw new IllegalArgumentException("a colour is written #rrggbb: " + colour);
        }
        if (hotkey.codePointCount(0, hotkey.length()) > 1) {
            throw new IllegalArgumentException("a hotkey is one character: " + hotkey);
        }
    }

    /// A drawn or said class with no hotkey, parent or guideline yet.
    public static LabelClass of(int id, String name, String colour, ClassKind kind) {
        return new LabelClass(new ClassId(id), name, colour, kind, "", null, "", false);
    }

    public LabelClass withName(String newName) {
        return new LabelClass(id, newName, colour, kind, hotkey, parent, guideline, retired);
    }

    public LabelClass withColour(String newColour) {
        return new LabelClass(id, name, newColour, kind, hotkey, parent, guideline, retired);
    }

    public LabelClass withHotkey(String newHotkey) {
        return new LabelClass(id, name, colour, kind, newHotkey, parent, guideline, retired);
    }

    public LabelClass withGuideline(String newGuideline) {
        return new LabelClass(id, name, colour, kind, hotkey, parent, newGuideline, retired);
    }

    /// The same class, no longer offered for new labels.
    public LabelClass retire() {
        return new LabelClass(id, name, colour, kind, hotkey, parent, guideline, true);
    }
}
