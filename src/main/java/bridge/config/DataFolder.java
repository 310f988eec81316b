package bridge.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The folder for everything kept on disk. Customers' texts lie in it, so only this user can look into one that we make. */
final class DataFolder {

    private DataFolder() {}

    /** Makes it unless it is there. @throws BadSettingsException when that cannot be done */
    static void make(Path folder) {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder, ownerOnly(folder));
        } catch (IOException e) {
            throw new BadSettingsException(
                    List.of("DATA_DIR cannot be made: it must be a folder that this user may write to"));
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
