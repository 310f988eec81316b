package bridge.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts texts, each bound to the record it belongs to, so that a sealed text which is changed or moved to another record does not
 * open. A sealed text reads {@code v1.<key id>.<base64url of nonce, ciphertext and tag>} (AES-256-GCM); the first key of
 * {@link StorageKeys} seals, all open.
 */
@Component("sealedValues")
public class SealedValues {

    private static final String VERSION = "v1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_BYTES = 8;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final String firstKey;

    SealedValues(StorageKeys storageKeys) {
        List<byte[]> secrets = storageKeys.derive("monday-bridge sealed values " + VERSION);
        List<byte[]> names = storageKeys.derive("monday-bridge sealed values key id");
        for (int i = 0; i < secrets.size(); i++) {
            keys.putIfAbsent(
                    HexFormat.of().formatHex(names.get(i), 0, KEY_ID_BYTES), new SecretKeySpec(secrets.get(i), "AES"));
        }
        this.firstKey = keys.keySet().iterator().next();
    }

    /**
     * @param identity the record that the text belongs to, for instance {@code connection access-token 17 42}: it must be the same when
     *                 the text is opened, and unlike that of any other record
     */
    public String seal(String identity, String plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted =
                run(cipher(Cipher.ENCRYPT_MODE, firstKey, identity, nonce), plain.getBytes(StandardCharsets.UTF_8));
        byte[] content = ByteBuffer.allocate(nonce.length + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
        return firstPrefix() + Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    /** @throws SealBrokenException if it was sealed for another record, was changed, or its key is none of ours */
    public String open(String identity, String sealed) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw SealBrokenException.unknownFormat();
        }
        if (!keys.containsKey(parts[1])) {
            throw SealBrokenException.unknownKey();
        }
        byte[] content = decode(parts[2]);
        if (content.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw SealBrokenException.changed();
        }
        ByteBuffer rest = ByteBuffer.wrap(content);
        byte[] nonce = new byte[NONCE_BYTES];
        rest.get(nonce);
        byte[] encrypted = new byte[rest.remaining()];
        rest.get(encrypted);
        return new String(
                run(cipher(Cipher.DECRYPT_MODE, parts[1], identity, nonce), encrypted), StandardCharsets.UTF_8);
    }

    /** What every text begins with that is sealed with the first key: others are due for {@link KeyRotation}. */
    public String firstPrefix() {
        return VERSION + "." + firstKey + ".";
    }

    private Cipher cipher(int mode, String keyId, String identity, byte[] nonce) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, keys.get(keyId), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((VERSION + "." + keyId + "." + identity).getBytes(StandardCharsets.UTF_8));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM with keys of 256 bits", e);
        }
    }

    private static byte[] run(Cipher cipher, byte[] content) {
        try {
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw SealBrokenException.changed();
        }
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw SealBrokenException.changed();
        }
    }
}
