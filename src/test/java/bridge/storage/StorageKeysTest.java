package bridge.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bridge.config.BadSettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageKeysTest {

    private static final String FIRST = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String SECOND = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY=";

    @TempDir
    private Path dir;

    @Test
    void makesAKeyThatOnlyItsOwnerReadsAndKeepsIt() throws IOException {
        Path data = dir.resolve("data");
        var made = new StorageKeys("", data);
        Path file = data.resolve(StorageKeys.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new StorageKeys("", data).derive("x").get(0))
                .isEqualTo(made.derive("x").get(0));
        try (var files = Files.list(data)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void refusesAKeyThatOthersCanRead() throws IOException {
        var unused = new StorageKeys("", dir);
        Files.setPosixFilePermissions(dir.resolve(StorageKeys.FILE), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> new StorageKeys("", dir))
                .isInstanceOfSatisfying(
                        BadSettingsException.class,
                        e -> assertThat(e.faults()).singleElement().asString().contains("chmod 600"));
        assertThat(unused).isNotNull();
    }

    @Test
    void refusesAFileThatHoldsNoKey() throws IOException {
        Path file = dir.resolve(StorageKeys.FILE);
        Files.writeString(file, "short\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> new StorageKeys("", dir)).isInstanceOf(BadSettingsException.class);
    }

    @Test
    void theFirstOfSeveralKeysIsTheOneInUse() {
        var rotated = new StorageKeys(SECOND + ", " + FIRST, dir);
        assertThat(rotated.derive("x")).hasSize(2);
        assertThat(rotated.derive("x").get(1))
                .isEqualTo(new StorageKeys(FIRST, dir).derive("x").get(0));
        assertThat(rotated.derive("x").get(0)).isNotEqualTo(rotated.derive("y").get(0));
    }
}
