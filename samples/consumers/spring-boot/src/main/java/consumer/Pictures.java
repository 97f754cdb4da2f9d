package consumer;

import java.util.Base64;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A web program that answers {@code /picture?of=a+red+apple} with a PNG. */
@SpringBootApplication
@RestController
public class Pictures {
    private final ImageModel model;

    Pictures(ImageModel model) {
        this.model = model;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Pictures.class, arguments);
    }

    @GetMapping(path = "/picture", produces = MediaType.IMAGE_PNG_VALUE)
    byte[] picture(@RequestParam("of") String prompt) {
        return Base64.getDecoder()
                .decode(model.call(new ImagePrompt(prompt)).getResult().getOutput().getB64Json());
    }
}
