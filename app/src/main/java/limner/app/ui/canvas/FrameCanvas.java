package limner.app.ui.canvas;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.SetChangeListener;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import limner.app.ui.canvas.paint.ViewTransform;
import limner.app.ui.canvas.smart.CutOutTool;
import limner.app.ui.canvas.smart.Eye;
import limner.app.ui.canvas.smart.GrowTool;
import limner.app.ui.canvas.smart.PiecesTool;
import limner.app.ui.canvas.smart.RangeTool;
import limner.app.ui.canvas.smart.ScissorsTool;
import limner.app.ui.canvas.smart.WandTool;
import limner.app.ui.canvas.tool.BoxTool;
import limner.app.ui.canvas.tool.ChainTool;
import limner.app.ui.canvas.tool.LassoTool;
import limner.app.ui.canvas.tool.PaintTool;
import limner.app.ui.canvas.tool.PatchTool;
import limner.app.ui.canvas.tool.PointSetTool;
import limner.app.ui.canvas.tool.PointTool;
import limner.app.ui.canvas.tool.Pointer;
import limner.app.ui.canvas.tool.Preview;
import limner.app.ui.canvas.tool.RotatedBoxTool;
import limner.app.ui.canvas.tool.SelectTool;
import limner.app.ui.canvas.tool.SkeletonTool;
import limner.app.ui.canvas.tool.Target;
import limner.app.ui.canvas.tool.Tool;
import limner.app.ui.canvas.tool.ToolHost;
import limner.app.ui.common.Amendment;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.PaintOptions;
import limner.app.ui.common.PaintedLabels;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.ViewOptions;
import limner.app.ui.common.Workspace;
import limner.app.usecase.Channel;
import limner.media.frame.Picture;
import limner.media.frame.SampleFormat;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.PixelBox;
import limner.model.geometry.PixelValues;
import limner.model.geometry.Point;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.session.Outcome;
import limner.model.suggestion.Suggestion;
import org.jspecify.annotations.Nullable;

/// The picture with its labels, and the place where tools work. Layers from below: picture and the mask being painted
/// (as squares when enlarged), labels, what follows the pointer. JavaFX thread only.
final class FrameCanvas extends Region implements ToolHost {
    private static final Texts TEXTS = Texts.beside(FrameCanvas.class);

    private final Workspace workspace;
    private final FrameScreen screen;
    private final Eye eye;
    private final Rectangle backdrop = new Rectangle();
    private final LabelLayer labels;
    private final MaskLayer mask = new MaskLayer(this::drawSquaresAgain);
    private final PixelSquares squares = new PixelSquares();
    private final Overlay overlay = new Overlay();
    private final BrushTip tip = new BrushTip();
    private final Crosshair cross = new Crosshair();
    private final PendingShapes pending = new PendingShapes();
    private final KeptThings things = new KeptThings();
    private final Map<ToolKind, Tool> tools = new EnumMap<>(ToolKind.class);
    private final SelectTool select = new SelectTool(this);
    private final ReadOnlyObjectWrapper<ViewTransform> view = new ReadOnlyObjectWrapper<>(new ViewTransform(1, 0, 0));
    private final ReadOnlyObjectWrapper<Optional<Point>> pointer = new ReadOnlyObjectWrapper<>(Optional.empty());
    private @Nullable Pointer cued;
    private Preview preview = new Preview.Nothing();
    private Preview outgoing = new Preview.Nothing();
    private long outgoingNumber;
    private boolean fitted = true;
    /// 1 where people last went forward, -1 where they went back.
    private int direction = 1;
    private boolean anchored;
    private Tool tool = select;

    FrameCanvas(
            Workspace workspace,
            Executor ui,
            Executor conversion,
            Executor painting,
            Executor reading,
            Executor looking) {
        this.workspace = workspace;
        this.screen = new FrameScreen(workspace, ui, conversion, reading);
        this.eye = new Eye(screen::sight, looking, ui, workspace.errors());
        this.labels = new LabelLayer(
                ui, painting, failure -> workspace.errors().failed(failure, TEXTS.get("labels.safe")), this::ahead);
        for (Tool t : List.of(
                select,
                new BoxTool(this, select),
                new RotatedBoxTool(this),
                new BoxTool(this, select, ToolKind.ELLIPSE),
                new ChainTool(this, ToolKind.POLYGON),
                new ChainTool(this, ToolKind.POLYLINE),
                new ChainTool(this, ToolKind.CUT),
                new PointTool(this),
                new PointSetTool(this, select),
                new SkeletonTool(this, select),
                new PaintTool(this, ToolKind.BRUSH),
                new PaintTool(this, ToolKind.ERASER),
                new WandTool(this, eye),
                new GrowTool(this, eye),
                new RangeTool(this, eye),
                new CutOutTool(this, eye),
                new ScissorsTool(this, eye),
                new PiecesTool(this, eye),
                new PatchTool(this),
                new LassoTool(this))) {
            tools.put(t.kind(), t);
        }
        getStyleClass().add(Styles.CANVAS);
        setFocusTraversable(true);
        setAccessibleText(TEXTS.get("canvas"));
        setMinSize(120, 90);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        for (ImageView image : List.of(screen.view(), mask.view(), labels.view())) {
            image.setManaged(false);
            image.setPreserveRatio(false);
        }
        backdrop.setManaged(false);
        backdrop.setVisible(false);
        backdrop.setMouseTransparent(true);
        screen.onDrawn(this::place);
        screen.current()
                .addListener((_, _, now) -> backdrop.setVisible(
                        now.filter(FrameCanvas::isTransparent).isPresent()));
        getChildren()
                .addAll(
                        backdrop,
                        screen.view(),
                        mask.view(),
                        squares.node(),
                        labels.view(),
                        overlay.node(),
                        tip.node(),
                        cross.node());
        eye.onChange(() -> {
            if (pointer.get().isPresent() && cued != null) {
                cue(cued);
            }
        });
        follow();
    }

    private void follow() {
        ViewOptions options = workspace.view();
        workspace.snapshot().addListener((_, _, _) -> repaint());
        workspace.shown().addListener((_, before, now) -> shown(before, now));
        workspace.glance().addListener((_, _, now) -> {
            if (now.isPresent()) {
                drop();
            }
            repaint();
        });
        workspace.selection().addListener((_, _, _) -> repaint());
        workspace.hovered().addListener((_, _, _) -> repaint());
        workspace.amendment().addListener((_, _, _) -> repaint());
        workspace.proposal().addListener((_, _, _) -> repaint());
        workspace.tool().addListener((_, _, next) -> use(next));
        workspace.mediaId().addListener((_, _, _) -> {
            drop();
            fitted = true;
            blank();
        });
        // Lines are painted for the pixels of one screen, and so is a picture that is shown in parts.
        sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::outputScaleXProperty)
                .addListener((_, _, _) -> {
                    place();
                    repaint();
                });
        workspace.feed().addListener((_, _, feed) -> {
            if (feed.isPresent() && fitted) {
                fit();
            }
        });
        options.labelsHidden().addListener((_, _, _) -> repaint());
        options.suggestionsHidden().addListener((_, _, _) -> repaint());
        options.fillOpacity().addListener((_, _, _) -> repaint());
        options.brushSize().addListener((_, _, _) -> drawTip());
        options.brushTip().addListener((_, _, _) -> drawTip());
        options.paint().gated().addListener((_, _, _) -> look());
        options.paint().channel().addListener((_, _, _) -> look());
        options.hidden().addListener((SetChangeListener<LabelId>) _ -> repaint());
        options.locked().addListener((SetChangeListener<LabelId>) _ -> repaint());
        options.colouring().addListener((_, _, _) -> repaint());
        options.pinned().addListener((SetChangeListener<LabelId>) _ -> repaint());
        use(workspace.tool().get());
    }

    // View.

    ReadOnlyObjectProperty<ViewTransform> viewTransform() {
        return view.getReadOnlyProperty();
    }

    /// Where the pointer is on the picture; empty when it is elsewhere.
    ReadOnlyObjectProperty<Optional<Point>> pointer() {
        return pointer.getReadOnlyProperty();
    }

    /// Shows the whole picture, and keeps doing so when the window changes.
    void fit() {
        workspace.media().ifPresent(m -> {
            fitted = true;
            set(ViewTransform.fit(m.width(), m.height(), aspect(), Math.max(1, getWidth()), Math.max(1, getHeight())));
        });
    }

    /// Transparent pictures lie over black, as models and files get them.
    private static boolean isTransparent(Picture picture) {
        SampleFormat format = picture.samples();
        return format.hasAlpha() || format.model() == SampleFormat.Model.PALETTE;
    }

    private double aspect() {
        return workspace.feed().get().map(FrameFeed::pixelAspect).orElse(1.0);
    }

    /// One picture pixel on one device pixel, around the middle of what is seen.
    void actualSize() {
        zoomTo(1 / unit(), getWidth() / 2, getHeight() / 2);
    }

    /// Zooms by a factor around a place of the canvas.
    void zoom(double factor, double x, double y) {
        zoomTo(view.get().scale() * factor, x, y);
    }

    private void zoomTo(double scale, double x, double y) {
        fitted = false;
        inSight(view.get().zoomedAt(x, y, scale / view.get().scale()));
    }

    /// Whether the whole picture is shown, whatever size the window has.
    boolean isFitted() {
        return fitted;
    }

    /// Tells whether the pointer stays on its place of the picture when the view moves.
    void anchor(boolean toPicture) {
        anchored = toPicture;
    }

    void pan(double dx, double dy) {
        fitted = false;
        inSight(view.get().panned(dx, dy));
    }

    private void inSight(ViewTransform next) {
        set(workspace
                .media()
                .map(m -> next.keepingInSight(m.width(), m.height(), getWidth(), getHeight()))
                .orElse(next));
    }

    /// Brings a shape into the middle when none of it is to be seen.
    void reveal(Shape shape) {
        Box b = shape.bounds();
        Box seen = view.get().visible(getWidth(), getHeight());
        if (b.x() > seen.right() || b.right() < seen.x() || b.y() > seen.bottom() || b.bottom() < seen.y()) {
            double x = view.get().toScreenX(b.x() + b.width() / 2);
            double y = view.get().toScreenY(b.y() + b.height() / 2);
            pan(getWidth() / 2 - x, getHeight() / 2 - y);
        }
    }

    private void set(ViewTransform next) {
        ViewTransform before = view.get();
        view.set(next);
        // The pointer stays where it is on the screen; one moved by keys stays on the picture.
        pointer.get()
                .filter(_ -> !anchored)
                .ifPresent(p ->
                        pointer.set(Optional.of(next.toPicture(before.toScreenX(p.x()), before.toScreenY(p.y())))));
        place();
        repaint();
    }

    @Override
    protected void layoutChildren() {
        overlay.resize(getWidth(), getHeight());
        if (fitted) {
            fit();
        } else {
            place();
            repaint();
        }
    }

    /// Where in an image something of the picture is: the image of a large picture shows a part of it.
    private Rectangle2D viewport(ImageView image, Rectangle2D seen) {
        Optional<PicturePart> shown = image == screen.view() ? screen.part() : Optional.empty();
        return shown.map(p -> new Rectangle2D(
                        (seen.getMinX() - p.x()) / p.step(),
                        (seen.getMinY() - p.y()) / p.step(),
                        seen.getWidth() / p.step(),
                        seen.getHeight() / p.step()))
                .orElse(seen);
    }

    /// Puts the images where the view says; only the part of the picture that is seen is handed to the graphics card.
    private void place() {
        ViewTransform v = view.get();
        workspace.media().ifPresent(m -> {
            Box seen = v.visible(getWidth(), getHeight());
            double left = Math.clamp(Math.floor(seen.x()), 0, m.width() - 1.0);
            double top = Math.clamp(Math.floor(seen.y()), 0, m.height() - 1.0);
            double right = Math.clamp(Math.ceil(seen.right()), left + 1, m.width());
            double bottom = Math.clamp(Math.ceil(seen.bottom()), top + 1, m.height());
            put(screen.view(), left, top, right, bottom);
            PixelBox painted = mask.painted();
            double x = Math.clamp(painted.x(), left, right - 1);
            double y = Math.clamp(painted.y(), top, bottom - 1);
            // What is drawn costs by what it covers: of a mask no more than it has.
            put(
                    mask.view(),
                    x,
                    y,
                    Math.clamp(painted.right(), x + 1, right),
                    Math.clamp(painted.bottom(), y + 1, bottom));
            screen.look(new Box(left, top, right - left, bottom - top), v.scale() * unit());
            backdrop.setX(screen.view().getX());
            backdrop.setY(screen.view().getY());
            backdrop.setWidth(screen.view().getFitWidth());
            backdrop.setHeight(screen.view().getFitHeight());
            drawSquares();
        });
    }

    private void drawSquaresAgain() {
        if (squares.node().isVisible()) {
            drawSquares();
        }
    }

    /// Where picture pixels are large they are drawn as squares, with what the images have now.
    private void drawSquares() {
        squares.show(
                List.of(screen.view(), mask.view()),
                getWidth(),
                getHeight(),
                view.get().scale() >= ViewTransform.PIXELS_FROM);
    }

    /// Shows the part of an image between these pixels of the picture where the view says.
    private void put(ImageView image, double left, double top, double right, double bottom) {
        ViewTransform v = view.get();
        image.setViewport(viewport(image, new Rectangle2D(left, top, right - left, bottom - top)));
        image.setX(v.toScreenX(left));
        image.setY(v.toScreenY(top));
        image.setFitWidth((right - left) * v.scaleX());
        image.setFitHeight((bottom - top) * v.scale());
    }

    private void hideMask() {
        if (mask.view().isVisible()) {
            mask.hide();
            place();
        }
    }

    private double unit() {
        return getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getOutputScaleX();
    }

    // Painting.

    private void shown(Optional<ShownFrame> before, Optional<ShownFrame> now) {
        if (before.map(ShownFrame::media).equals(now.map(ShownFrame::media))
                && !before.map(ShownFrame::frame).equals(now.map(ShownFrame::frame))) {
            drop();
            direction = now.orElseThrow().frame() < before.orElseThrow().frame() ? -1 : 1;
        }
        if (now.isEmpty()) {
            blank();
            return;
        }
        boolean otherSize = workspace.media().filter(Media::isSequence).isPresent();
        if (fitted && (before.isEmpty() || otherSize)) {
            fit();
        } else {
            place();
        }
        repaint();
    }

    /// Leaves nothing of a picture that is gone.
    private void blank() {
        squares.clear();
        labels.clear();
        overlay.clear();
        drawTip();
    }

    /// Asks for the labels to be painted anew; cheap, and folded when asked often. They are painted while they are
    /// hidden too, so that they are right at once when they come back.
    private void repaint() {
        labels.view().setVisible(!workspace.view().labelsHidden().get());
        if (stage().isEmpty()) {
            coming().ifPresentOrElse(
                            next -> labels.expect(next, view.get(), getWidth(), getHeight(), unit()), labels::clear);
        } else if (getWidth() > 0 && getHeight() > 0) {
            long going = outgoingNumber;
            labels.show(painted(scene()), view.get(), getWidth(), getHeight(), unit(), () -> {
                if (outgoingNumber == going && preview instanceof Preview.Nothing) {
                    outgoing = new Preview.Nothing();
                    hideMask();
                    drawOverlay();
                }
            });
        }
        drawOverlay();
    }

    /// Whether a picture is there with all its labels, painted for the zoom it has; also while they are hidden.
    boolean isWhole() {
        return labels.isSharp();
    }

    /// What is painted over the picture now; empty while labels are hidden.
    Optional<PaintedLabels> painted() {
        if (stage().isEmpty() || workspace.view().labelsHidden().get()) {
            return Optional.empty();
        }
        return Optional.of(new SceneOnPicture(painted(scene())));
    }

    private PaintedScene painted(LabelScene scene) {
        return new PaintedScene(things.of(scene), scene);
    }

    /// What is seen after one more step the same way; empty where there is none, and while pictures follow one another
    /// anyway.
    private Optional<PaintedScene> ahead() {
        int next = workspace.stops().get().step(shownFrame(), direction);
        boolean stays = workspace
                .media()
                .filter(m -> next != shownFrame() && next >= 0 && next < m.frameCount())
                .isEmpty();
        return stays || workspace.playing().get() ? Optional.empty() : Optional.of(painted(scene(next)));
    }

    /// What will be seen once the first picture of a video is there; empty where none is on its way.
    private Optional<PaintedScene> coming() {
        boolean first = workspace.shown().get().isEmpty()
                && workspace.feed().get().isPresent()
                && workspace.media().isPresent()
                && getWidth() > 0
                && getHeight() > 0;
        return first ? Optional.of(painted(scene(workspace.wanted().get()))) : Optional.empty();
    }

    private int shownFrame() {
        return workspace.shown().get().map(ShownFrame::frame).orElse(0);
    }

    private LabelScene scene() {
        return scene(shownFrame());
    }

    private LabelScene scene(int frame) {
        Map<LabelId, LabelScene.Pending> shapes = pending.shapes();
        workspace
                .proposal()
                .get()
                .ifPresent(p -> p.shapes()
                        .forEach((id, shape) -> workspace
                                .labels()
                                .label(id)
                                .ifPresent(l -> shapes.putIfAbsent(
                                        id, new LabelScene.Pending(p.frame(), l.classId(), shape)))));
        Optional<Amendment> amendment = workspace.amendment().get();
        // A mask on the move is painted where it would be: its pixels are what one wants to see.
        if (preview instanceof Preview.Draft(Mask mask, var classId, var of) && of.isPresent()) {
            switch (of.get()) {
                case Target.Key.OfLabel(var id) -> shapes.put(id, new LabelScene.Pending(frame, classId, mask));
                case Target.Key.OfSuggestion _ -> amendment = amendment.map(a -> a.withShape(mask));
            }
        }
        return new LabelScene(
                workspace.ontology(),
                workspace.labels(),
                frame,
                shapes,
                workspace.selection().get(),
                workspace.hovered().get(),
                amendment,
                workspace.view().hidden(),
                workspace.view().locked(),
                workspace.view().suggestionsHidden().get()
                        ? LabelScene.Suggestions.HIDDEN
                        : LabelScene.Suggestions.SHOWN,
                replaced(preview),
                workspace.view().fillOpacity().get(),
                workspace.view().colouring().get());
    }

    private static Optional<Target.Key> replaced(Preview preview) {
        return switch (preview) {
            case Preview.Draft d -> d.shape() instanceof Mask ? Optional.empty() : d.replaces();
            case Preview.Painting p -> p.replaces();
            case Preview.Nothing _, Preview.Mark _, Preview.Chain _, Preview.Joints _, Preview.Wire _, Preview.Band _ ->
                Optional.empty();
        };
    }

    private void drawOverlay() {
        drawTip();
        Optional<Stage> stage = stage();
        if (stage.isEmpty() || workspace.view().labelsHidden().get()) {
            overlay.clear();
            return;
        }
        Preview drawn = preview instanceof Preview.Nothing ? outgoing : preview;
        Optional<Target> held = held().filter(tool::edits);
        overlay.draw(new Overlay.Content(
                view.get(),
                stage.get().width(),
                stage.get().height(),
                workspace.ontology(),
                drawn,
                held,
                held.flatMap(select::inHand),
                tags(drawn)));
    }

    /// The brush stands for the pointer, also while labels are hidden.
    private void drawTip() {
        tip.show(
                view.get(),
                pointer.get()
                        .filter(_ -> tool.hasTip() && stage().isPresent())
                        .map(p -> new BrushTip.Brush(
                                p,
                                workspace.view().brushSize().get(),
                                workspace.view().brushTip().get())));
    }

    /// Names of the hovered and of the single selected; nothing while a gesture is drawn.
    private List<Overlay.Tag> tags(Preview drawn) {
        List<Overlay.Tag> tags = new ArrayList<>();
        if (!(drawn instanceof Preview.Nothing)) {
            return tags;
        }
        Selection selection = workspace.selection().get();
        Set<LabelId> named = new LinkedHashSet<>();
        selection.label().ifPresent(named::add);
        workspace.hovered().get().ifPresent(named::add);
        for (LabelId id : named) {
            Optional<Target> target = find(new Target.Key.OfLabel(id));
            Optional<Label> label = workspace.labels().label(id);
            if (target.isPresent() && label.isPresent()) {
                tags.add(tag(label.get(), target.get()));
            }
        }
        selection.suggestion().ifPresent(id -> {
            Suggestion s = workspace.labels().suggestions().get(id);
            if (s != null) {
                find(new Target.Key.OfSuggestion(id)).ifPresent(t -> tags.add(tag(s, t)));
            }
        });
        return tags;
    }

    private Overlay.Tag tag(Suggestion suggestion, Target target) {
        return new Overlay.Tag(
                workspace.amendment().get().isPresent()
                        ? TEXTS.get("correcting", workspace.ontology().nameOf(target.classId()))
                        : LabelNames.of(workspace.ontology(), suggestion),
                LabelNames.colour(workspace.ontology(), target.classId()),
                target.shape());
    }

    private Overlay.Tag tag(Label label, Target target) {
        return new Overlay.Tag(
                LabelNames.of(workspace.ontology(), label),
                LabelNames.colour(workspace.ontology(), label.classId()),
                target.shape());
    }

    // Tools.

    private void use(ToolKind kind) {
        drop();
        workspace.hovered().set(Optional.empty());
        tool = tools.getOrDefault(kind, select);
        setCursor(kind == ToolKind.SELECT ? Cursor.DEFAULT : Cursor.CROSSHAIR);
        drawOverlay();
    }

    Tool tool() {
        return tool;
    }

    /// What edits with handles, whichever tool is chosen.
    SelectTool select() {
        return select;
    }

    /// Where keys point.
    Crosshair cross() {
        return cross;
    }

    /// Drops a gesture under way.
    ///
    /// @return whether there was one
    boolean drop() {
        boolean any = tool.cancel();
        leave(new Preview.Nothing());
        hideMask();
        drawOverlay();
        return any;
    }

    /// Keeps the picture while a button is held down on it, whatever was asked for before.
    void holdPicture() {
        screen.hold();
    }

    void releasePicture() {
        screen.release();
    }

    /// Gives back what is on the screen and on its way there.
    void close() {
        eye.close();
        screen.close();
    }

    void point(Optional<Point> at) {
        pointer.set(at);
        look();
        if (at.isEmpty()) {
            tool.left();
        }
        drawTip();
    }

    /// Says what the value under the pointer is, while one is asked for.
    private void look() {
        PaintOptions options = workspace.view().paint();
        Optional<Stage> stage = options.gated().get() ? stage() : Optional.empty();
        options.under()
                .set(pointer.get()
                        .flatMap(p -> stage.filter(
                                        s -> p.x() >= 0 && p.y() >= 0 && p.x() < s.width() && p.y() < s.height())
                                .map(_ -> {
                                    byte[] value = new byte[1];
                                    values(options.channel().get())
                                            .read(new PixelBox((int) p.x(), (int) p.y(), 1, 1), value);
                                    return OptionalInt.of(value[0] & 0xff);
                                }))
                        .orElse(OptionalInt.empty()));
    }

    void cue(Pointer p) {
        cued = p;
        setCursor(
                switch (tool.cue(p)) {
                    case ARROW -> Cursor.DEFAULT;
                    case CROSS -> Cursor.CROSSHAIR;
                    case HAND -> Cursor.HAND;
                    case MOVE -> Cursor.MOVE;
                    case SIZE_N -> Cursor.N_RESIZE;
                    case SIZE_NE -> Cursor.NE_RESIZE;
                    case SIZE_E -> Cursor.E_RESIZE;
                    case SIZE_SE -> Cursor.SE_RESIZE;
                    case SIZE_S -> Cursor.S_RESIZE;
                    case SIZE_SW -> Cursor.SW_RESIZE;
                    case SIZE_W -> Cursor.W_RESIZE;
                    case SIZE_NW -> Cursor.NW_RESIZE;
                    case BUSY -> Cursor.WAIT;
                    case BRUSH -> stage().isPresent() ? Cursor.NONE : Cursor.CROSSHAIR;
                });
    }

    @Override
    public Workspace workspace() {
        return workspace;
    }

    @Override
    public Optional<Stage> stage() {
        Optional<Media> media = workspace.media();
        return workspace
                .shown()
                .get()
                .filter(s -> s.picture() == ShownFrame.Picture.DRAWN)
                .filter(_ -> workspace.glance().get().isEmpty())
                .flatMap(s -> media.filter(m -> m.id().equals(s.media())).map(m -> new Stage(m, s.frame())));
    }

    @Override
    public List<Target> targets() {
        return stage().isPresent() ? things.of(scene()).get().targets() : List.of();
    }

    @Override
    public List<Target> targets(Box area) {
        return stage().isPresent() ? things.of(scene()).get().targets(area) : List.of();
    }

    private Optional<Target> find(Target.Key key) {
        return stage().isPresent()
                ? things.of(scene()).get().find(key).map(FrameThings.Thing::target)
                : Optional.empty();
    }

    @Override
    public Optional<Target> held() {
        Optional<Target.Key> key = workspace
                .selection()
                .get()
                .label()
                .<Target.Key>map(Target.Key.OfLabel::new)
                .or(() -> workspace
                        .amendment()
                        .get()
                        .map(a -> new Target.Key.OfSuggestion(a.suggestion().id())));
        return key.flatMap(this::find).filter(t -> !t.locked());
    }

    @Override
    public void preview(Preview next) {
        boolean ended = next instanceof Preview.Nothing && !(preview instanceof Preview.Nothing);
        boolean moved = next instanceof Preview.Draft d && d.shape() instanceof Mask;
        boolean other = ended || moved || !replaced(next).equals(replaced(preview));
        if (ended) {
            leave(preview);
        }
        preview = next;
        if (next instanceof Preview.Painting(var editor, var classId, var _, var _)) {
            mask.show(editor, LabelNames.rgb(workspace.ontology(), classId));
            place();
        } else if (!(outgoing instanceof Preview.Painting)) {
            hideMask();
        }
        if (other) {
            repaint();
        } else {
            drawOverlay();
        }
    }

    @Override
    public void prepare(MaskEditor ahead, ClassId classId) {
        mask.prepare(ahead, LabelNames.rgb(workspace.ontology(), classId));
    }

    /// Keeps a gesture on the screen until the labels have been painted without it.
    private void leave(Preview last) {
        outgoing = last;
        outgoingNumber++;
    }

    @Override
    public CompletionStage<Outcome> commit(Command command, LabelId label, ClassId classId, Shape shape) {
        boolean drawn =
                command instanceof Command.Draw || command instanceof Command.Overpaint(Command.Draw _, var _, var _);
        int frame = stage().map(Stage::frame).orElse(0);
        long number = pending.begin(label, frame, classId, shape);
        leave(preview instanceof Preview.Nothing ? outgoing : preview);
        if (drawn) {
            workspace.expect(label);
            workspace.selection().set(Selection.of(label));
        }
        CompletionStage<Outcome> done = workspace.editShown(command).thenApply(outcome -> {
            if (drawn) {
                workspace.settled(label);
            }
            if (pending.end(label, number) || outcome instanceof Outcome.Refused) {
                repaint();
            }
            return outcome;
        });
        repaint();
        return done;
    }

    @Override
    public void reshape(Target held, Shape shape) {
        switch (held.key()) {
            case Target.Key.OfLabel(var id) ->
                stage().ifPresent(s -> {
                    var _ = commit(
                            new Command.Reshape(s.media().id(), s.frame(), id, shape), id, held.classId(), shape);
                });
            case Target.Key.OfSuggestion(var id) ->
                workspace
                        .amendment()
                        .get()
                        .filter(a -> a.suggestion().id().equals(id))
                        .ifPresent(a -> workspace.amendment().set(Optional.of(a.withShape(shape))));
        }
    }

    @Override
    public PixelValues values(Channel channel) {
        return screen.values(channel);
    }

    @Override
    public Optional<ClassId> classForNew() {
        Optional<ClassId> classId = workspace
                .currentClass()
                .get()
                .filter(id -> workspace
                        .ontology()
                        .find(id)
                        .filter(c -> c.kind().drawn())
                        .isPresent());
        if (classId.isEmpty()) {
            workspace.errors().info(TEXTS.get("options.noClassYet"));
        }
        return classId;
    }

    /// What is on the screen: picture and stored values.
    FrameScreen screen() {
        return screen;
    }
}
