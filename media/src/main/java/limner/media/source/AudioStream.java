package limner.media.source;

/// A stream of sound in a file, as its container describes it.
///
/// @param number number of the stream in the file
/// @param codec short codec name
/// @param channels number of channels
/// @param sampleRate samples a second of one channel
/// @param title what the file calls it, or its language, or empty
public record AudioStream(int number, String codec, int channels, int sampleRate, String title) {}
