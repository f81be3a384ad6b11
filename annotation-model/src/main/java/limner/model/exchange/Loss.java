package limner.model.exchange;

/// What a format cannot say of something, or says otherwise.
public enum Loss {
    /// The object is not written at all.
    OBJECT("objects left out"),
    /// It becomes another kind of shape.
    KIND("another kind of shape"),
    /// Its holes are filled, or are told as cuts in the outline.
    HOLES("holes"),
    /// Its parts become several objects, or are joined or left out.
    PARTS("parts"),
    /// It covers other pixels than before.
    PIXELS("other pixels"),
    /// What lies under something else is not written there.
    OVERLAP("what lies under others"),
    /// The numbers are rounded or cut.
    COORDINATES("exact numbers"),
    ROTATION("rotation"),
    KEYPOINTS("keypoints"),
    CROWD("crowds"),
    OCCLUSION("that something is hidden"),
    DEPTH("what lies before what"),
    ATTRIBUTES("attributes"),
    /// That places belong together, or which of them somebody set.
    TRACKS("tracks and their keyframes"),
    TAGS("tags"),
    EVENTS("events"),
    /// What the file says of a class beside its name.
    CLASSES("what is said of classes"),
    /// Fields that only the file knew which it came from.
    EXTRAS("other fields"),
    /// The source could not be read there.
    UNREAD("what could not be read");

    private final String words;

    Loss(String words) {
        this.words = words;
    }

    /// For people, after a number.
    public String words() {
        return words;
    }
}
