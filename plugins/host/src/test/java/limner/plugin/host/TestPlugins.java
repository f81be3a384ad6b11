package limner.plugin.host;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import limner.plugin.api.FrameView;
import limner.plugin.api.OutputKind;
import limner.plugin.api.PixelLayout;
import limner.plugin.api.PluginApi;
import limner.plugin.api.PluginDescriptor;
import limner.plugin.api.PluginException;
import limner.plugin.api.PreLabelContext;
import limner.plugin.api.PreLabelSession;
import limner.plugin.api.PreLabeler;
import limner.plugin.api.SessionInfo;
import limner.plugin.api.SessionRequest;
import limner.plugin.api.Settings;
import limner.plugin.api.SuggestedShape;
import limner.plugin.api.Suggestion;

/// Small pre-labellers, well and badly behaved, and what it takes to run them.
final class TestPlugins {

    static final SessionInfo INFO = new SessionInfo("paper and pencil", List.of(), List.of("Cat"), 0);

    private TestPlugins() {}

    /// What a plugin does with a frame.
    interface Look {
        List<Suggestion> at(FrameView frame, PreLabelContext context) throws Exception;
    }

    /// What a plugin does when it is opened.
    interface Opening {
        PreLabelSession open() throws PluginException;
    }

    static PluginDescriptor descriptor(String id, int apiVersion) {
        return new PluginDescriptor(id, "Tester", "1.2", apiVersion, Set.of(OutputKind.BOX), List.of(), List.of());
    }

    static Plugin opening(Opening opening) {
        PluginDescriptor descriptor = descriptor("test.plugin", PluginApi.VERSION);
        return new Plugin(descriptor, new PreLabeler() {
            @Override
            public PluginDescriptor describe() {
                return descriptor;
            }

            @Override
            public PreLabelSession open(SessionRequest request) throws PluginException {
                return opening.open();
            }
        });
    }

    static Plugin looking(Look look) {
        return looking(look, () -> {});
    }

    static Plugin looking(Look look, Runnable onClose) {
        return opening(() -> new PreLabelSession() {
            @Override
            public SessionInfo info() {
                return INFO;
            }

            @Override
            public List<Suggestion> suggest(FrameView frame, PreLabelContext context) throws PluginException {
                try {
                    return look.at(frame, context);
                } catch (PluginException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void close() {
                onClose.run();
            }
        });
    }

    static SessionRequest request() throws PluginException {
        return new SessionRequest(Settings.of(List.of(), Map.of()), List.of(), Path.of("unused"));
    }

    /// Frames 0, 10, 20 … of 4 x 2 pixels in one buffer that is filled anew for each, as a decoder does; every byte is
    /// the index of the frame.
    static FrameFeed feed(int size) {
        ByteBuffer memory = ByteBuffer.allocateDirect(24);
        return new FrameFeed() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Optional<FrameView> frame(int index) {
                for (int i = 0; i < memory.capacity(); i++) {
                    memory.put(i, (byte) index);
                }
                return Optional.of(new FrameView(4, 2, index * 10, index / 25.0, PixelLayout.RGB24, 12, memory));
            }
        };
    }

    static List<Suggestion> cat(double score) {
        return List.of(new Suggestion("Cat", score, new SuggestedShape.Box(0, 0, 2, 2)));
    }

    /// Writes down what it is told.
    static final class Notes implements RunListener {

        final List<FrameAnswer> answers = new ArrayList<>();
        final List<Double> progress = new ArrayList<>();
        final List<String> lines = new ArrayList<>();
        final List<SessionInfo> opened = new ArrayList<>();
        private final BooleanSupplier cancel;

        Notes() {
            this(() -> false);
        }

        Notes(BooleanSupplier cancel) {
            this.cancel = cancel;
        }

        @Override
        public boolean cancelled() {
            return cancel.getAsBoolean();
        }

        @Override
        public void opened(SessionInfo session) {
            opened.add(session);
        }

        @Override
        public void answered(FrameAnswer answer) {
            answers.add(answer);
        }

        @Override
        public void progress(double fraction) {
            progress.add(fraction);
        }

        @Override
        public void log(String line) {
            lines.add(line);
        }
    }
}
