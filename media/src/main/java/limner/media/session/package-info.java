/// The door through which an application uses a media file.
@NullMarked
package limner.media.session;

import org.jspecify.annotations.NullMarked;
