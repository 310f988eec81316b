package bridge.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecureStorageTest {

    private static final long ACCOUNT = 17;

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
    void clear() {
        both.stream().forEach(StorageDatabase::clear);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aSecretIsReadAsItWasWrittenAndNotToBeSeenInTheTable(StorageDatabase on) throws Exception {
        SecureStorage secure = on.secure(1);
        JsonNode secret = new JsonMapper().readTree("{\"token\":\"hunter2-🎉\",\"n\":1.5}");
        secure.set(ACCOUNT, "crm", new TextNode("hunter1"));
        secure.set(ACCOUNT, "crm", secret);
        assertThat(secure.get(ACCOUNT, "crm")).hasToString("Optional[" + secret + "]");
        assertThat(secure.get(ACCOUNT + 1, "crm")).isEmpty();
        assertThat(on.sealed("crm")).startsWith("v1.").doesNotContain("hunter", "token");
        secure.delete(ACCOUNT, "crm");
        assertThat(secure.get(ACCOUNT, "crm")).isEmpty();
    }

    /** Whoever can write to the table still cannot make one account use another's token. */
    @ParameterizedTest
    @MethodSource("databases")
    void aRowMovedToAnotherAccountOrKeyDoesNotOpen(StorageDatabase on) {
        SecureStorage secure = on.secure(1);
        secure.set(ACCOUNT, "crm", new TextNode("hunter2"));
        on.db().sql("UPDATE secure_value SET account_id = account_id + 1").update();
        assertThatThrownBy(() -> secure.get(ACCOUNT + 1, "crm")).isInstanceOf(SealBrokenException.class);
        on.db()
                .sql("UPDATE secure_value SET account_id = account_id - 1, item_key = 'erp'")
                .update();
        assertThatThrownBy(() -> secure.get(ACCOUNT, "erp")).isInstanceOf(SealBrokenException.class);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aSecretWhoseKeyIsGoneIsAFailureAndNeverAnEmptyOne(StorageDatabase on) {
        on.secure(1).set(ACCOUNT, "crm", new TextNode("hunter2"));
        assertThatThrownBy(() -> on.secure(2).get(ACCOUNT, "crm")).isInstanceOf(SealBrokenException.class);
        assertThat(on.secure(2, 1).get(ACCOUNT, "crm")).contains(new TextNode("hunter2"));
    }
}
