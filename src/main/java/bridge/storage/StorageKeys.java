package bridge.storage;

import bridge.config.BadSettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The keys of this installation, 32 bytes each: those of {@code SECURE_STORAGE_KEY}, else one of its own in a file that only this
 * user can read. The first is used for what is made now, all for what was made before.
 */
@Component
public class StorageKeys {

    /** Within {@code DATA_DIR}. */
    public static final String FILE = "secure-storage.key";

    private static final Logger LOG = LoggerFactory.getLogger(StorageKeys.class);
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final List<byte[]> keys;

    @Autowired
    StorageKeys(@Value("${bridge.secure-storage.keys}") String configured, @Value("${bridge.data-dir}") Path dataDir) {
        this(configured.isBlank() ? fromFile(dataDir.resolve(FILE)) : configured);
    }

    StorageKeys(String configured) {
        List<byte[]> decoded = new ArrayList<>();
        for (String key : configured.split(",")) {
            if (!key.isBlank()) {
                decoded.add(Base64.getDecoder().decode(key.strip()));
            }
        }
        this.keys = List.copyOf(decoded);
    }

    /**
     * Keys for one purpose, which tell nothing of the keys of another.
     *
     * @return in the order of the installation's keys
     */
    public List<byte[]> derive(String purpose) {
        return keys.stream().map(key -> hmac(key, purpose)).toList();
    }

    /** @throws BadSettingsException if it cannot be read, or could be read by others */
    private static String fromFile(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw fault(file, "can be read or changed by others: chmod 600 it, and replace it if it was copied");
            }
            String key = Files.readString(file).strip();
            if (Base64.getDecoder().decode(key).length != BYTES) {
                throw fault(file, "does not hold a key of 32 bytes in base64");
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw fault(file, "does not hold a key of 32 bytes in base64");
        } catch (IOException e) {
            throw fault(file, "cannot be made or read: is DATA_DIR a folder that this user may write to?");
        }
    }

    private static BadSettingsException fault(Path file, String what) {
        return new BadSettingsException(
                List.of(FILE + " in " + file.toAbsolutePath().getParent() + " " + what));
    }

    private static void make(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        // Under another name first: whoever starts at the same moment finds either nothing or the whole key.
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "key", ".new", attributes(file));
        try {
            Files.writeString(fresh, Base64.getEncoder().encodeToString(key) + "\n");
            Files.move(fresh, file);
            LOG.info("Made {}: keep a copy of it apart from the copies of the database", file);
        } catch (FileAlreadyExistsException e) {
            LOG.info("{} was made by another process", file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] attributes(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static byte[] hmac(byte[] key, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
