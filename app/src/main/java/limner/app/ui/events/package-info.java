/// The table of the events of a video, and how much of its time they take.
@NullMarked
package limner.app.ui.events;

import org.jspecify.annotations.NullMarked;
