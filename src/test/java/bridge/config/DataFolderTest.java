package bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path dir;

    @Test
    void aNewFolderCanBeLookedIntoByItsOwnerOnly() throws IOException {
        assumeTrue(dir.getFileSystem().supportedFileAttributeViews().contains("posix"));

        DataFolder.make(dir.resolve("new"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("new"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aFolderThatIsThereIsLeftAsItIs() throws IOException {
        assumeTrue(dir.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-x---"));

        DataFolder.make(dir);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void aFileInItsPlaceStopsTheStart() throws IOException {
        Path file = Files.createFile(dir.resolve("data"));

        assertThatThrownBy(() -> DataFolder.make(file))
                .isInstanceOfSatisfying(
                        BadSettingsException.class,
                        e -> assertThat(e.faults()).singleElement().asString().startsWith("DATA_DIR"));
    }
}
