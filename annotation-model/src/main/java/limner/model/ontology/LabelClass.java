package limner.model.ontology;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
/// @param details attributes, skeleton, pattern, schema, examples
public record LabelClass(
        ClassId id,
        String name,
        String colour,
        ClassKind kind,
        String hotkey,
        @Nullable ClassId parent,
        String guideline,
        boolean retired,
        ClassDetails details) {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

    public LabelClass {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(guideline, "guideline");
        Objects.requireNonNull(details, "details");
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

    /// A class of which nothing else is said.
    public LabelClass(
            ClassId id,
            String name,
            String colour,
            ClassKind kind,
            String hotkey,
            @Nullable ClassId parent,
            String guideline,
            boolean retired) {
        this(id, name, colour, kind, hotkey, parent, guideline, retired, ClassDetails.NONE);
    }

    /// A drawn or said class with no hotkey, parent or guideline yet.
    public static LabelClass of(int id, String name, String colour, ClassKind kind) {
        return new LabelClass(new ClassId(id), name, colour, kind, "", null, "", false);
    }

    public LabelClass withName(String newName) {
        return new LabelClass(id, newName, colour, kind, hotkey, parent, guideline, retired, details);
    }

    public LabelClass withColour(String newColour) {
        return new LabelClass(id, name, newColour, kind, hotkey, parent, guideline, retired, details);
    }

    public LabelClass withHotkey(String newHotkey) {
        return new LabelClass(id, name, colour, kind, newHotkey, parent, guideline, retired, details);
    }

    public LabelClass withGuideline(String newGuideline) {
        return new LabelClass(id, name, colour, kind, hotkey, parent, newGuideline, retired, details);
    }

    /// The same class, no longer offered for new labels.
    public LabelClass retire() {
        return new LabelClass(id, name, colour, kind, hotkey, parent, guideline, true, details);
    }

    public LabelClass withParent(@Nullable ClassId newParent) {
        return new LabelClass(id, name, colour, kind, hotkey, newParent, guideline, retired, details);
    }

    public LabelClass withDetails(ClassDetails newDetails) {
        return new LabelClass(id, name, colour, kind, hotkey, parent, guideline, retired, newDetails);
    }

    /// What its objects are asked, beside what the classes above it ask ([Ontology#attributesOf]).
    public List<Attribute> attributes() {
        return details.attributes();
    }

    /// What its skeletons are made of.
    public Optional<SkeletonTemplate> skeleton() {
        return Optional.ofNullable(details.skeleton());
    }

    /// The pattern within its colour: a chosen one, or the one its number gives.
    public Hatch hatch() {
        return details.hatch() == null ? Palette.hatchOf(id.value()) : details.hatch();
    }
}
