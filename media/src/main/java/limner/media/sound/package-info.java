/// Sound of a file: samples by time on the clock of the pictures' timestamps, and its waveform.
@NullMarked
package limner.media.sound;

import org.jspecify.annotations.NullMarked;
