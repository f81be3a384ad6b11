package limner.plugin.host;

import java.util.List;
import limner.plugin.api.Suggestion;

/// What a plugin said about one frame, checked: references hold, masks have the size of the picture.
///
/// @param frame number of the frame
/// @param width pixels in a row of the picture
/// @param height rows of the picture
/// @param millis how long it took
public record FrameAnswer(int frame, int width, int height, List<Suggestion> suggestions, double millis) {

    public FrameAnswer {
        suggestions = List.copyOf(suggestions);
    }
}
