package limner.media.source;

/// A stream of pictures in a file, as its container describes it.
///
/// @param number number of the stream in the file
/// @param codec short codec name
/// @param width coded picture width in pixels
/// @param height coded picture height in pixels
/// @param flaggedDefault whether the file flags it as the one to show
/// @param attachedPicture whether it is a cover picture
/// @param title what the file calls it, or empty
public record VideoStream(
        int number,
        String codec,
        int width,
        int height,
        boolean flaggedDefault,
        boolean attachedPicture,
        String title) {}
