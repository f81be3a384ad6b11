package limner.model.release;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limner.model.release.coco.FormatException;

/// The frame-identity table: one line of comma-separated values per picture, in the order of the pictures, below a line
/// of names that says where frames start. Nothing in it ever needs quotes.
final class IdentityTable {

    private static final String HEADER = "image,video,frame_from_0,pts,time_base,width,height,plane_md5,png_sha256\n";
    private static final Pattern ROW = Pattern.compile("([0-9]{1,9}),([A-Za-z0-9._-]{1,150}),([0-9]{1,9}),"
            + "(-?[0-9]{1,19}),([0-9]{1,9})/([0-9]{1,9}),([0-9]{1,9}),([0-9]{1,9}),([0-9a-f]{32}),([0-9a-f]{64})?");
    private static final int LONGEST_LINE = 500;

    private IdentityTable() {}

    /// One picture.
    ///
    /// @param folder of its video
    /// @param pngSha256 in lower-case hex, or empty where the release has no pictures
    record Row(int image, String folder, int frame, FrameIdentity identity, String pngSha256) {}

    static void writeHeader(OutputStream out) throws IOException {
        out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
    }

    static void write(OutputStream out, Row row) throws IOException {
        FrameIdentity id = row.identity();
        String line = String.join(
                ",",
                List.of(
                        Integer.toString(row.image()),
                        row.folder(),
                        Integer.toString(row.frame()),
                        Long.toString(id.pts()),
                        id.timeBase(),
                        Integer.toString(id.width()),
                        Integer.toString(id.height()),
                        id.planeMd5(),
                        row.pngSha256()));
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /// Takes rows as they are read.
    interface RowVisitor {
        void row(Row row) throws IOException, StoppedException;
    }

    /// Reads a table that may come from anywhere, row by row, and closes the stream.
    ///
    /// @throws FormatException when a line is none of ours
    static void read(InputStream in, RowVisitor visitor) throws IOException, StoppedException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            if (!HEADER.strip().equals(line(reader, 1))) {
                throw new FormatException("line 1 does not name the columns of a frame-identity table");
            }
            int number = 2;
            for (String line = line(reader, number); !line.isEmpty(); line = line(reader, number)) {
                visitor.row(row(line, number));
                number++;
            }
        }
    }

    /// The next line, or an empty text at the end; a hostile file cannot make it long.
    private static String line(BufferedReader reader, int number) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c != '\n'; c = reader.read()) {
            if (c < 0) {
                if (!line.isEmpty()) {
                    throw new FormatException("line " + number + " has no end");
                }
                return "";
            }
            if (line.length() == LONGEST_LINE) {
                throw new FormatException("line " + number + " is too long");
            }
            line.append((char) c);
        }
        if (line.isEmpty()) {
            throw new FormatException("line " + number + " is empty");
        }
        return line.toString();
    }

    private static Row row(String line, int number) {
        Matcher m = ROW.matcher(line);
        if (!m.matches()) {
            throw new FormatException("line " + number + " is no row of a frame-identity table");
        }
        try {
            FrameIdentity identity = new FrameIdentity(
                    Long.parseLong(m.group(4)),
                    Integer.parseInt(m.group(5)),
                    Integer.parseInt(m.group(6)),
                    m.group(9),
                    Integer.parseInt(m.group(7)),
                    Integer.parseInt(m.group(8)));
            String png = m.group(10);
            return new Row(
                    Integer.parseInt(m.group(1)),
                    m.group(2),
                    Integer.parseInt(m.group(3)),
                    identity,
                    png == null ? "" : png);
        } catch (IllegalArgumentException e) {
            throw new FormatException("line " + number + ": " + e.getMessage());
        }
    }
}
