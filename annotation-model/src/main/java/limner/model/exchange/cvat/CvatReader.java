package limner.model.exchange.cvat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import limner.model.exchange.Entry;
import limner.model.exchange.Groups;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.Value;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads CVAT's files one after the other, one picture or one place of a track at a time. Regions of one label with the
/// same `group_id` on a picture are one object, as CVAT's own exports to other formats take them; frames of tracks are
/// those of the video, whatever step or job the file is of (format: CVAT's documentation, XML annotation format).
final class CvatReader {

    private final Path root;
    private final Surroundings around;
    private final Consumer<Entry> into;
    private final Map<String, Entry.Category> categories = new HashMap<>();

    CvatReader(Path root, Surroundings around, Consumer<Entry> into) {
        this.root = root;
        this.around = around;
        this.into = into;
    }

    void read(Path file) throws IOException, UnreadableException {
        String name = Trees.name(root, file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                XmlSource xml = new XmlSource(name, in)) {
            if (!xml.root().equals("annotations")) {
                throw xml.refused("it does not begin with <annotations>, as CVAT's files do");
            }
            new InFile(name, xml).read();
        }
    }

    /// A run of pictures: what CVAT calls a task.
    ///
    /// @param name of its video, or of the task itself where it has none
    /// @param isVideo whether its pictures are the frames of a video
    /// @param width pixels, or 0
    /// @param height pixels, or 0
    /// @param length number of frames, or 0
    private record Task(String id, String name, boolean isVideo, int width, int height, int length) {}

    /// What one file says.
    private final class InFile {

        private final String file;
        private final XmlSource xml;
        private final Map<String, Task> tasks = new LinkedHashMap<>();
        private final Set<String> told = new HashSet<>();

        InFile(String file, XmlSource xml) {
            this.file = file;
            this.xml = xml;
        }

        void read() throws IOException, UnreadableException {
            for (String child = xml.child(); !child.isEmpty(); child = xml.child()) {
                switch (child) {
                    case "version" -> xml.text();
                    case "meta" -> meta();
                    case "image" -> image();
                    case "track" -> track();
                    default -> {
                        not(xml.at(), "what <" + child + "> says is not known");
                        xml.skip();
                    }
                }
            }
        }

        private void not(Entry.At at, String reason) {
            into.accept(new Entry.NotTaken(at, reason));
        }

        // What is said beforehand.

        private void meta() throws IOException, UnreadableException {
            List<TaskSaid> said = new ArrayList<>();
            String source = "";
            for (String child = xml.child(); !child.isEmpty(); child = xml.child()) {
                switch (child) {
                    case "task", "job" -> said.add(task());
                    case "project" -> project(said);
                    case "source" -> source = xml.text().strip();
                    default -> xml.skip();
                }
            }
            for (TaskSaid task : said) {
                // Older files name the video beside their only task.
                tell(task, said.size() == 1 ? source : "");
            }
        }

        private void project(List<TaskSaid> tasks) throws IOException, UnreadableException {
            for (String child = xml.child(); !child.isEmpty(); child = xml.child()) {
                switch (child) {
                    case "labels" -> labels();
                    case "tasks" -> {
                        for (String task = xml.child(); !task.isEmpty(); task = xml.child()) {
                            tasks.add(task());
                        }
                    }
                    default -> xml.skip();
                }
            }
        }

        private void labels() throws IOException, UnreadableException {
            for (Entry.Category c : CvatLabels.read(xml, into)) {
                if (categories.putIfAbsent(c.key(), c) == null) {
                    into.accept(c);
                }
            }
        }

        /// What a task says of itself, field by field.
        private record TaskSaid(Entry.At at, Map<String, String> fields) {}

        private TaskSaid task() throws IOException, UnreadableException {
            Entry.At at = xml.at();
            Map<String, String> said = new HashMap<>();
            for (String child = xml.child(); !child.isEmpty(); child = xml.child()) {
                switch (child) {
                    case "labels" -> labels();
                    case "original_size" -> {
                        for (String side = xml.child(); !side.isEmpty(); side = xml.child()) {
                            said.put(side, xml.text());
                        }
                    }
                    case "id", "name", "size", "source" ->
                        said.put(child, xml.text().strip());
                    default -> xml.skip();
                }
            }
            return new TaskSaid(at, said);
        }

        private void tell(TaskSaid task, String beside) throws UnreadableException {
            Map<String, String> said = task.fields();
            String own = said.getOrDefault("source", "");
            String source = own.isBlank() ? beside : own;
            String name = source.isBlank() ? said.getOrDefault("name", "") : source;
            try {
                String last = name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
                Optional<Surroundings.Size> known = around.sizeOfVideo(last);
                int width = size(said, "width");
                int height = size(said, "height");
                Task told = new Task(
                        said.getOrDefault("id", ""),
                        last,
                        !source.isBlank(),
                        width == 0 ? known.map(s -> s.width()).orElse(0) : width,
                        height == 0 ? known.map(s -> s.height()).orElse(0) : height,
                        size(said, "size"));
                if (tasks.putIfAbsent(told.id(), told) != null) {
                    throw new IllegalArgumentException("task " + told.id() + " is there twice");
                }
                into.accept(new Entry.Video(video(told), told.name(), told.width(), told.height(), told.length()));
            } catch (IllegalArgumentException e) {
                throw new UnreadableException(task.at(), String.valueOf(e.getMessage()));
            }
        }

        private static int size(Map<String, String> said, String what) {
            String text = said.getOrDefault(what, "").strip();
            int size = text.isEmpty() ? 0 : XmlItem.whole(what, text);
            if (size < 0) {
                throw new IllegalArgumentException(what + " cannot be " + size);
            }
            return size;
        }

        private String video(Task task) {
            return file + "/" + task.id();
        }

        /// The task that something is of: the one it names, or the only one.
        private @Nullable Task task(Map<String, String> fields) {
            Task named = tasks.get(fields.getOrDefault("task_id", ""));
            return named == null && tasks.size() == 1
                    ? tasks.values().iterator().next()
                    : named;
        }

        private Entry.Category category(String label) {
            return categories.computeIfAbsent(label, name -> {
                Entry.Category unnamed = Entry.Category.of(name, name);
                into.accept(unnamed);
                return unnamed;
            });
        }

        // Pictures.

        private void image() throws IOException, UnreadableException {
            Entry.At at = xml.at();
            Map<String, String> fields = xml.fields();
            Entry.Picture picture;
            try {
                picture = picture(new XmlItem("image", at, fields, new LinkedHashMap<>(), List.of()));
            } catch (IllegalArgumentException e) {
                throw new UnreadableException(at, String.valueOf(e.getMessage()));
            }
            List<XmlItem> items = new ArrayList<>();
            for (String child = xml.child(); !child.isEmpty(); child = xml.child()) {
                items.add(xml.item(into));
            }
            if (Trees.leadsOut(picture.file())) {
                not(
                        at,
                        "the picture is called " + XmlItem.shortened(picture.file())
                                + ", which leads out of the folder of its data set; nothing of it is taken, such as its "
                                + items.size() + (items.size() == 1 ? " annotation" : " annotations"));
                return;
            }
            into.accept(picture);
            new OnPicture(picture).read(items);
        }

        private Entry.Picture picture(XmlItem image) {
            int id = image.whole("id");
            Task task = task(image.fields());
            String key = file + "/" + image.text("task_id") + "/" + image.text("subset") + "/image " + id;
            if (!told.add(key)) {
                throw new IllegalArgumentException("image " + id + " is there twice");
            }
            return new Entry.Picture(
                    key,
                    image.text("name").replace('\\', '/'),
                    image.whole("width"),
                    image.whole("height"),
                    task == null || !task.isVideo() ? "" : video(task),
                    task == null || !task.isVideo() ? -1 : id);
        }

        // Tracks.

        private void track() throws IOException, UnreadableException {
            Entry.At at = xml.at();
            XmlItem head = new XmlItem("track", at, xml.fields(), new LinkedHashMap<>(), List.of());
            Task task = task(head.fields());
            String label = head.text("label");
            String of = head.text("task_id").isEmpty() ? "" : head.text("task_id") + "/";
            String key = of + head.text("id");
            String problem = "";
            if (label.isBlank()) {
                problem = "the track has no label";
            } else if (task == null || task.width() == 0 || task.height() == 0) {
                problem = "the file does not say how large the pictures of the track's video are (original_size)";
            } else if (head.text("id").isBlank() || !told.add("track " + key)) {
                problem = "track " + XmlItem.shortened(head.text("id")) + " is there twice, or has no id";
            }
            if (!problem.isEmpty() || task == null) {
                not(at, problem);
                xml.skip();
                return;
            }
            OnTrack track = new OnTrack(root.endsWith(file) ? key : file + "/" + key, task, category(label), head);
            Optional<Boolean> isGone = Optional.empty();
            for (String child = xml.child(); !child.isEmpty(); child = xml.child()) {
                isGone = track.read(xml.item(into), isGone);
            }
        }

        /// The places of one track, in the order of the file.
        private final class OnTrack {

            private final String key;
            private final Task task;
            private final Entry.Category category;
            private final XmlItem head;

            OnTrack(String key, Task task, Entry.Category category, XmlItem head) {
                this.key = key;
                this.task = task;
                this.category = category;
                this.head = head;
            }

            /// @param before whether the track was gone, empty at its first place
            /// @return whether it is gone now
            Optional<Boolean> read(XmlItem item, Optional<Boolean> before) {
                try {
                    int frame = item.whole("frame");
                    if (frame < 0) {
                        throw new IllegalArgumentException("frames count from 0: " + frame);
                    }
                    Entry.Picture picture = new Entry.Picture(
                            video(task) + "/" + frame, "", task.width(), task.height(), video(task), frame);
                    if (told.add(picture.key())) {
                        into.accept(picture);
                    }
                    boolean isGone = item.name().equals(CvatShapes.SKELETON)
                            ? !item.parts().isEmpty() && item.parts().stream().allMatch(p -> p.flag("outside"))
                            : item.flag("outside");
                    XmlItem shown = isGone ? present(item) : item;
                    // A track begins somewhere, and ends and comes back where it says so, whoever wrote the file.
                    boolean isKeyframe = item.flag("keyframe") || !before.equals(Optional.of(isGone));
                    Drawn drawn = new Drawn(shown, picture, category);
                    into.accept(drawn.annotation(
                            head.text("id"),
                            Optional.of(new Entry.OnTrack(
                                    key, isKeyframe ? Entry.Known.KEYFRAME : Entry.Known.BETWEEN, isGone)),
                            head.fields()));
                    return Optional.of(isGone);
                } catch (IllegalArgumentException e) {
                    not(item.at(), String.valueOf(e.getMessage()));
                    return before;
                }
            }

            /// Where the joints of a skeleton that is gone were last.
            private static XmlItem present(XmlItem item) {
                return new XmlItem(
                        item.name(),
                        item.at(),
                        item.fields(),
                        item.said(),
                        item.parts().stream()
                                .map(p -> {
                                    Map<String, String> fields = new HashMap<>(p.fields());
                                    fields.remove("outside");
                                    return new XmlItem(p.name(), p.at(), fields, p.said(), p.parts());
                                })
                                .toList());
            }
        }

        /// An element as what it draws.
        private final class Drawn {

            private final XmlItem item;
            private final Entry.Picture picture;
            private final Entry.Category category;
            private final Optional<Shape> shape;
            private final Optional<Skeleton> pose;

            /// @throws IllegalArgumentException with a clause, when it cannot be drawn
            Drawn(XmlItem item, Entry.Picture picture, Entry.Category category) {
                this.item = item;
                this.picture = picture;
                this.category = category;
                boolean isPose = item.name().equals(CvatShapes.SKELETON);
                shape = isPose ? Optional.empty() : Optional.of(CvatShapes.shape(item, picture));
                pose = isPose ? Optional.of(CvatShapes.skeleton(item, category)) : Optional.empty();
                for (XmlItem part : item.parts()) {
                    if (!isPose) {
                        not(part.at(), "what <" + part.name() + "> says of a " + item.name() + " is not known");
                    } else if (!part.said().isEmpty()) {
                        not(part.at(), "attributes of a single joint have no place; the joint is taken");
                    }
                }
            }

            Entry.Annotation annotation(String key, Optional<Entry.OnTrack> track, Map<String, String> more) {
                SequencedMap<String, Value> attributes = values();
                boolean isCrowd = false;
                if (!CvatValues.asksWhetherCrowd(category)) {
                    isCrowd = attributes.remove(CvatValues.CROWD) instanceof Value.Word(String text)
                            && text.equals("true");
                }
                return new Entry.Annotation(
                        item.at(),
                        key,
                        picture.key(),
                        category.key(),
                        shape,
                        pose,
                        track,
                        isCrowd,
                        item.flag("occluded"),
                        item.wholeOrZero("z_order"),
                        attributes,
                        extras(more));
            }

            private SequencedMap<String, Value> values() {
                SequencedMap<String, Value> all = new LinkedHashMap<>();
                item.said()
                        .forEach((name, text) -> CvatValues.value(CvatValues.type(category, name), text)
                                .ifPresent(v -> all.put(name, v)));
                return all;
            }

            /// What puts objects together and who made them: a JSON object as text, or empty.
            private static String extras(Map<String, String> more) {
                ObjectNode rest = JsonNodeFactory.instance.objectNode();
                String group = more.getOrDefault("group_id", "");
                if (!group.isBlank() && !group.equals("0")) {
                    rest.put("group_id", group);
                }
                String source = more.getOrDefault("source", "");
                if (!source.isBlank() && !source.equals("manual")) {
                    rest.put("source", source);
                }
                return rest.isEmpty() ? "" : rest.toString();
            }
        }

        /// The elements of one picture.
        private final class OnPicture {

            private final Entry.Picture picture;
            private final Groups groups;

            OnPicture(Entry.Picture picture) {
                this.picture = picture;
                this.groups = new Groups(picture, "group_id", into);
            }

            void read(List<XmlItem> items) {
                for (XmlItem item : items) {
                    try {
                        take(item);
                    } catch (IllegalArgumentException e) {
                        not(item.at(), String.valueOf(e.getMessage()));
                    }
                }
                groups.tell();
            }

            private void take(XmlItem item) {
                String label = item.text("label");
                if (label.isBlank()) {
                    throw new IllegalArgumentException("it has no label");
                }
                Entry.Category category = category(label);
                if (item.name().equals("tag")) {
                    into.accept(new Entry.Tag(item.at(), picture.key(), category.key()));
                    item.said()
                            .keySet()
                            .forEach(name -> not(
                                    item.at(),
                                    "a tag has no attributes: " + XmlItem.shortened(name) + " has no place"));
                    return;
                }
                Map<String, String> more = new HashMap<>(item.fields());
                // The pictures' groups are told with what they put together.
                more.remove("group_id");
                groups.add(
                        new Drawn(item, picture, category).annotation("", Optional.empty(), more),
                        item.text("group_id").strip());
            }
        }
    }
}
