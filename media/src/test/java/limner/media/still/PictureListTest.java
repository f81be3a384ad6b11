package limner.media.still;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import limner.media.source.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureListTest {
    @TempDir
    Path folder;

    private Path picture(String name) throws IOException {
        return Files.write(folder.resolve(name), new byte[] {1});
    }

    @Test
    void aListMayBeginWithTheMarkThatSomeEditorsWrite() throws IOException {
        picture("a.png");
        Path list = Files.writeString(folder.resolve("two.pictures"), "\uFEFFa.png\n");
        assertEquals("a.png", PictureList.of(list).name(0));
    }

    @Test
    void aListThatIsNotUtf8IsRefusedInWords() throws IOException {
        Path list = Files.write(folder.resolve("latin.pictures"), new byte[] {'a', (byte) 0xE4, '\n'});
        MediaException refused = assertThrows(MediaException.Unreadable.class, () -> PictureList.of(list));
        assertTrue(String.valueOf(refused.getMessage()).contains("UTF-8"), refused.getMessage());
    }

    @Test
    void aListThatIsWrittenKeepsAPictureWhoseNameLooksLikeAComment() throws IOException {
        List<Path> pictures = List.of(picture("b.png"), picture("#1.png"));
        Path list = folder.resolve("both.pictures");
        PictureList.write(list, pictures);
        PictureList read = PictureList.of(list);
        assertEquals(2, read.count());
        assertTrue(Files.isSameFile(pictures.get(1), read.file(1)));
    }
}
