package limner.app.cli;

import limner.app.usecase.AppException;

/// What a command's end says to a program.
final class ExitCodes {

    static final int FINE = 0;
    /// Everything could be read, and something checked does not hold.
    static final int CHECK_FAILED = 1;
    /// What was given cannot be used; also a usage error.
    static final int BAD_INPUT = 2;
    /// The machine would not, or a fault of ours.
    static final int FAILED = 3;
    static final int CANCELLED = 4;

    /// How help texts say it, in picocli's form.
    static final String FINE_TEXT = "0:Done.";

    static final String CHECK_TEXT = "1:A check failed.";
    static final String INPUT_TEXT = "2:Something given cannot be used; nothing was changed.";
    static final String FAILED_TEXT = "3:The system refused (disk, memory, library), or a fault of Limner.";
    static final String CANCELLED_TEXT = "4:Cancelled; one line on the error stream says what is kept.";

    private ExitCodes() {}

    static int of(AppException.Kind kind) {
        return switch (kind) {
            case CHECK_FAILED -> CHECK_FAILED;
            case BAD_INPUT -> BAD_INPUT;
            case FAILED -> FAILED;
            case CANCELLED -> CANCELLED;
        };
    }
}
