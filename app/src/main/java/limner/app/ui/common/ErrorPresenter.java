package limner.app.ui.common;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import limner.app.ui.common.spoken.Spoken;
import limner.app.usecase.AppException;
import limner.app.usecase.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns refusals and failures into sentences beside the work, never into dialogs. The same sentence within a second is
/// said once. JavaFX thread only.
public final class ErrorPresenter {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPresenter.class);
    private static final Texts TEXTS = Texts.beside(ErrorPresenter.class);
    private static final Spoken SPOKEN = Spoken.onScreen();
    private static final Duration FOLDED = Duration.ofSeconds(1);
    private static final int MOST = 3;

    private final ObservableList<Notice> notices = FXCollections.observableArrayList();
    private final Clock clock;
    private @Nullable String lastSentence;
    private Instant lastAt = Instant.EPOCH;

    public ErrorPresenter(Clock clock) {
        this.clock = clock;
    }

    /// What is being said now, the oldest first; at most three.
    public ObservableList<Notice> notices() {
        return notices;
    }

    public void show(Notice notice) {
        Instant now = clock.instant();
        if (notice.sentence().equals(lastSentence) && now.isBefore(lastAt.plus(FOLDED)) && !notices.isEmpty()) {
            return;
        }
        lastSentence = notice.sentence();
        lastAt = now;
        notices.removeIf(n -> n.sentence().equals(notice.sentence()));
        notices.add(notice);
        if (notices.size() > MOST) {
            notices.removeFirst();
        }
    }

    public void info(String sentence) {
        show(Notice.info(sentence));
    }

    public void problem(String sentence) {
        show(Notice.problem(sentence));
    }

    /// Puts everything away that was said: the user has gone on to something else.
    public void dismissAll() {
        notices.clear();
    }

    public void dismiss(Notice notice) {
        notices.remove(notice);
    }

    /// Says what failed. Failures that are expected carry their own sentence; anything else is a fault of the program:
    /// it is logged and gets a code that can be copied. What was cancelled needs no words.
    ///
    /// @param safe what is safe or unchanged, a whole sentence, or empty
    public void failed(Throwable thrown, String safe) {
        Failure failure = logged(thrown);
        if (failure.kind() == AppException.Kind.CANCELLED) {
            return;
        }
        String sentence = safe.isEmpty() ? failure.sentence() : failure.sentence() + " " + safe;
        show(new Notice(Notice.Kind.PROBLEM, sentence, failure.code(), List.of()));
    }

    /// What failed as one text, for places other than notices: with the code where there is one, and logged then. Any
    /// thread.
    public String words(Throwable thrown) {
        Failure failure = logged(thrown);
        return failure.unexpected() ? TEXTS.get("code", failure.sentence(), failure.code()) : failure.sentence();
    }

    private static Failure logged(Throwable thrown) {
        Failure failure = Failure.of(thrown);
        if (failure.unexpected()) {
            LOG.error("unexpected failure {}", failure.code(), thrown);
        }
        return new Failure(failure.kind(), SPOKEN.of(failure.sentence()), failure.code());
    }

    /// Takes away what offers to do something about a project that is not open any more.
    public void dropOffers() {
        notices.removeIf(n -> !n.actions().isEmpty());
    }
}
