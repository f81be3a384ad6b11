package limner.plugin.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import limner.plugin.api.LoadedModel;
import limner.plugin.api.ModelInfo;
import limner.plugin.api.PluginException;
import limner.plugin.onnx.Recipe.BoxHead;
import limner.plugin.onnx.Recipe.Input;
import limner.plugin.onnx.Recipe.MaskHead;
import org.jspecify.annotations.Nullable;

/// Opens ONNX files and holds them against their recipes, so that a wrong file is found before the first frame.
final class ModelLoader {

    private static final long LARGEST_FILE = 1L << 30;

    private final OrtEnvironment environment;
    private final int threads;
    private final CardReader cards = new CardReader();
    private final MetadataReader metadata = new MetadataReader();

    /// @param threads within one operator, at least 1
    ModelLoader(OrtEnvironment environment, int threads) {
        this.environment = environment;
        this.threads = threads;
    }

    /// Loads a file with the card beside it (`name.json` for `name.onnx`), or with its own metadata.
    ///
    /// @throws PluginException with a sentence that names the file
    OnnxModel load(Path file) throws PluginException {
        return load(file, null);
    }

    /// Loads a file by the given card, and by the one beside it where none is given.
    OnnxModel load(Path file, @Nullable ModelCard given) throws PluginException {
        byte[] bytes = read(file);
        String sha256 = Digests.sha256(bytes);
        OrtSession session = open(file, bytes);
        boolean opened = false;
        try {
            // Asked of a file the runtime could read: anything else is told as what it is.
            if (OutsideWeights.possibleIn(bytes)) {
                throw new PluginException(
                        file + " keeps weights in other files, or is no plain ONNX file, so its digest"
                                + " would not say what runs. Nothing was changed. Save the model as one .onnx file with all its"
                                + " weights.");
            }
            ModelCard card = given != null ? given : findCard(file, session);
            if (!card.sha256().isEmpty() && !card.sha256().equals(sha256)) {
                throw new PluginException("The card of " + file + " is for other weights: it names the SHA-256 "
                        + card.sha256() + ", the file has " + sha256 + ". Put the right card beside it.");
            }
            ModelInfo info = new ModelInfo(
                    card.name(),
                    card.version(),
                    card.task(),
                    String.valueOf(file.getFileName()),
                    bytes.length,
                    sha256,
                    card.classes(),
                    card.json());
            checkInput(file, session, card);
            checkOutputNames(file, session, card);
            Map<String, long[]> shapes = tryOut(file, session, card);
            OnnxModel model = new OnnxModel(environment, session, card, new LoadedModel(info, file), shapes);
            opened = true;
            return model;
        } catch (OrtException e) {
            throw new PluginException(cannotRun(file) + " " + e.getMessage(), e);
        } finally {
            if (!opened) {
                closeQuietly(session);
            }
        }
    }

    private static byte[] read(Path file) throws PluginException {
        try {
            if (Files.isDirectory(file)) {
                throw new PluginException(file + " is a folder. Choose the model's .onnx file in it.");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new PluginException(file + " is no regular file. Choose the model's .onnx file.");
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw new PluginException(file + " is larger than 1 GiB, which is more than this plugin loads.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new PluginException("There is no model file " + file + ".", e);
        } catch (IOException e) {
            throw new PluginException("The model file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private OrtSession open(Path file, byte[] bytes) throws PluginException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setDeterministicCompute(true);
            // What goes wrong is thrown and told in a sentence; the library need not print it as well.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            // Waiting threads would otherwise spin and take the cores from decoder and desk.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return environment.createSession(bytes, options);
        } catch (OrtException e) {
            throw switch (e.getCode()) {
                case ORT_INVALID_PROTOBUF, ORT_NO_MODEL, ORT_INVALID_GRAPH, ORT_FAIL, ORT_INVALID_ARGUMENT ->
                    new PluginException(
                            file + " is no ONNX model, or it is damaged. Nothing was changed. Choose another file, or"
                                    + " get this one again.",
                            e);
                default -> new PluginException(cannotRun(file) + " " + e.getMessage(), e);
            };
        }
    }

    private ModelCard findCard(Path file, OrtSession session) throws PluginException, OrtException {
        String name = String.valueOf(file.getFileName());
        Path beside = file.resolveSibling(name.replaceFirst("\\.onnx$", "") + ".json");
        if (Files.isRegularFile(beside)) {
            try {
                return cards.read(beside.toString(), Files.readString(beside));
            } catch (IOException e) {
                throw new PluginException("The model card " + beside + " cannot be read: " + e.getMessage(), e);
            }
        }
        String inside =
                metadata.card(name, session.getMetadata().getCustomMetadata()).orElse(null);
        if (inside == null) {
            throw new PluginException("Nothing says how to use " + file + ": it has no metadata that describes it and"
                    + " no model card beside it. Write one named " + beside.getFileName() + ".");
        }
        return cards.read("in the metadata of " + name, inside);
    }

    private static void checkInput(Path file, OrtSession session, ModelCard card) throws PluginException, OrtException {
        Input input = card.recipe().input();
        if (session.getInputNames().size() != 1) {
            throw new PluginException(file + " wants " + session.getInputNames().size()
                    + " inputs; this plugin runs models that want one picture.");
        }
        NodeInfo node = session.getInputInfo().get(input.name());
        if (node == null) {
            throw new PluginException(file + " has no input \"" + input.name() + "\", as its recipe says; it has "
                    + String.join(", ", new TreeSet<>(session.getInputNames())) + ".");
        }
        if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            throw new PluginException("The input of " + file + " is no float32 tensor; this plugin feeds no other.");
        }
        if (!matches(tensor.getShape(), input.shape())) {
            throw new PluginException("The input of " + file + " is " + Arrays.toString(tensor.getShape())
                    + ", but its recipe says " + Arrays.toString(input.shape()) + ".");
        }
    }

    private static void checkOutputNames(Path file, OrtSession session, ModelCard card)
            throws PluginException, OrtException {
        for (String name : outputs(card)) {
            NodeInfo node = session.getOutputInfo().get(name);
            if (node == null) {
                throw new PluginException(file + " has no output \"" + name + "\", as its recipe says; it has "
                        + String.join(", ", new TreeSet<>(session.getOutputNames())) + ".");
            }
            if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
                throw new PluginException("The output \"" + name + "\" of " + file
                        + " is no float32 tensor; this plugin reads no other.");
            }
        }
    }

    /// Runs once on black and takes the true shapes from the answer, since a file may leave its own open.
    private Map<String, long[]> tryOut(Path file, OrtSession session, ModelCard card)
            throws PluginException, OrtException {
        Input input = card.recipe().input();
        FloatBuffer black = ByteBuffer.allocateDirect(3 * input.width() * input.height() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        Map<String, long[]> shapes = new LinkedHashMap<>();
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, black, input.shape());
                OrtSession.Result result = session.run(Map.of(input.name(), tensor))) {
            for (String name : outputs(card)) {
                OnnxValue value = result.get(name).orElseThrow();
                shapes.put(name, ((OnnxTensor) value).getInfo().getShape());
            }
        }
        checkShapes(file, card, shapes);
        return shapes;
    }

    private static void checkShapes(Path file, ModelCard card, Map<String, long[]> shapes) throws PluginException {
        switch (card.recipe().head()) {
            case BoxHead head -> {
                long[] boxes = shape(shapes, head.boxes());
                long[] scores = shape(shapes, head.scores());
                int columns = card.classes().size() + (head.background() >= 0 ? 1 : 0);
                if (boxes.length != 3 || boxes[0] != 1 || boxes[2] != 4) {
                    throw misshapen(file, head.boxes(), boxes, "[1, boxes, 4]");
                }
                if (scores.length != 3 || scores[0] != 1 || scores[1] != boxes[1]) {
                    throw misshapen(file, head.scores(), scores, "[1, " + boxes[1] + ", classes]");
                }
                if (scores[2] != columns) {
                    throw new PluginException(file + " tells " + scores[2] + " classes apart, but its card names "
                            + columns + (head.background() >= 0 ? " with the background." : "."));
                }
            }
            case MaskHead head -> {
                long[] mask = shape(shapes, head.mask());
                boolean fits = mask.length == 3 || mask.length == 4;
                for (long side : mask) {
                    fits &= side > 0;
                }
                long channels = mask.length == 4 ? mask[1] : 1;
                if (!fits || mask[0] != 1 || head.channel() >= channels) {
                    throw misshapen(file, head.mask(), mask, "[1, channels, h, w] with channel " + head.channel());
                }
            }
        }
    }

    private static PluginException misshapen(Path file, String output, long[] shape, String wanted) {
        return new PluginException("The output \"" + output + "\" of " + file + " is " + Arrays.toString(shape)
                + ", but its recipe needs " + wanted + ".");
    }

    private static long[] shape(Map<String, long[]> shapes, String name) {
        long[] shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalStateException("the output " + name + " was not run");
        }
        return shape;
    }

    private static List<String> outputs(ModelCard card) {
        return switch (card.recipe().head()) {
            case BoxHead head -> List.of(head.boxes(), head.scores());
            case MaskHead head -> List.of(head.mask());
        };
    }

    private static boolean matches(long[] file, long[] recipe) {
        if (file.length != recipe.length) {
            return false;
        }
        for (int i = 0; i < file.length; i++) {
            // Sizes a file leaves open are negative.
            if (file[i] >= 0 && file[i] != recipe[i]) {
                return false;
            }
        }
        return true;
    }

    private static String cannotRun(Path file) {
        return "ONNX Runtime cannot run " + file + ". Nothing was changed.";
    }

    private static void closeQuietly(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            // Already failing with a better reason.
        }
    }
}
