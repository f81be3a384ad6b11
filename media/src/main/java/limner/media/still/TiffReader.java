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
    private static final int FILL_ORDER = 266;
    private static final int STRIP_OFFSETS = 273;
    private static final int CHANNELS = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTES = 279;
    private static final int PLANAR = 284;
    private static final int GROUP_3 = 292;
    private static final int GROUP_4 = 293;
    private static final int PREDICTOR = 317;
    private static final int PALETTE = 320;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int SAMPLE_FORMAT = 339;

    private static final int UNSIGNED = 1;
    private static final int SIGNED = 2;
    private static final int FLOAT = 3;
    private static final int UNDEFINED = 4;

    private static final int PLAIN = 1;
    private static final int LZW = 5;
    private static final Set<Integer> DEFLATE = Set.of(8, 32946);
    private static final int PACK_BITS = 32773;
    private static final Set<Integer> CCITT = Set.of(2, 3, 4);

    /// What FFmpeg's decoder needs to know.
    private static final Set<Integer> FOR_FFMPEG = Set.of(
            WIDTH,
            HEIGHT,
            BITS,
            COMPRESSION,
            PHOTOMETRIC,
            FILL_ORDER,
            STRIP_OFFSETS,
            CHANNELS,
            ROWS_PER_STRIP,
            STRIP_BYTES,
            PLANAR,
            GROUP_3,
            GROUP_4,
            PREDICTOR,
            PALETTE);

    private static final int MOST_BLOCK_BYTES = 1 << 26;
    private static final int MOST_BLOCK_PIXEL_BYTES = 1 << 28;
    private static final long MOST_BLOCKS = 1L << 22;
    private static final long MOST_CODED_BYTES = 1L << 32;
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
    private final boolean reversed;
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
        int stated = same(SAMPLE_FORMAT, UNSIGNED, "formats");
        // Undefined data is to be taken as if nothing were stated (TIFF 6.0, section 19).
        format = stated == UNDEFINED ? UNSIGNED : stated;
        compression = (int) tags.number(COMPRESSION, PLAIN);
        photometric = (int) tags.number(PHOTOMETRIC, 1);
        reversed = tags.number(FILL_ORDER, 1) == 2;
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
        long[] all = tags.numbers(tag, channels);
        for (long one : all) {
            if (one != all[0]) {
                throw new IOException("its channels have different " + what);
            }
        }
        return all.length == 0 ? otherwise : (int) Math.clamp(all[0], 0, 1 << 16);
    }

    /// Whether this file is one for FFmpeg: strips of up to 16 unsigned bits in forms that are not read here and that
    /// it
    /// is known to read right, such as palettes, black and white, gray with alpha, and CMYK. What is in tiles, signed,
    /// in floating point or packed as JPEG is never, since FFmpeg takes it for something else.
    public boolean isForFfmpeg() {
        boolean packing = isUnpacked() || CCITT.contains(compression);
        boolean understood = packing && !tiled && !tags.isBig() && format == UNSIGNED && bits <= 16;
        boolean otherBytes = bits == 16 && tags.order() == ByteOrder.BIG_ENDIAN && !reversed;
        boolean form = switch (photometric) {
            // White and black of 9 to 15 bits it turns round as if there were 16.
            case 0, 3 -> channels == 1 && bits <= 8;
            case 1 -> channels == 1 || channels == 2 && !planar;
            case 2 -> otherBytes && isKnown();
            case 5 -> channels == 4 && bits == 8 && !planar;
            default -> false;
        };
        return understood && form && (otherBytes || !isKnown());
    }

    /// Leaves out of a file's bytes, which begin at index 0, all tags that FFmpeg's decoder has no need of. Asked to
    /// refuse what is damaged, it refuses every tag that it does not know as well.
    ///
    /// @throws IOException when these are not the bytes of the file that this directory was read from
    public void trimForFfmpeg(ByteBuffer file) throws IOException {
        tags.keepOnly(FOR_FFMPEG, file);
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
        int across = Math.ceilDiv(width, (int) blockWidth);
        int down = Math.ceilDiv(height, (int) blockHeight);
        int planes = planar ? channels : 1;
        long blocks = (long) across * down * planes;
        long row = blockWidth * perPixel;
        // A few bytes may be named as the content of any number of tiles.
        if (blocks > MOST_BLOCKS || row > MOST_CODED_BYTES / blocks / blockHeight) {
            throw new IOException("its strips or tiles are too many or too large to be read");
        }
        long[] offsets = tags.numbers(tiled ? TILE_OFFSETS : STRIP_OFFSETS, (int) blocks);
        long[] lengths = tags.numbers(tiled ? TILE_BYTES : STRIP_BYTES, (int) blocks);
        if (offsets.length < blocks || lengths.length < blocks) {
            throw new IOException("it names too few strips or tiles");
        }
        // A strip that is not packed may be all of the picture: it is read in pieces.
        boolean inPieces = !tiled && compression == PLAIN;
        int piece = (int) (inPieces ? Math.clamp(MOST_PIECE_BYTES / row, 1, blockHeight) : blockHeight);
        if (row * piece > MOST_BLOCK_BYTES || blockWidth * piece * channels * target > MOST_BLOCK_PIXEL_BYTES) {
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
        if (!isUnpacked()) {
            throw new IOException("TIFF compression " + compression
                    + " is not supported for such pictures; LZW, Deflate and PackBits are");
        }
        boolean gray = photometric <= 1 && channels == 1;
        boolean colour = photometric == 2 && (channels == 3 || channels == 4);
        if (!gray && !colour) {
            throw new IOException("TIFF with " + channels + " channels of photometric interpretation " + photometric
                    + " is not supported; gray, RGB and RGBA are");
        }
        if (predictor < 1 || predictor > 3 || predictor == 3 && format != FLOAT) {
            throw new IOException("TIFF predictor " + predictor + " is not supported here");
        }
    }

    private boolean isUnpacked() {
        return compression == PLAIN || compression == LZW || compression == PACK_BITS || DEFLATE.contains(compression);
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
            this.pixels = new byte[blockWidth * blockHeight * channels * target];
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
                straighten(read);
                if (read != coded) {
                    System.arraycopy(read, 0, coded, 0, wanted);
                }
                return;
            }
            if (length > MOST_BLOCK_BYTES) {
                throw new IOException("a strip or tile is too large");
            }
            // No packing makes more of it than that: what lies behind is not needed, and many tiles may name it.
            byte[] packed = new byte[(int) Math.min(length, 2L * wanted + 1024)];
            bytes.read(offset, packed);
            straighten(packed);
            int got = switch (compression) {
                case LZW -> TiffUnpack.lzw(packed, coded, wanted);
                case PACK_BITS -> TiffUnpack.packBits(packed, coded, wanted);
                default -> inflate(packed, wanted);
            };
            if (got < wanted) {
                throw new EOFException("a strip or tile ends early");
            }
        }

        /// Turns the bits of each byte round where the file has the lowest one first.
        private void straighten(byte[] stored) {
            for (int i = 0; reversed && i < stored.length; i++) {
                stored[i] = (byte) (Integer.reverse(stored[i]) >>> 24);
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
                    case 4 -> buffer.putInt(i, buffer.getInt(i) + buffer.getInt(before));
                    default -> buffer.putLong(i, buffer.getLong(i) + buffer.getLong(before));
                }
            }
        }
    }
}
