package bridge.portal;

import bridge.mirror.MirrorAge;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Answers with a {@link RenderedList}, or with 304 to whoever has it already. */
@Component("answerTicketList")
class TicketListProcessor implements Processor {

    private final String publicUrl;
    private final MirrorAge age;

    TicketListProcessor(@Value("${bridge.api.url}") String publicUrl, MirrorAge age) {
        this.publicUrl = publicUrl.replaceFirst("/$", "");
        this.age = age;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        RenderedList list = message.getBody(RenderedList.class);
        String known = message.getHeader("If-None-Match", String.class);
        message.removeHeaders("*");
        message.setHeader("ETag", list.etag());
        message.setHeader("X-Data-Age", age.seconds());
        message.setHeader("X-Total-Count", list.total());
        if (list.next() != null) {
            message.setHeader("Link", "<" + publicUrl + address(list.query(), list.next()) + ">; rel=\"next\"");
        }
        if (EntityTags.isAmong(list.etag(), known)) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
            message.setBody(null);
        } else {
            message.setBody(list.body());
        }
    }

    private static String address(TicketQuery query, PageCursor next) {
        String path = query.everywhere() ? "/tickets" : "/tickets/" + encode(query.portalId());
        return query.parameters(next).entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&", path + "?", ""));
    }

    private static String encode(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
