package limner.app.usecase;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import limner.app.task.Progress;
import limner.model.media.Media;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.Verification;
import limner.model.store.sqlite.SqliteProjects;

/// Mends what can be mended without inventing anything: the rows of a project, from its log.
public final class Doctor {

    private final SqliteProjects files;

    public Doctor(SqliteProjects files) {
        this.files = files;
    }

    /// Writes the rows anew from the log and checks the file afterwards. The caller's thread works.
    ///
    /// @throws limner.model.store.StoreException when the project cannot be opened for writing; nothing is changed
    public VerifyReport rebuild(Path file, Progress progress) {
        Path target = file.toAbsolutePath().normalize();
        try (ProjectStore store = files.open(target, Access.WRITE)) {
            progress.report(Progress.UNKNOWN, "Writing the rows anew from the log");
            store.rebuild();
            progress.report(Progress.UNKNOWN, "Checking the log");
            Verification found = store.verify();
            return VerifyAny.project(target, found);
        }
    }

    /// The report on a project with what is wrong about the places of its videos. Reads at most 2 MiB of each.
    public VerifyReport videos(VerifyReport log) {
        List<VerifyReport.Fault> faults = new ArrayList<>(log.faults());
        List<String> counts = new ArrayList<>(log.counts());
        try (ProjectStore store = files.open(log.path(), Access.READ)) {
            List<Media> all = store.load().mediaInOrder();
            for (Media m : all) {
                switch (MediaPlaces.presence(log.path(), m)) {
                    case Presence.There _ -> {}
                    case Presence.Missing(var _, String sentence) ->
                        faults.add(new VerifyReport.Fault(m.name(), sentence));
                    case Presence.Other(var _, String sentence) ->
                        faults.add(new VerifyReport.Fault(m.name(), sentence));
                }
            }
            counts.add(Texts.count(all.size(), "video", "videos"));
        }
        return new VerifyReport(log.path(), log.what(), log.digest(), counts, faults);
    }
}
