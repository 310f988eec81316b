package bridge.monday;

import bridge.job.FinalFailure;
import java.util.Set;

/** monday will never do this: a value is wrong, or what the call is about is gone. The same call again fails again. */
public class MondayRefusedException extends FinalFailure {

    private static final Set<String> GONE = Set.of(
            "resourcenotfoundexception",
            "resourcenotfound",
            "invaliditemidexception",
            "invalidupdateidexception",
            "itemnotfoundexception",
            "updatenotfoundexception",
            "notfound");
    private static final Set<String> LAYOUT = Set.of(
            "columnvalueexception", "invalidcolumnidexception", "correctedvalueexception", "invalidvalueexception");

    private final String code;

    public MondayRefusedException(String code) {
        super("monday refused the call (" + code + ")");
        this.code = code;
    }

    /** monday's, as it wrote it. */
    public String code() {
        return code;
    }

    /** The item, update or board is not there, or not visible to our token. */
    public boolean isGone() {
        return GONE.contains(ErrorCodes.normal(code));
    }

    /** A column or label is not what we think: the board's layout may have changed. */
    public boolean isAboutLayout() {
        return LAYOUT.contains(ErrorCodes.normal(code));
    }

    /** Paging took longer than monday keeps a cursor (60 minutes): begin anew. */
    public boolean isCursorExpired() {
        return ErrorCodes.normal(code).startsWith("cursor");
    }
}
