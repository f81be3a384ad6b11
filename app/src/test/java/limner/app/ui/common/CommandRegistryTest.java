package limner.app.ui.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import javafx.scene.control.MenuItem;
import org.junit.jupiter.api.Test;

final class CommandRegistryTest {

    private final CommandRegistry registry = new CommandRegistry();

    private static DeskCommand command(String id, CommandGroup group, String... keys) {
        return DeskCommand.of(id, group, id).keys(keys).action(() -> {});
    }

    @Test
    void aThousandClassesAreOneChange() {
        registry.add(command("edit.undo", CommandGroup.EDIT, "Shortcut+Z"));
        registry.add(command("class.old", CommandGroup.CLASS, "1"));
        AtomicInteger changes = new AtomicInteger();
        registry.all().addListener((ListChangeListener<DeskCommand>) _ -> changes.incrementAndGet());
        List<DeskCommand> classes = IntStream.range(0, 1000)
                .mapToObj(i -> command("class." + i, CommandGroup.CLASS))
                .toList();
        registry.replace(CommandGroup.CLASS, classes);
        assertEquals(1, changes.get());
        assertEquals(classes, registry.in(CommandGroup.CLASS));
        assertEquals("edit.undo", registry.get("edit.undo").id());
        assertFalse(registry.find("class.old").isPresent());
    }

    @Test
    void aKeyThatIsTakenLeavesEverythingAsItWas() {
        registry.add(command("edit.undo", CommandGroup.EDIT, "Shortcut+Z"));
        DeskCommand old = registry.add(command("class.old", CommandGroup.CLASS, "1"));
        List<DeskCommand> next = List.of(
                command("class.1", CommandGroup.CLASS, "2"), command("class.2", CommandGroup.CLASS, "Shortcut+Z"));
        assertThrows(IllegalArgumentException.class, () -> registry.replace(CommandGroup.CLASS, next));
        assertThrows(IllegalArgumentException.class, () -> registry.add(command("class.3", CommandGroup.CLASS, "1")));
        assertEquals(List.of(old), registry.in(CommandGroup.CLASS));
        assertEquals(old, registry.get("class.old"));
        assertFalse(registry.find("class.1").isPresent());
    }

    @Test
    void anUnderscoreOfANameIsShownInMenus() {
        MenuItem item = registry.menuItem(
                DeskCommand.of("class.1", CommandGroup.CLASS, "traffic_light").action(() -> {}));
        assertEquals("traffic_light", item.getText());
        assertFalse(item.isMnemonicParsing(), "else the underscore would be left out");
    }
}
