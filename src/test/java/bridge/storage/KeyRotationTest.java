package bridge.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyRotationTest {

    private static final int OLD = 1;
    private static final int NEW = 2;
    private static final int OTHER = 3;
    private static final int SECRETS = 250;

    private static StorageDatabase.Both both;

    @BeforeAll
    static void open() throws IOException {
        both = StorageDatabase.both();
    }

    @AfterAll
    static void close() throws IOException {
        both.close();
    }

    static Stream<StorageDatabase> databases() {
        return both.stream();
    }

    @BeforeEach
    void keepSecrets() {
        both.stream().forEach(on -> {
            on.clear();
            SecureStorage secure = on.secure(OLD);
            for (int i = 0; i < SECRETS; i++) {
                secure.set(i % 7, "secret " + i, secret(i));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("databases")
    void afterwardsNothingNeedsTheOldKey(StorageDatabase on) {
        rotation(on, Seals.withKeys(NEW, OLD)).run();
        assertAllOpenWith(on, NEW);
        assertThatThrownBy(() -> on.secure(OLD).get(0, "secret 0")).isInstanceOf(SealBrokenException.class);
    }

    /** What kills it is an error that nothing catches, as a process that is killed gets no further either. */
    @ParameterizedTest
    @MethodSource("databases")
    void killedHalfWayItHarmsNothingAndGoesOnWithTheNextRun(StorageDatabase on) {
        var dying = new SealedValues(Seals.keys(NEW, OLD)) {
            private int left = 130;

            @Override
            public String seal(String identity, String plain) {
                if (left-- == 0) {
                    throw new Killed();
                }
                return super.seal(identity, plain);
            }
        };
        assertThatThrownBy(() -> rotation(on, dying).run()).isInstanceOf(Killed.class);
        assertThat(on.sealedWith(dying.firstPrefix())).isEqualTo(130);
        assertAllOpenWith(on, NEW, OLD);

        rotation(on, Seals.withKeys(NEW, OLD)).run();
        assertAllOpenWith(on, NEW);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aSecretWrittenMeanwhileIsNotOverwrittenByTheOneThatWasRead(StorageDatabase on) {
        var slow = new SealedValues(Seals.keys(NEW, OLD)) {
            @Override
            public String seal(String identity, String plain) {
                if (plain.equals("\"secret 3\"")) {
                    on.secure(OLD).set(3, "secret 3", new TextNode("newer"));
                }
                return super.seal(identity, plain);
            }
        };
        rotation(on, slow).run();
        assertThat(on.secure(NEW, OLD).get(3, "secret 3")).contains(new TextNode("newer"));
        rotation(on, Seals.withKeys(NEW, OLD)).run();
        assertThat(on.secure(NEW).get(3, "secret 3")).contains(new TextNode("newer"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatDoesNotOpenStaysAsItIsAndHoldsUpNothing(StorageDatabase on) {
        SecureStorage other = on.secure(OTHER);
        for (int i = 0; i < 120; i++) {
            other.set(-1, "lost " + i, new TextNode("lost"));
        }
        rotation(on, Seals.withKeys(NEW, OLD)).run();
        assertAllOpenWith(on, NEW);
        assertThat(on.secure(OTHER).get(-1, "lost 7")).contains(new TextNode("lost"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void stoppingItEndsItAfterTheBatchAtHand(StorageDatabase on) {
        KeyRotation rotation = rotation(on, Seals.withKeys(NEW, OLD));
        rotation.stop();
        rotation.run();
        assertAllOpenWith(on, OLD);
    }

    private static KeyRotation rotation(StorageDatabase on, SealedValues seals) {
        return new KeyRotation(seals, List.of(new SecureStorageConfig().secureValues(on.db())));
    }

    private static void assertAllOpenWith(StorageDatabase on, int... keys) {
        SecureStorage secure = on.secure(keys);
        for (int i = 0; i < SECRETS; i++) {
            assertThat(secure.get(i % 7, "secret " + i)).contains(secret(i));
        }
    }

    private static JsonNode secret(int i) {
        return new TextNode("secret " + i);
    }

    private static class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
