/// The pictures of a video in time: when each is on the screen while it plays, and at which of them work stops.
@NullMarked
package limner.media.pace;

import org.jspecify.annotations.NullMarked;
