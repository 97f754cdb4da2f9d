package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstPictureTest {
    @Test
    void aPictureAndAFilmAreThere(@TempDir Path folder) throws Exception {
        FirstPicture.main(new String[] {folder.toString()});

        for (String name : new String[] {"apple.png", "apple.gif"}) {
            BufferedImage picture = ImageIO.read(folder.resolve(name).toFile());
            assertEquals(64, picture.getWidth(), name);
            assertEquals(64, picture.getHeight(), name);
        }
    }
}
