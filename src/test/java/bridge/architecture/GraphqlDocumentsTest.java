package bridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every document that is sent to monday is named, in use, and fits the schema that the simulated monday serves. */
class GraphqlDocumentsTest {

    private static final Path FOLDER = Path.of("routes/graphql");
    private static final Path SCHEMA = Path.of("src/test/resources/simulator/monday.graphqls");

    private final List<Path> documents = files(FOLDER, ".graphql");

    @Test
    void everyDocumentFitsTheSchema() throws IOException {
        GraphQLSchema schema =
                UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(Files.readString(SCHEMA)));
        List<String> faults = new ArrayList<>();
        for (Path file : documents) {
            new Validator()
                    .validateDocument(schema, parse(file), Locale.ROOT)
                    .forEach(error -> faults.add(file.getFileName() + ": " + error.getMessage()));
        }
        assertThat(documents).isNotEmpty();
        assertThat(faults).isEmpty();
    }

    /** {@code find-items.graphql} holds {@code FindItems}. */
    @Test
    void everyDocumentHoldsTheOneOperationThatItsNameSays() throws IOException {
        for (Path file : documents) {
            String expected = Arrays.stream(name(file).split("-"))
                    .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                    .collect(Collectors.joining());
            assertThat(parse(file).getDefinitionsOfType(OperationDefinition.class))
                    .as(file.toString())
                    .extracting(OperationDefinition::getName)
                    .containsExactly(expected);
        }
    }

    @Test
    void everyDocumentIsInUse() throws IOException {
        StringBuilder code = new StringBuilder();
        for (Path file : files(Path.of("src/main/java"), ".java")) {
            code.append(Files.readString(file));
        }
        for (Path file : files(Path.of("routes"), ".yaml")) {
            code.append(Files.readString(file));
        }
        List<Path> unused = documents.stream()
                .filter(file -> code.indexOf('"' + name(file) + '"') < 0 && code.indexOf(": " + name(file)) < 0)
                .toList();
        assertThat(unused).isEmpty();
    }

    private static Document parse(Path file) throws IOException {
        return Parser.parse(Files.readString(file));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".graphql", "");
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
