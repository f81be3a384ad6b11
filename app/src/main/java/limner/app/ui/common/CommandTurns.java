package limner.app.ui.common;

/// When commands are done, whether a key, a menu or a button asks for them: those that work on what is stored wait
/// until everything is that was asked for before. JavaFX thread only.
public final class CommandTurns {

    private final Workspace workspace;

    public CommandTurns(Workspace workspace) {
        this.workspace = workspace;
    }

    /// What has to be known before a command is done. While the video plays commands are about the frame of the moment,
    /// and what lasts as long as a key is held must not begin after it was let go.
    public Turns.Need need(DeskCommand command) {
        if (workspace.playing().get() || command.release().isPresent()) {
            return Turns.Need.NOTHING;
        }
        return switch (command.group()) {
            case EDIT, LABEL, TRACK, CLASS, SUGGESTION, FRAME -> Turns.Need.STORED;
            case PROJECT, VIEW, TOOL, PLAY, HELP -> Turns.Need.NOTHING;
        };
    }

    /// Does a command now or in its turn, if it can be done by then.
    public void take(DeskCommand command) {
        workspace.turns().take(need(command), command::run);
    }
}
