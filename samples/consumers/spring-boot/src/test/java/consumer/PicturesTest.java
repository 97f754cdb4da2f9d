package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.net.URI;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class PicturesTest {
    @Test
    void aRequestIsAnsweredWithAPicture() throws Exception {
        String[] settings = {
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--spring.ai.congeal.image.width=64",
            "--spring.ai.congeal.image.height=48",
            "--spring.ai.congeal.image.steps=1",
            "--spring.ai.congeal.image.settings.cutouts=2"
        };
        try (ConfigurableApplicationContext program = SpringApplication.run(Pictures.class, settings)) {
            String port = program.getEnvironment().getProperty("local.server.port");

            BufferedImage picture = ImageIO.read(URI.create("http://127.0.0.1:" + port + "/picture?of=a+red+apple").toURL());

            assertEquals(64, picture.getWidth());
            assertEquals(48, picture.getHeight());
        }
    }
}
