package limner.app.usecase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import limner.media.session.FrameUnreachable;
import limner.media.source.MediaException;
import limner.model.store.StoreException;
import limner.plugin.api.PluginException;

/// What to tell people about something that went wrong.
///
/// @param sentence what happened, what is safe, what to do
/// @param code a code to quote in a report, or empty where the sentence says everything
public record Failure(AppException.Kind kind, String sentence, String code) {

    public Failure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
        Objects.requireNonNull(code, "code");
    }

    /// Whether nobody foresaw this, so that a stack trace belongs into the log.
    public boolean unexpected() {
        return !code.isEmpty();
    }

    /// Translates whatever a use case or a future threw.
    public static Failure of(Throwable thrown) {
        return switch (thrown) {
            case CompletionException e when e.getCause() != null -> of(e.getCause());
            case ExecutionException e when e.getCause() != null -> of(e.getCause());
            case AppException e -> known(e.kind(), e);
            case CancellationException _, MediaException.Cancelled _ ->
                new Failure(AppException.Kind.CANCELLED, "Cancelled. What was done until then is kept.", "");
            case StoreException e -> known(AppException.Kind.BAD_INPUT, e);
            case MediaException e -> known(AppException.Kind.BAD_INPUT, e);
            case FrameUnreachable e -> known(AppException.Kind.BAD_INPUT, e);
            case PluginException e -> known(AppException.Kind.BAD_INPUT, e);
            case FileSystemException e -> new Failure(AppException.Kind.FAILED, file(e), "");
            case UncheckedIOException e when e.getCause() != null -> of(e.getCause());
            case IOException e -> new Failure(AppException.Kind.FAILED, disk(e), "");
            case OutOfMemoryError _ ->
                new Failure(
                        AppException.Kind.FAILED,
                        "The memory is used up. Everything that was shown as saved is safe. Close other videos, or "
                                + "start Limner with more memory.",
                        "");
            default -> library(thrown);
        };
    }

    private static Failure known(AppException.Kind kind, Throwable e) {
        return new Failure(kind, sentence(String.valueOf(e.getMessage())), "");
    }

    private static Failure library(Throwable thrown) {
        Optional<String> missing = MissingLibrary.sentence(thrown);
        if (missing.isPresent()) {
            return new Failure(AppException.Kind.FAILED, missing.get(), "");
        }
        return new Failure(
                AppException.Kind.FAILED,
                "Something unexpected happened. Everything that was shown as saved is safe. Try again; if it happens "
                        + "again, please report it with this code.",
                SupportCode.of(thrown));
    }

    private static String file(FileSystemException e) {
        String name = String.valueOf(e.getFile());
        return switch (e) {
            case NoSuchFileException _ -> name + ": there is no such file or folder.";
            case AccessDeniedException _ ->
                name + ": the system does not allow this (permission denied). Nothing was changed there.";
            case FileAlreadyExistsException _ -> name + ": this already exists. Nothing was changed there.";
            default -> {
                String reason = e.getReason() == null ? "the system refused" : e.getReason();
                yield name + ": this could not be read or written (" + reason
                        + "). What was there before is unchanged.";
            }
        };
    }

    private static String disk(IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return "Something could not be read or written (" + reason + "). Everything that was shown as saved is safe. "
                + "Check that the disk has space and that the drive is connected, and try again.";
    }

    /// Messages of other modules may come without a full stop.
    private static String sentence(String message) {
        return message.endsWith(".") || message.endsWith("?") || message.endsWith("!") ? message : message + ".";
    }
}
