package limner.app.usecase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import limner.app.task.Progress;
import limner.model.command.Command;
import limner.model.event.LabelEvent;
import limner.model.media.Media;
import limner.model.project.ProjectState;
import limner.model.store.Access;
import org.jspecify.annotations.Nullable;

/// The project people meet first: two clips and a starter ontology, in a folder of its own.
public final class Sample {

    private static final String FILE = "Sample" + Projects.ENDING;

    private final Folders folders;
    private final Projects projects;
    private final ImportMedia importMedia;

    public Sample(Folders folders, Projects projects, ImportMedia importMedia) {
        this.folders = folders;
        this.projects = projects;
        this.importMedia = importMedia;
    }

    /// Where the sample of this user lies, or will lie.
    public Path file() {
        return folders.data().resolve("sample").resolve(FILE);
    }

    /// Opens the sample of this user; the first time it is made, which takes a few seconds. Work done in it stays. The
    /// caller's thread waits.
    public OpenProject open(Progress progress) {
        return open(file(), progress);
    }

    /// Opens a sample project in this file, or makes one there: copies the clips beside it and imports them.
    OpenProject open(Path file, Progress progress) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
        try {
            SampleClips.copyTo(folder);
        } catch (IOException e) {
            throw new AppException(
                    AppException.Kind.FAILED,
                    "The sample clips cannot be copied to "
                            + folder
                            + ". Check that the folder may be written to and that the disk has space, or choose another "
                            + "one with the environment variable LIMNER_DATA.",
                    e);
        }
        OpenProject project = Files.exists(file) ? projects.open(file, Access.WRITE_OR_READ) : projects.create(file);
        try {
            if (project.writable()) {
                fill(project, folder, progress);
            }
            return project;
        } catch (Throwable e) {
            project.close();
            throw e;
        }
    }

    /// Does what is not done yet, so that a first start that was stopped half-way is finished by the next one. A clip
    /// that somebody took out of the project stays out.
    private void fill(OpenProject project, Path folder, Progress progress) {
        if (project.state().ontology().classes().isEmpty()) {
            project.perform(new Command.EditClasses(StarterOntology.classes()));
        }
        List<String> names = SampleClips.NAMES;
        for (int i = 0; i < names.size(); i++) {
            Progress part = progress.part((double) i / names.size(), (i + 1.0) / names.size());
            Path clip = folder.resolve(names.get(i));
            Media media = knownAs(project.state(), names.get(i));
            if (media == null && wasThere(project, names.get(i))) {
                continue;
            }
            if (media == null) {
                media = importMedia.run(project, clip, part);
            }
            importMedia.digest(project, media.id(), part);
        }
    }

    private static boolean wasThere(OpenProject project, String name) {
        return project.session().log().stream()
                .anyMatch(r -> r.event() instanceof LabelEvent.MediaAdded(Media media)
                        && media.name().equals(name));
    }

    private static @Nullable Media knownAs(ProjectState state, String name) {
        return state.mediaInOrder().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
