package limner.media.source;

import java.util.List;
import java.util.OptionalLong;

/// What the container and its chosen video stream say about themselves. Everything here is a claim of the file; the
/// frame count that holds is the index's.
///
/// @param container short names of the container format, as FFmpeg lists them
/// @param stream number of the chosen video stream in the file
/// @param usualStream number of the stream that is taken when none is chosen
/// @param attachedPicture whether the only picture is a cover attached to a sound file
/// @param otherVideoStreams further video streams that were not chosen
/// @param codec short codec name
/// @param profile the codec's profile, or empty when it states none
/// @param pixelFormat FFmpeg's name of the pixel format
/// @param width coded picture width in pixels, before any rotation
/// @param height coded picture height in pixels, before any rotation
/// @param sampleAspect width over height of one pixel as coded, before any rotation; `0/1` when not stated
/// @param rotation degrees clockwise (0, 90, 180, 270 or between) by which a player turns the picture for display
/// @param mirrored whether a player mirrors the picture, left to right, before it turns it
/// @param timeBase seconds per tick of a pts
/// @param averageRate frames a second on average, as the container states or implies it
/// @param audioStreams the sound streams
/// @param claimedFrames the container's own frame count
/// @param claimedSeconds the container's own duration
/// @param fieldOrder `progressive`, `tt`, `bb`, `tb`, `bt` or `unknown`
/// @param bitDepth bits of the first component
/// @param colorSpace FFmpeg's name of the matrix (`bt709`, `smpte170m`, …) or `unknown`
/// @param colorRange `tv` (limited), `pc` (full) or `unknown`
public record MediaInfo(
        String container,
        int stream,
        int usualStream,
        boolean attachedPicture,
        List<VideoStream> otherVideoStreams,
        String codec,
        String profile,
        String pixelFormat,
        int width,
        int height,
        Rational sampleAspect,
        double rotation,
        boolean mirrored,
        Rational timeBase,
        Rational averageRate,
        List<AudioStream> audioStreams,
        OptionalLong claimedFrames,
        double claimedSeconds,
        String fieldOrder,
        int bitDepth,
        String colorSpace,
        String colorRange) {

    public MediaInfo {
        otherVideoStreams = List.copyOf(otherVideoStreams);
        audioStreams = List.copyOf(audioStreams);
    }

    /// Whether there is a sound stream.
    public boolean hasAudio() {
        return !audioStreams.isEmpty();
    }
}
