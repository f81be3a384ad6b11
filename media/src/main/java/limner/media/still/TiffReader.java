package limner.media.still;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads TIFF files of gray, RGB and RGBA, in strips or tiles, of integers and floating point, BigTIFF too (format:
/// TIFF 6.0 with its supplements; BigTIFF as libtiff writes it). FFmpeg refuses many of these and decodes others
/// wrongly: tiles, half precision and signed values. One strip or tile is in memory at a time. One thread.
///
/// Half, single and double precision and integers that do not fit 16 unsigned bits become single precision, which is
/// exact for all of them but doubles and integers beyond 24 bits: those are rounded.
public final class TiffReader {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int CHANNELS = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTES = 279;
    private static final int PLANAR = 284;
    private static final int PREDICTOR = 317;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int SAMPLE_FORMAT = 339;

    private static final int UNSIGNED = 1;
    private static final int SIGNED = 2;
    private static final int FLOAT = 3;

    private static final int PLAIN = 1;
    private static final int LZW = 5;
    private static final Set<Integer> DEFLATE = Set.of(8, 32946);
    private static final int PACK_BITS = 32773;

    private static final int MOST_BLOCK_BYTES = 1 << 26;
    private static final long MOST_PIECE_BYTES = 1 << 20;
    private static final long MOST_PIXELS = 1L << 30;

    private final RandomBytes bytes;
    private final TiffDirectory tags;
    private final int width;
    private final int height;
    private final int channels;
    private final int bits;
    private final int format;
    private final int compression;
    private final int photometric;
    private final boolean planar;
    private final int predictor;
    private final boolean tiled;

    private TiffReader(RandomBytes bytes) throws IOException {
        this.bytes = bytes;
        this.tags = TiffDirectory.read(bytes);
        long w = tags.number(WIDTH, 0);
        long h = tags.number(HEIGHT, 0);
        if (w < 1 || h < 1 || w > Integer.MAX_VALUE || h > Integer.MAX_VALUE || w * h > MOST_PIXELS) {
            throw new IOException("its size of " + w + " x " + h + " pixels is not one that can be read");
        }
        width = (int) w;
        height = (int) h;
        channels = (int) Math.clamp(tags.number(CHANNELS, 1), 0, 1 << 16);
        bits = same(BITS, 1, "bits");
        format = same(SAMPLE_FORMAT, UNSIGNED, "formats");
        compression = (int) tags.number(COMPRESSION, PLAIN);
        photometric = (int) tags.number(PHOTOMETRIC, 1);
        planar = tags.number(PLANAR, 1) == 2 && channels > 1;
        predictor = (int) tags.number(PREDICTOR, 1);
        tiled = tags.has(TILE_WIDTH);
    }

    /// Looks at the directory of a TIFF file.
    ///
    /// @throws IOException when it is not sound, with a reason in words
    public static TiffReader of(FileChannel channel) throws IOException {
        return new TiffReader(RandomBytes.of(channel));
    }

    private int same(int tag, int otherwise, String what) throws IOException {
        long[] all = tags.numbers(tag);
        for (long one : all) {
            if (one != all[0]) {
                throw new IOException("its channels have different " + what);
            }
        }
        return all.length == 0 ? otherwise : (int) Math.clamp(all[0], 0, 1 << 16);
    }

    /// Whether this file is one for FFmpeg: strips of up to 16 unsigned bits in forms that are not read here, such as
    /// palettes, black and white, or JPEG. What is in tiles, signed or in floating point is never, since FFmpeg takes
    /// it for something else.
    public boolean isForFfmpeg() {
        boolean understood = !tiled && !tags.isBig() && format == UNSIGNED && bits <= 16;
        boolean otherBytes = bits == 16 && tags.order() == ByteOrder.BIG_ENDIAN;
        return understood && (otherBytes || !isKnown());
    }

    private boolean isKnown() {
        try {
            demandKnown();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Reads all pixels into what `maker` makes.
    ///
    /// @throws IOException when this kind of TIFF is not read here, or its content is not sound, with a reason in words
    public void read(Raster.Maker maker) throws IOException {
        demandKnown();
        int target = targetBytes();
        long blockWidth = tiled ? tags.number(TILE_WIDTH, 0) : width;
        long blockHeight = tiled ? tags.number(TILE_HEIGHT, 0) : Math.min(height, tags.number(ROWS_PER_STRIP, height));
        int perPixel = (planar ? 1 : channels) * bits / 8;
        if (blockWidth < 1 || blockHeight < 1 || blockWidth > MOST_PIXELS || blockHeight > MOST_PIXELS) {
            throw new IOException("its strips or tiles have no size that makes sense");
        }
        long[] offsets = tags.numbers(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
        long[] lengths = tags.numbers(tiled ? TILE_BYTES : STRIP_BYTES);
        int across = Math.ceilDiv(width, (int) blockWidth);
        int down = Math.ceilDiv(height, (int) blockHeight);
        int planes = planar ? channels : 1;
        if (offsets.length < (long) across * down * planes || lengths.length < offsets.length) {
            throw new IOException("it names too few strips or tiles");
        }
        long row = blockWidth * perPixel;
        // A strip that is not packed may be all of the picture: it is read in pieces.
        boolean inPieces = !tiled && compression == PLAIN;
        int piece = (int) (inPieces ? Math.clamp(MOST_PIECE_BYTES / row, 1, blockHeight) : blockHeight);
        if (row * piece > MOST_BLOCK_BYTES) {
            throw new IOException("its strips or tiles are too large to be read");
        }
        Raster raster = maker.make(width, height, pixelFormat());
        Block block = new Block((int) blockWidth, piece, perPixel, target, planes);
        for (int by = 0; by < down; by++) {
            int blockRows = (int) (tiled ? blockHeight : Math.min(blockHeight, height - by * blockHeight));
            for (int bx = 0; bx < across; bx++) {
                for (int top = 0; top < blockRows; top += piece) {
                    int rows = Math.min(piece, blockRows - top);
                    for (int plane = 0; plane < planes; plane++) {
                        int number = (plane * down + by) * across + bx;
                        block.load(offsets[number] + top * row, lengths[number] - top * row, rows, plane);
                    }
                    block.write(raster, bx * (int) blockWidth, by * (int) blockHeight + top);
                }
            }
        }
    }

    private void demandKnown() throws IOException {
        boolean sizes = format == UNSIGNED && (bits == 8 || bits == 16 || bits == 32)
                || format == SIGNED && (bits == 8 || bits == 16 || bits == 32)
                || format == FLOAT && (bits == 16 || bits == 32 || bits == 64);
        if (!sizes) {
            throw new IOException("TIFF with " + bits + " bits of sample format " + format + " is not supported");
        }
        if (compression != PLAIN && compression != LZW && compression != PACK_BITS && !DEFLATE.contains(compression)) {
            throw new IOException("TIFF compression " + compression
                    + " is not supported in tiles or for such values; LZW, Deflate and PackBits are");
        }
        boolean gray = photometric <= 1 && channels == 1;
        boolean colour = photometric == 2 && (channels == 3 || channels == 4);
        if (!gray && !colour) {
            throw new IOException("TIFF with " + channels + " channels of photometric interpretation " + photometric
                    + " is not supported; gray, RGB and RGBA are");
        }
        if (predictor < 1 || predictor > 3 || predictor == 3 && format != FLOAT || predictor == 2 && format == FLOAT) {
            throw new IOException("TIFF predictor " + predictor + " is not supported here");
        }
    }

    private boolean toFloat() {
        return format != UNSIGNED || bits == 32;
    }

    private int targetBytes() {
        return toFloat() ? 4 : bits / 8;
    }

    private String pixelFormat() {
        String name = channels == 1 ? "gray" : channels == 3 ? "rgb" : "rgba";
        if (toFloat()) {
            return name + "f32le";
        }
        return switch (channels) {
            case 1 -> bits == 8 ? "gray" : "gray16le";
            case 3 -> bits == 8 ? "rgb24" : "rgb48le";
            default -> bits == 8 ? "rgba" : "rgba64le";
        };
    }

    /// One strip or tile, its planes brought together.
    private final class Block {
        private final int blockWidth;
        private final int perPixel;
        private final int target;
        private final int planes;
        private final byte[] coded;
        private final byte[] pixels;
        private int rows;

        Block(int blockWidth, int blockHeight, int perPixel, int target, int planes) {
            this.blockWidth = blockWidth;
            this.perPixel = perPixel;
            this.target = target;
            this.planes = planes;
            this.coded = new byte[blockWidth * blockHeight * perPixel];
            this.pixels = new byte[Math.multiplyExact(blockWidth * blockHeight, channels * target)];
        }

        void load(long offset, long length, int loadedRows, int plane) throws IOException {
            rows = loadedRows;
            int row = blockWidth * perPixel;
            int wanted = row * rows;
            unpack(offset, length, wanted);
            for (int y = 0; y < rows; y++) {
                unpredict(y * row, row);
            }
            int samples = planes > 1 ? 1 : channels;
            ByteBuffer from = ByteBuffer.wrap(coded).order(predictor == 3 ? ByteOrder.BIG_ENDIAN : tags.order());
            ByteBuffer to = ByteBuffer.wrap(pixels).order(ByteOrder.LITTLE_ENDIAN);
            boolean asStored = planes == 1
                    && !toFloat()
                    && photometric != 0
                    && (bits == 8 || from.order() == ByteOrder.LITTLE_ENDIAN);
            if (asStored) {
                System.arraycopy(coded, 0, pixels, 0, wanted);
                return;
            }
            int count = blockWidth * rows;
            for (int p = 0; p < count; p++) {
                for (int s = 0; s < samples; s++) {
                    int channel = planes > 1 ? plane : s;
                    convert(from, (p * samples + s) * bits / 8, to, (p * channels + channel) * target);
                }
            }
        }

        private void convert(ByteBuffer from, int at, ByteBuffer to, int where) {
            if (toFloat()) {
                float value = value(from, at);
                to.putFloat(where, value);
            } else if (bits == 8) {
                int value = from.get(at) & 0xFF;
                to.put(where, (byte) (photometric == 0 ? 255 - value : value));
            } else {
                int value = from.getShort(at) & 0xFFFF;
                to.putShort(where, (short) (photometric == 0 ? 65535 - value : value));
            }
        }

        private float value(ByteBuffer from, int at) {
            if (format == FLOAT) {
                return switch (bits) {
                    case 16 -> Float.float16ToFloat(from.getShort(at));
                    case 32 -> from.getFloat(at);
                    default -> (float) from.getDouble(at);
                };
            }
            return switch (bits) {
                case 8 -> from.get(at);
                case 16 -> from.getShort(at);
                default -> format == SIGNED ? from.getInt(at) : from.getInt(at) & 0xFFFFFFFFL;
            };
        }

        void write(Raster raster, int left, int top) {
            int wide = Math.min(blockWidth, width - left);
            int pixel = channels * target;
            for (int y = 0; y < rows && top + y < height; y++) {
                raster.write(left, top + y, pixels, y * blockWidth * pixel, wide * pixel);
            }
        }

        private void unpack(long offset, long length, int wanted) throws IOException {
            if (offset < 0 || length < 0 || offset > bytes.size() - length) {
                throw new EOFException("the file is cut short");
            }
            if (compression == PLAIN) {
                if (length < wanted) {
                    throw new EOFException("a strip or tile is too short");
                }
                byte[] read = coded.length == wanted ? coded : new byte[wanted];
                bytes.read(offset, read);
                if (read != coded) {
                    System.arraycopy(read, 0, coded, 0, wanted);
                }
                return;
            }
            if (length > MOST_BLOCK_BYTES) {
                throw new IOException("a strip or tile is too large");
            }
            byte[] packed = new byte[(int) length];
            bytes.read(offset, packed);
            int got = switch (compression) {
                case LZW -> TiffUnpack.lzw(packed, coded, wanted);
                case PACK_BITS -> TiffUnpack.packBits(packed, coded, wanted);
                default -> inflate(packed, wanted);
            };
            if (got < wanted) {
                throw new EOFException("a strip or tile ends early");
            }
        }

        private int inflate(byte[] packed, int wanted) throws IOException {
            Inflater inflater = new Inflater();
            try {
                inflater.setInput(packed);
                int done = 0;
                while (done < wanted) {
                    int got = inflater.inflate(coded, done, wanted - done);
                    if (got == 0 && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary())) {
                        break;
                    }
                    done += got;
                }
                return done;
            } catch (DataFormatException e) {
                throw new IOException("a strip or tile is damaged", e);
            } finally {
                inflater.end();
            }
        }

        /// Undoes what was done to one row so that it packs better.
        private void unpredict(int at, int row) {
            int samples = planes > 1 ? 1 : channels;
            if (predictor == 2) {
                sums(at, row, samples);
            } else if (predictor == 3) {
                for (int i = samples; i < row; i++) {
                    coded[at + i] += coded[at + i - samples];
                }
                byte[] shuffled = Arrays.copyOfRange(coded, at, at + row);
                int each = bits / 8;
                int values = row / each;
                for (int v = 0; v < values; v++) {
                    for (int b = 0; b < each; b++) {
                        coded[at + v * each + b] = shuffled[b * values + v];
                    }
                }
            }
        }

        private void sums(int at, int row, int samples) {
            int each = bits / 8;
            ByteBuffer buffer = ByteBuffer.wrap(coded).order(tags.order());
            for (int i = at + samples * each; i < at + row; i += each) {
                int before = i - samples * each;
                switch (each) {
                    case 1 -> coded[i] += coded[before];
                    case 2 -> buffer.putShort(i, (short) (buffer.getShort(i) + buffer.getShort(before)));
                    default -> buffer.putInt(i, buffer.getInt(i) + buffer.getInt(before));
                }
            }
        }
    }
}
