package limner.app.ui.shell;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.KeyText;
import limner.app.ui.common.Submenu;
import limner.app.ui.common.Texts;

/// The menu bar, read off the commands.
final class MenuBars {

    private static final Texts TEXTS = Texts.beside(MenuBars.class);

    private MenuBars() {}

    static MenuBar of(CommandRegistry commands) {
        MenuBar bar = new MenuBar();
        Map<CommandGroup, Menu> menus = new EnumMap<>(CommandGroup.class);
        for (CommandGroup g : CommandGroup.values()) {
            Menu menu = new Menu(TEXTS.get("group." + g));
            menus.put(g, menu);
            bar.getMenus().add(menu);
        }
        fill(menus, commands);
        commands.all().addListener((ListChangeListener<DeskCommand>) _ -> fill(menus, commands));
        return bar;
    }

    private static void fill(Map<CommandGroup, Menu> menus, CommandRegistry commands) {
        menus.forEach((group, menu) -> {
            List<DeskCommand> now = commands.in(group);
            if (now.equals(menu.getUserData())) {
                return;
            }
            menu.setUserData(now);
            List<MenuItem> items = new ArrayList<>();
            for (DeskCommand c : now) {
                MenuItem item = commands.menuItem(c);
                // Shown beside the name only: the dispatcher decides what a key means, with text fields in mind.
                item.acceleratorProperty()
                        .bind(c.bound().inForce().map(keys -> keys.isEmpty() ? null : new ShownKey(keys.getFirst())));
                c.submenu()
                        .<List<MenuItem>>map(s -> inner(items, s).getItems())
                        .orElse(items)
                        .add(item);
            }
            // In one go: a menu that was open once makes all of its items anew whenever one is added, and there may be
            // a command for each of hundreds of classes.
            menu.getItems().setAll(items);
            menu.setVisible(!menu.getItems().isEmpty());
        });
    }

    /// The menu among these for some of the commands, where the first of them stands.
    private static Menu inner(List<MenuItem> items, Submenu which) {
        String id = "menu-" + which;
        for (MenuItem there : items) {
            if (there instanceof Menu inner && id.equals(inner.getId())) {
                return inner;
            }
        }
        Menu inner = new Menu(TEXTS.get("submenu." + which));
        inner.setId(id);
        items.add(inner);
        return inner;
    }

    /// A key that is written in a menu and matches nothing there.
    private static final class ShownKey extends KeyCombination {

        private final KeyCombination key;

        ShownKey(KeyCombination key) {
            this.key = key;
        }

        @Override
        public boolean match(KeyEvent event) {
            return false;
        }

        @Override
        public String getDisplayText() {
            return KeyText.of(key);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ShownKey k && k.key.equals(key);
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }
    }
}
