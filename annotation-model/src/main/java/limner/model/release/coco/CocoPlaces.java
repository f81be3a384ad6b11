package limner.model.release.coco;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Where the annotations of each picture stand in a file that [CocoWriter] wrote, and everything of the file but them:
/// what a reader needs to fetch the annotations of one picture after another, in any order and without the rest.
/// Immutable.
public final class CocoPlaces {

    private final List<CocoVideo> videos = new ArrayList<>();
    private final List<CocoImage> images = new ArrayList<>();
    private final List<CocoTrack> tracks = new ArrayList<>();
    private final Map<Integer, JsonFormat.Place> places = new HashMap<>();

    private CocoPlaces() {}

    /// Reads a file to its end and closes the stream.
    ///
    /// @throws FormatException when it is no such file, or the annotations of a picture do not stand together
    /// @throws IOException when the stream cannot be read
    public static CocoPlaces of(InputStream in) throws IOException {
        CocoPlaces found = new CocoPlaces();
        found.read(in);
        return found;
    }

    public List<CocoVideo> videos() {
        return List.copyOf(videos);
    }

    public List<CocoImage> images() {
        return List.copyOf(images);
    }

    public List<CocoTrack> tracks() {
        return List.copyOf(tracks);
    }

    /// The bytes of the file that hold a picture's annotations, one after another; nothing where it has none.
    public Optional<JsonFormat.Place> annotationsOn(int image) {
        return Optional.ofNullable(places.get(image));
    }

    private void read(InputStream in) throws IOException {
        CocoReader.Visitor parts = new CocoReader.Visitor() {
            @Override
            public void video(CocoVideo video) {
                videos.add(video);
            }

            @Override
            public void category(CocoCategory category) {
                // The ontology tells more.
            }

            @Override
            public void image(CocoImage image) {
                images.add(image);
            }

            @Override
            public void annotation(CocoAnnotation annotation) {
                // Read when its picture is asked for.
            }

            @Override
            public void track(CocoTrack track) {
                tracks.add(track);
            }
        };
        int[] last = {0};
        JsonFormat.read(in, new JsonFormat.Elements() {
            @Override
            public void element(String array, JsonNode element) {
                CocoReader.element(array, element, parts);
            }

            @Override
            public void element(String array, JsonNode element, JsonFormat.Place place) {
                if (array.equals("annotations")) {
                    int image = element.required("image_id").intValue();
                    together(image, place, image == last[0]);
                    last[0] = image;
                } else {
                    element(array, element);
                }
            }

            @Override
            public void property(String name, JsonNode value) {
                // Such as info: nothing of it is needed.
            }
        });
    }

    private void together(int image, JsonFormat.Place place, boolean follows) {
        JsonFormat.Place known = places.get(image);
        if (known == null) {
            places.put(image, place);
        } else if (follows) {
            places.put(image, new JsonFormat.Place(known.start(), place.end()));
        } else {
            throw new FormatException("the annotations of image " + image + " do not stand together");
        }
    }
}
