package limner.app.ui.common;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/// Markdown (CommonMark) as nodes of the desk. Nothing is ever loaded from anywhere: a picture that is linked is shown
/// as
/// its description, a link as its words with the address behind them, HTML as it is written. JavaFX thread only.
public final class MarkdownView extends VBox {

    /// Deeper lists and quotations are shown at this depth.
    private static final int DEEPEST = 6;

    private static final Parser PARSER = Parser.builder().build();

    private final List<String> words = new ArrayList<>();

    public MarkdownView(String markdown) {
        super(6);
        getStyleClass().add("guideline");
        blocks(PARSER.parse(markdown), this, 0);
        setAccessibleText(String.join("\n", words));
    }

    private void blocks(org.commonmark.node.Node of, VBox into, int depth) {
        for (org.commonmark.node.Node n = of.getFirstChild(); n != null; n = n.getNext()) {
            if (n instanceof Block) {
                block(n, into, depth);
            }
        }
    }

    private void block(org.commonmark.node.Node n, VBox into, int depth) {
        switch (n) {
            case Heading h -> into.getChildren().add(flow(h, "heading" + Math.min(3, h.getLevel())));
            case BulletList list -> items(list, into, depth, 0);
            case OrderedList list -> {
                Integer start = list.getMarkerStartNumber();
                items(list, into, depth, start == null ? 1 : start);
            }
            case BlockQuote quote
            when depth < DEEPEST -> {
                VBox inner = new VBox(4);
                inner.getStyleClass().add("quote");
                into.getChildren().add(inner);
                blocks(quote, inner, depth + 1);
            }
            case FencedCodeBlock code -> into.getChildren().add(literal(code.getLiteral()));
            case IndentedCodeBlock code -> into.getChildren().add(literal(code.getLiteral()));
            case HtmlBlock html -> into.getChildren().add(literal(html.getLiteral()));
            case ThematicBreak _ -> into.getChildren().add(new Separator());
            default -> into.getChildren().add(flow(n, ""));
        }
    }

    /// @param first the number of the first one, or 0 for bullets
    private void items(org.commonmark.node.Node list, VBox into, int depth, int first) {
        int number = first;
        for (org.commonmark.node.Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Label mark = new Label(first == 0 ? "•" : number + ".");
            mark.setMinWidth(Region.USE_PREF_SIZE);
            VBox inner = new VBox(4);
            HBox.setHgrow(inner, Priority.ALWAYS);
            inner.setMinWidth(0);
            if (depth < DEEPEST) {
                into.getChildren().add(new HBox(6, mark, inner));
                blocks(item, inner, depth + 1);
            } else {
                into.getChildren().add(new Label(text(item)));
            }
            number++;
        }
    }

    private Node literal(String code) {
        Label label = new Label(code.stripTrailing());
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(Styles.MONO);
        words.add(code.strip());
        return label;
    }

    private TextFlow flow(org.commonmark.node.Node of, String style) {
        TextFlow flow = new TextFlow();
        flow.setMinHeight(Region.USE_PREF_SIZE);
        if (!style.isEmpty()) {
            flow.getStyleClass().add(style);
        }
        inline(of, flow, List.of());
        words.add(text(of));
        return flow;
    }

    private static void inline(org.commonmark.node.Node of, TextFlow into, List<String> styles) {
        for (org.commonmark.node.Node n = of.getFirstChild(); n != null; n = n.getNext()) {
            switch (n) {
                case Emphasis e -> inline(e, into, with(styles, "emphasis"));
                case StrongEmphasis e -> inline(e, into, with(styles, Styles.STRONG));
                case Link link -> {
                    inline(link, into, styles);
                    into.getChildren().add(piece(" (" + link.getDestination() + ")", with(styles, Styles.QUIET)));
                }
                case Code code -> into.getChildren().add(piece(code.getLiteral(), with(styles, Styles.MONO)));
                default -> into.getChildren().add(piece(own(n), styles));
            }
        }
    }

    private static List<String> with(List<String> styles, String another) {
        List<String> all = new ArrayList<>(styles);
        all.add(another);
        return all;
    }

    private static Text piece(String words, List<String> styles) {
        Text text = new Text(words);
        text.getStyleClass().addAll(styles);
        return text;
    }

    /// The words of one node and of all below it.
    private static String text(org.commonmark.node.Node of) {
        return of.getFirstChild() == null || of instanceof Image ? own(of) : below(of);
    }

    private static String below(org.commonmark.node.Node of) {
        StringBuilder all = new StringBuilder();
        for (org.commonmark.node.Node n = of.getFirstChild(); n != null; n = n.getNext()) {
            all.append(text(n));
        }
        return all.toString();
    }

    private static String own(org.commonmark.node.Node n) {
        return switch (n) {
            case org.commonmark.node.Text t -> t.getLiteral();
            case Code c -> c.getLiteral();
            case SoftLineBreak _ -> " ";
            case HardLineBreak _ -> "\n";
            case HtmlInline html -> html.getLiteral();
            case Image image -> "[" + below(image) + "]";
            default -> "";
        };
    }
}
