package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import limner.app.usecase.exchange.TakeInLabels;
import limner.model.exchange.DatasetFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What other tools wrote is taken for one format, so that nobody has to say which.
final class RecognisedFormatsTest {

    @ParameterizedTest
    @CsvSource({
        "annotations/instances_train.json, coco",
        "coco_round_trip/annotations/instances_train.json, coco",
        "cvat_images/train.xml, cvat",
        "cvat_video/train.xml, cvat",
        "voc, voc-edges",
        "voc/Annotations, voc-edges",
        "yolo_boxes, yolo",
        "mots_png, mots-png",
        "xany/xlabel, labelme",
        "xany/yolo_seg, yolo",
        "xany/voc_seg, voc-edges",
        "xany/mask, png-classes",
    })
    void oneFormatIsRecognised(String name, String id) throws IOException {
        Path path = Path.of(System.getProperty("limner.golden", ""), "formats", name);
        assumeTrue(Files.exists(path), "left out: formats/" + name + " is not there");
        TreeSet<String> found = new TreeSet<>();
        for (DatasetFormat format : TakeInLabels.formats()) {
            if (format.recognises(path)) {
                found.add(format.id());
            }
        }
        assertEquals(List.of(id), List.copyOf(found));
    }

    @Test
    void everyFormatHasAnIdOfItsOwn() {
        List<String> ids =
                TakeInLabels.formats().stream().map(DatasetFormat::id).toList();
        assertEquals(ids.size(), new TreeSet<>(ids).size(), ids.toString());
    }
}
