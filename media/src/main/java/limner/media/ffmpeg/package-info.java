/// The only package that calls FFmpeg; it owns every native handle and counts them.
@NullMarked
package limner.media.ffmpeg;

import org.jspecify.annotations.NullMarked;
