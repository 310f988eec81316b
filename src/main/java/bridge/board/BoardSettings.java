package bridge.board;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What is known of the board beforehand.
 *
 * @param columns        column ids by field ({@code portal-id}); empty where the column is found by title and type
 * @param statusLabels   by status ({@code in_progress}) the labels that mean it; the first that the board has is the one written
 * @param priorityLabels the same by priority
 */
@ConfigurationProperties("bridge.board")
record BoardSettings(
        Map<String, String> columns, Map<String, List<String>> statusLabels, Map<String, List<String>> priorityLabels) {

    /** @return empty when it is not configured */
    String columnId(Field field) {
        String key = field.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return columns.getOrDefault(key, "").strip();
    }
}
