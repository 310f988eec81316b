package bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DevApplicationTest {

    /** {@code spring-boot:test-run} gives up when the tests hold two main methods. */
    @Test
    void isTheOnlyMainAmongTheTests() {
        var tests = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages("bridge");

        assertThat(tests.stream()
                        .filter(c -> c.tryGetMethod("main", String[].class).isPresent())
                        .map(JavaClass::getName))
                .containsExactly(DevApplication.class.getName());
    }
}
