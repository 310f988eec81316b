package bridge.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What {@code setup} found, did and could not do, in sentences for people.
 *
 * @param complete false: something could not be made
 * @param advice   what is left to do by hand
 */
public record SetupReport(
        @JsonProperty("board_id") String boardId,
        boolean complete,
        List<String> found,
        List<String> done,
        List<String> failed,
        List<String> advice) {}
