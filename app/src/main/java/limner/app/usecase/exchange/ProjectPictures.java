package limner.app.usecase.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.app.usecase.OpenProject;
import limner.media.session.FrameSession;
import limner.model.exchange.Entry;
import limner.model.exchange.PictureFinder;
import limner.model.exchange.PngPixels;
import limner.model.exchange.Samples;
import limner.model.exchange.Surroundings;
import limner.model.media.Media;

/// Finds the pictures of data sets among the videos and picture folders of a project: by their file names first, then
/// by the name of the video and the number of the frame. Nothing is found by a likeness alone.
final class ProjectPictures implements PictureFinder, Surroundings {

    private record Known(String path, Media media, int frame) {}

    private final List<Media> media;
    private final Map<String, List<Known>> byName = new HashMap<>();

    /// Opens the picture folders of the project to learn the names of their files.
    ProjectPictures(OpenProject project) {
        media = project.state().mediaInOrder();
        for (Media m : media) {
            if (m.isSequence()) {
                FrameSession session = project.media(m.id());
                String folder = slashes(project.pathOf(m).toString());
                for (int f = 0; f < m.frameCount(); f++) {
                    int frame = f;
                    session.name(f).ifPresent(name -> add(new Known(folder + "/" + slashes(name), m, frame)));
                }
            } else if (m.frameCount() == 1) {
                // A picture that was added by itself is its file.
                add(new Known(slashes(project.pathOf(m).toString()), m, 0));
            }
        }
    }

    private static String slashes(String path) {
        return path.replace('\\', '/');
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void add(Known known) {
        byName.computeIfAbsent(last(known.path()), _ -> new ArrayList<>()).add(known);
    }

    @Override
    public Found find(Entry.Picture picture, String video) {
        Found found = place(picture, video);
        if (found instanceof Found.Frame(var id, int frame)) {
            Media m = media.stream().filter(x -> x.id().equals(id)).findFirst().orElseThrow();
            if (!m.isSequence() && (m.width() != picture.width() || m.height() != picture.height())) {
                return new Found.Nothing("the picture is " + picture.width() + " × " + picture.height()
                        + " in the file, and frame " + frame + " of " + m.name() + " is " + m.width() + " × "
                        + m.height());
            }
        }
        return found;
    }

    private Found place(Entry.Picture picture, String video) {
        String file = picture.file();
        List<Known> alike = alike(file);
        List<Media> named = named(video);
        if (alike.size() == 1) {
            // A bare name may be that of another video's picture: then the video has to be the one that is named.
            Known only = alike.getFirst();
            boolean isSure = video.isEmpty() || file.contains("/") || named.contains(only.media());
            return isSure
                    ? frame(only)
                    : new Found.Nothing("the project has a picture " + file + ", but not in a video " + video);
        }
        if (alike.size() > 1) {
            List<Known> ofVideo =
                    alike.stream().filter(k -> named.contains(k.media())).toList();
            return ofVideo.size() == 1
                    ? frame(ofVideo.getFirst())
                    : new Found.Nothing("the project has " + alike.size() + " pictures called " + file);
        }
        if (named.isEmpty() || picture.frame() < 0) {
            return new Found.Nothing("the project has no picture "
                    + (file.isEmpty() ? picture.key() : file)
                    + (video.isEmpty() ? "" : " and no video " + video));
        }
        if (named.size() > 1) {
            return new Found.Nothing("the project has " + named.size() + " videos called " + video);
        }
        Media only = named.getFirst();
        return only.has(picture.frame())
                ? new Found.Frame(only.id(), picture.frame())
                : new Found.Nothing("video " + only.name() + " has no frame " + picture.frame());
    }

    private List<Media> named(String video) {
        return media.stream()
                .filter(m -> !video.isEmpty()
                        && (m.name().equals(video) || stem(m.name()).equals(stem(video))))
                .toList();
    }

    private static Found frame(Known known) {
        return new Found.Frame(known.media().id(), known.frame());
    }

    /// The pictures whose path ends in this one, name by name.
    private List<Known> alike(String file) {
        if (file.isEmpty()) {
            return List.of();
        }
        String end = "/" + file.replaceFirst("^(\\./|/)+", "");
        return byName.getOrDefault(last(file), List.of()).stream()
                .filter(k -> ("/" + k.path()).endsWith(end))
                .toList();
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    @Override
    public Optional<Size> sizeOf(String file) {
        List<Known> alike = alike(file);
        return alike.size() == 1
                ? Optional.of(alike.getFirst().media()).map(m -> new Size(m.width(), m.height()))
                : Optional.empty();
    }

    @Override
    public Optional<Size> sizeOfVideo(String name) {
        List<Media> named = named(name);
        return named.size() == 1
                ? Optional.of(
                        new Size(named.getFirst().width(), named.getFirst().height()))
                : Optional.empty();
    }

    @Override
    public Samples samples(byte[] png) throws IOException {
        return PngPixels.read(png);
    }
}
