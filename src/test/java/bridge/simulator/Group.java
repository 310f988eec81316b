package bridge.simulator;

/** A group of a board; its id is a word, not a number. */
final class Group {
    final String id;
    final long boardId;
    String title;
    final String color;
    double position;

    Group(String id, long boardId, String title, String color, double position) {
        this.id = id;
        this.boardId = boardId;
        this.title = title;
        this.color = color;
        this.position = position;
    }
}
