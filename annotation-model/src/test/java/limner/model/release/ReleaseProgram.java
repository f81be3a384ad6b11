package limner.model.release;

import java.nio.file.Path;

/// Writes the gallery's release in a process of its own.
final class ReleaseProgram {

    private ReleaseProgram() {}

    /// @param args the target folder
    public static void main(String[] args) {
        ReleaseOutcome outcome = ReleaseWriter.write(
                Gallery.plan(), Gallery.source(), PaintedVideos.sound(), Path.of(args[0]), ReleaseWatch.none());
        System.exit(outcome instanceof ReleaseOutcome.Written ? 0 : 1);
    }
}
