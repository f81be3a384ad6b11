package limner.test.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A small file system in memory that one command sees in the place of a folder. It needs no rights of the
/// administrator, because it is in a name space of its own, and it is gone when the command has ended; what was on it
/// is in the folder then.
///
/// @param folder seen as the disk; what is in it is on the disk when the command begins
/// @param kibibytes how much it holds
record FullDisk(Path folder, int kibibytes) {

    private static final String SCRIPT = """
            kept=$1.kept
            mv "$1" "$kept" && mkdir "$1" && mount -t tmpfs -o size=$2k limner "$1" && cp -a "$kept/." "$1" || exit 99
            disk=$1
            shift 2
            "$@"
            code=$?
            rm -rf "$kept"/* "$kept"/.[!.]* && cp -a "$disk/." "$kept" && umount "$disk" || exit 98
            rmdir "$disk" && mv "$kept" "$disk" || exit 97
            exit $code""";

    /// Whether this system has such name spaces and lets this user make them.
    ///
    /// @param scratch an empty folder, which is as it was afterwards
    static boolean possible(Path scratch) throws InterruptedException {
        try {
            Path file = Files.createFile(scratch.resolve("tried"));
            List<String> command = new ArrayList<>(new FullDisk(scratch, 64).before());
            command.add("true");
            boolean isDone = new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
            Files.deleteIfExists(file);
            return isDone;
        } catch (IOException _) {
            return false;
        }
    }

    /// What stands before a command that is to see the disk.
    List<String> before() {
        return List.of("unshare", "-rm", "sh", "-c", SCRIPT, "sh", folder.toString(), Integer.toString(kibibytes));
    }
}
