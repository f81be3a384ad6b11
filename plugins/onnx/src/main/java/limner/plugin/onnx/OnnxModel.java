package limner.plugin.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limner.plugin.api.LoadedModel;
import limner.plugin.api.PluginException;

/// A loaded model with its tensors, which are made once and used for every frame.
///
/// Owns native memory until closed; used by one thread.
final class OnnxModel implements AutoCloseable {

    private final ModelCard card;
    private final LoadedModel loaded;
    private final OrtSession session;
    private final List<OnnxTensor> owned = new ArrayList<>();
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();
    private final Map<String, FloatBuffer> results = new LinkedHashMap<>();
    private final FloatBuffer input;

    /// Takes over the session, unless it fails.
    ///
    /// @param shapes full shape of every output that is read
    OnnxModel(
            OrtEnvironment environment,
            OrtSession session,
            ModelCard card,
            LoadedModel loaded,
            Map<String, long[]> shapes)
            throws OrtException {
        this.session = session;
        this.card = card;
        this.loaded = loaded;
        try {
            this.input = floats(card.recipe().input().shape());
            inputs.put(
                    card.recipe().input().name(),
                    own(environment, input, card.recipe().input().shape()));
            for (Map.Entry<String, long[]> output : shapes.entrySet()) {
                FloatBuffer result = floats(output.getValue());
                results.put(output.getKey(), result);
                outputs.put(output.getKey(), own(environment, result, output.getValue()));
            }
        } catch (OrtException | RuntimeException e) {
            owned.forEach(OnnxTensor::close);
            throw e;
        }
    }

    ModelCard card() {
        return card;
    }

    LoadedModel loaded() {
        return loaded;
    }

    /// Where the picture goes before [#run()].
    FloatBuffer input() {
        return input;
    }

    /// The values of an output after [#run()]; overwritten by the next run.
    FloatBuffer output(String name) {
        FloatBuffer result = results.get(name);
        if (result == null) {
            throw new IllegalArgumentException("no such output: " + name);
        }
        return result;
    }

    long[] outputShape(String name) {
        OnnxTensor tensor = outputs.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no such output: " + name);
        }
        return tensor.getInfo().getShape();
    }

    void run() throws PluginException {
        Map<String, OnnxValue> pinned = new LinkedHashMap<>(outputs);
        try (OrtSession.Result _ = session.run(inputs, Set.of(), pinned)) {
            // The values are in our own buffers.
        } catch (OrtException e) {
            throw new PluginException(
                    "The model " + card.name() + " failed while it looked at a picture. If it happens again,"
                            + " the model file or its recipe is at fault.",
                    e);
        }
    }

    @Override
    public void close() {
        owned.forEach(OnnxTensor::close);
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the session of " + card.name() + " cannot be closed", e);
        }
    }

    private OnnxTensor own(OrtEnvironment environment, FloatBuffer buffer, long[] shape) throws OrtException {
        OnnxTensor tensor = OnnxTensor.createTensor(environment, buffer, shape);
        owned.add(tensor);
        return tensor;
    }

    private static FloatBuffer floats(long[] shape) {
        long count = 1;
        for (long side : shape) {
            count = Math.multiplyExact(count, side);
        }
        // Native order and direct: then the runtime reads and writes the buffer itself, without a copy.
        return ByteBuffer.allocateDirect(Math.toIntExact(Math.multiplyExact(count, Float.BYTES)))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
