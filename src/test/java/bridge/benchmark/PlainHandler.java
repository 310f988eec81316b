package bridge.benchmark;

import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What Spring alone costs on the same server: an answer of so many bytes. */
@RestController
@Profile("benchmark")
class PlainHandler {

    static final String PATH = "/benchmark/plain?bytes=";

    @GetMapping("/benchmark/plain")
    ResponseEntity<byte[]> answer(@RequestParam int bytes) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new byte[bytes]);
    }
}
