package limner.plugin.onnx;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Looks whether an ONNX file takes weights from other files: those would run without being in its digest.
///
/// Walks those messages of the file that can hold tensors (field numbers: `onnx.proto` of the ONNX project; encoding:
/// protocol buffers).
final class OutsideWeights {

    /// More than the parser of the runtime accepts.
    private static final int DEEPEST = 200;

    private static final int DATA_LOCATION = 14;
    private static final int EXTERNAL = 1;

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    /// What an ORT file has from its fifth byte on; the runtime takes such a file too.
    private static final int ORT_FORMAT = 0x4d54524f;

    private enum Message {
        MODEL,
        FUNCTION,
        GRAPH,
        NODE,
        ATTRIBUTE,
        SPARSE_TENSOR,
        TENSOR
    }

    private OutsideWeights() {}

    /// Whether it does, or cannot be followed so far that it surely does not.
    static boolean possibleIn(byte[] model) {
        ByteBuffer bytes = ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN);
        if (model.length >= 8 && bytes.getInt(4) == ORT_FORMAT) {
            return true;
        }
        try {
            return possibleIn(Message.MODEL, bytes, 0);
        } catch (ArithmeticException
                | BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            return true;
        }
    }

    private static boolean possibleIn(Message message, ByteBuffer in, int depth) {
        if (depth > DEEPEST) {
            return true;
        }
        while (in.hasRemaining()) {
            long tag = varint(in);
            int field = Math.toIntExact(tag >>> 3);
            switch ((int) tag & 7) {
                case VARINT -> {
                    long value = varint(in);
                    if (message == Message.TENSOR && field == DATA_LOCATION && (int) value == EXTERNAL) {
                        return true;
                    }
                }
                case EIGHT_BYTES -> in.position(in.position() + Long.BYTES);
                case FOUR_BYTES -> in.position(in.position() + Integer.BYTES);
                case LENGTH -> {
                    int length = Math.toIntExact(varint(in));
                    Message child = child(message, field);
                    ByteBuffer part = in.slice(in.position(), length);
                    if (child != null && possibleIn(child, part, depth + 1)) {
                        return true;
                    }
                    in.position(in.position() + length);
                }
                default -> {
                    return true;
                }
            }
        }
        return false;
    }

    /// The message in a field, if tensors can be in it.
    private static @Nullable Message child(Message message, int field) {
        return switch (message) {
            case MODEL ->
                switch (field) {
                    case 7 -> Message.GRAPH;
                    case 25 -> Message.FUNCTION;
                    default -> null;
                };
            case FUNCTION ->
                switch (field) {
                    case 7 -> Message.NODE;
                    case 11 -> Message.ATTRIBUTE;
                    default -> null;
                };
            case GRAPH ->
                switch (field) {
                    case 1 -> Message.NODE;
                    case 5 -> Message.TENSOR;
                    case 15 -> Message.SPARSE_TENSOR;
                    default -> null;
                };
            case NODE -> field == 5 ? Message.ATTRIBUTE : null;
            case ATTRIBUTE ->
                switch (field) {
                    case 5, 10 -> Message.TENSOR;
                    case 6, 11 -> Message.GRAPH;
                    case 22, 23 -> Message.SPARSE_TENSOR;
                    default -> null;
                };
            case SPARSE_TENSOR -> field == 1 || field == 2 ? Message.TENSOR : null;
            case TENSOR -> null;
        };
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than ten bytes");
    }
}
