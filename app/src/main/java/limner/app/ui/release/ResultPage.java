package limner.app.ui.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.ui.common.Form;
import limner.app.ui.common.Nodes;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.ui.common.spoken.Spoken;
import limner.app.usecase.ReleaseResult;
import limner.app.usecase.Services;
import limner.app.usecase.VerifyReport;
import limner.model.release.HeadSignature;

/// A release that is on the disk: what became of it, whether it holds, and its card.
final class ResultPage {

    private static final Texts TEXTS = Texts.beside(ResultPage.class);
    private static final int MOST_FAULTS = 8;
    private static final String CARD = "README.md";
    private static final int LONGEST_CARD = 1 << 20;

    private final Services services;
    private final Workspace workspace;
    private final Tasks tasks;
    private final Path folder;
    private final Form form;
    private final VBox page;
    private final Button verify = new Button(TEXTS.get("verify"));
    private final Button sign = new Button(TEXTS.get("signNow"));

    /// @param said what stands above the check
    ResultPage(Services services, Workspace workspace, Tasks tasks, Path folder, String said) {
        this.services = services;
        this.workspace = workspace;
        this.tasks = tasks;
        this.folder = folder;
        form = new Form(workspace.errors());
        Label words = new Label(said);
        words.setWrapText(true);
        words.setId("release-said");
        verify.setId("release-verify");
        verify.setOnAction(_ -> check());
        sign.setId("release-sign-now");
        sign.setOnAction(_ -> sign());
        Nodes.show(sign, false);
        form.add(words).button(verify).button(sign);
        page = new VBox(form);
    }

    /// A release that was just made.
    static ResultPage of(
            Services services, Workspace workspace, Tasks tasks, ReleaseResult result, Optional<String> key) {
        String said =
                words(result) + key.map(k -> "\n" + TEXTS.get("signed", k)).orElse("");
        return new ResultPage(services, workspace, tasks, result.folder(), said);
    }

    /// A page with a check and the card, both under way.
    void open(Sheets sheets) {
        sheets.openWide(new Sheets.Sheet(TEXTS.get("result"), page, verify));
        check();
        tasks.io(TEXTS.get("card"), _ -> card(folder), this::showCard, _ -> {});
    }

    private static String card(Path folder) throws IOException {
        Path file = folder.resolve(CARD);
        return Files.size(file) > LONGEST_CARD ? "" : Files.readString(file);
    }

    private void showCard(String card) {
        if (!card.isEmpty()) {
            VBox below = new VBox(10, new Separator(), new CardView(card));
            below.getStyleClass().add("form");
            below.setMinHeight(Region.USE_PREF_SIZE);
            page.getChildren().setAll(form, below);
        }
    }

    /// A release is checked right after it was written, and whenever somebody wants to know.
    void check() {
        form.runs(tasks.io(
                TEXTS.get("checking"),
                progress -> services.verify().run(folder, List.of(), progress),
                this::tell,
                failure -> form.failed(failure, TEXTS.get("notChecked"))));
    }

    private void sign() {
        form.runs(tasks.io(
                TEXTS.get("signNow"),
                progress -> services.signRelease().later(folder, progress),
                _ -> check(),
                failure -> form.failed(failure, TEXTS.get("notSigned"))));
    }

    private void tell(VerifyReport report) {
        // Nobody vouches for what does not hold, or in the place of somebody who does.
        Nodes.show(sign, report.holds() && Files.notExists(report.path().resolve(HeadSignature.FILE)));
        if (report.holds()) {
            form.done(words(report, workspace.spoken()));
        } else {
            form.wrong(words(report, workspace.spoken()));
        }
    }

    private static String words(ReleaseResult r) {
        return TEXTS.get(
                r.unchanged() ? "unchanged" : "written",
                r.folder(),
                r.report().pictures(),
                r.report().annotations(),
                r.manifestSha256().substring(0, 12));
    }

    static String words(VerifyReport r, Spoken spoken) {
        String counts = r.counts().stream().map(spoken::of).collect(Collectors.joining(", "));
        if (r.holds()) {
            return TEXTS.get("holds", r.path(), counts);
        }
        StringBuilder text =
                new StringBuilder(TEXTS.get("faults", r.path(), r.faults().size()));
        for (VerifyReport.Fault f :
                r.faults().subList(0, Math.min(MOST_FAULTS, r.faults().size()))) {
            text.append("\n· ")
                    .append(f.place().isEmpty() ? "" : f.place() + ": ")
                    .append(f.sentence());
        }
        return text.toString();
    }
}
