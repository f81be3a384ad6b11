/// The classes of the project: picked by key, said of frames, started and closed on the timeline, and edited.
@NullMarked
package limner.app.ui.ontology;

import org.jspecify.annotations.NullMarked;
