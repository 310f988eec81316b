package bridge.login;

import java.util.List;

/**
 * What the templates of the login mail need.
 *
 * @param to        one address
 * @param links     one per portal of this address, usually one
 * @param minutes   life of the links
 * @param messageId the same for every try of this mail
 */
public record LoginLetter(String to, List<Link> links, long minutes, String messageId) {

    /**
     * A way in.
     *
     * @param url with the token: never to be logged or stored
     */
    public record Link(String portalId, String name, String url) {

        @Override
        public String toString() {
            return "Link[" + portalId + "]";
        }
    }

    @Override
    public String toString() {
        return "LoginLetter[" + messageId + "]";
    }
}
