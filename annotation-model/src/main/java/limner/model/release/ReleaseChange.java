package limner.model.release;

/// What people did between two releases of a project, counted over all of its videos and classes.
///
/// @param name of the release at the end of this stretch
/// @param event it was read at
/// @param added labels that were not there at the release before
/// @param changed labels that are there in another form
/// @param removed labels that are gone
/// @param done frames that are done and were not
/// @param reopened frames that were done and are not
/// @param videos videos that were added or removed
/// @param classesChanged whether the ontology is another version
public record ReleaseChange(
        String name,
        long event,
        int added,
        int changed,
        int removed,
        int done,
        int reopened,
        int videos,
        boolean classesChanged) {}
