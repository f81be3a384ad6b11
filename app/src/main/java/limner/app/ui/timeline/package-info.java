/// The timeline below the picture: tracks, events, tags and suggestions over time.
@NullMarked
package limner.app.ui.timeline;

import org.jspecify.annotations.NullMarked;
