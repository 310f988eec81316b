package bridge.monday;

/** One operation of monday's API, as its file says it. */
record GraphqlDocument(String operation, String text) {

    boolean isMutation() {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .filter(line -> line.startsWith("mutation"))
                .isPresent();
    }
}
