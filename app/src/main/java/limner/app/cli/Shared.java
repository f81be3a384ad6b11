package limner.app.cli;

import java.util.function.Function;
import java.util.function.Supplier;
import limner.app.usecase.Services;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What every command is given.
///
/// @param services made when a command first needs them, so that `--version` loads nothing
record Shared(Console console, Supplier<Services> services, DeskDoor desk, Display display) {

    /// Does something with the services and closes them.
    <T> T with(Function<Services, T> work) {
        try (Services open = services.get()) {
            return work.apply(open);
        }
    }

    ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Prints the answer of `--json` on `out`: always one object with named fields, so that it can gain fields later.
    void print(ObjectNode document) {
        console.out()
                .println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document));
    }

    void line(String text) {
        console.out().println(text);
    }
}
