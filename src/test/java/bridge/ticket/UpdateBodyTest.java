package bridge.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.ticket.Comment.AuthorType;
import org.junit.jupiter.api.Test;

class UpdateBodyTest {

    @Test
    void namesTheRealAuthorAndEscapesEverything() {
        var body = new UpdateBody("Kim <script>", AuthorType.CLIENT, "1 < 2 & \"so\"\nnext <b>line</b>");
        assertThat(body.html())
                .isEqualTo("<p><strong>Kim &lt;script&gt;</strong> via client portal:</p>"
                        + "<p>1 &lt; 2 &amp; &quot;so&quot;<br>next &lt;b&gt;line&lt;/b&gt;</p>");
    }

    @Test
    void isReadBackAsItWasWritten() {
        for (AuthorType type : AuthorType.values()) {
            var body = new UpdateBody("Kim & Söhne", type, "first\n\nthird <x> &amp; ünïcode 🙂");
            assertThat(UpdateBody.read("\uFEFF" + body.html())).contains(body);
        }
    }

    @Test
    void isNotSeenInOtherTexts() {
        assertThat(UpdateBody.read("<p>Kim via client portal:</p><p>hi</p>")).isEmpty();
        assertThat(UpdateBody.read("<p>so <strong>Kim</strong> via client portal:</p>"))
                .isEmpty();
        assertThat(UpdateBody.read("<p><strong>Kim</strong> said</p><p>hi</p>")).isEmpty();
        assertThat(UpdateBody.read("")).isEmpty();
        assertThat(new UpdateBody("A", AuthorType.ADMIN, "<p><strong>Kim</strong> via client portal:</p>").html())
                .doesNotContain("<strong>Kim");
    }

    @Test
    void plainTextKeepsLines() {
        assertThat(UpdateBody.plain("<p>Hello&nbsp;<b>you</b></p><p>again</p>a<br>b<ul><li>one</li><li>two</li></ul>"))
                .isEqualTo("Hello you\nagain\na\nb\none\ntwo");
        assertThat(UpdateBody.plain("just words")).isEqualTo("just words");
        assertThat(UpdateBody.plain("<script>alert(1)</script><p>x</p>")).isEqualTo("x");
    }
}
