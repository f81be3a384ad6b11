package limner.test.flow;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import limner.app.task.Progress;
import limner.app.usecase.OpenProject;
import limner.app.usecase.ReleaseRequest;
import limner.app.usecase.ReleaseResult;
import limner.app.usecase.Services;
import limner.model.store.Access;

/// A process whose clock stands at another time and that releases a project.
final class ReleaseAt {

    private ReleaseAt() {}

    /// `ROOM INSTANT PROJECT FOLDER`
    public static void main(String[] args) {
        Clock clock = Clock.fixed(Instant.parse(args[1]), ZoneOffset.UTC);
        try (Services services = Rooms.of(Path.of(args[0]), clock);
                OpenProject project = services.projects().open(Path.of(args[2]), Access.WRITE)) {
            ReleaseResult made =
                    services.buildRelease().run(project, ReleaseRequest.to(Path.of(args[3])), Progress.none());
            System.out.println(made.manifestSha256());
        }
    }
}
