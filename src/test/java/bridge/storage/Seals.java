package bridge.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sealed values with keys that tests name by numbers. */
public final class Seals {

    private Seals() {}

    /** @param numbers of keys, the first seals */
    public static SealedValues withKeys(int... numbers) {
        return new SealedValues(keys(numbers));
    }

    static StorageKeys keys(int... numbers) {
        return new StorageKeys(IntStream.of(numbers)
                .mapToObj(n -> Base64.getEncoder()
                        .encodeToString("key %-28d".formatted(n).getBytes(UTF_8)))
                .collect(Collectors.joining(",")));
    }

    public static void rotate(SealedValues seals, List<SealedColumn> columns) {
        new KeyRotation(seals, columns).run();
    }
}
