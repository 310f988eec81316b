package bridge.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Map;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.jms.support.converter.SimpleMessageConverter;

/** Messages are text, bytes or maps. Objects are neither sent nor looked into: a serialized one is an empty text here. */
class PlainMessages extends SimpleMessageConverter {

    @Override
    public Message toMessage(Object body, Session session) throws JMSException {
        if (body == null) {
            return session.createMessage();
        }
        if (body instanceof CharSequence || body instanceof Number) {
            return session.createTextMessage(body.toString());
        }
        if (body instanceof InputStream stream) {
            return createMessageForByteArray(read(stream), session);
        }
        if (body instanceof byte[] || body instanceof Map) {
            return super.toMessage(body, session);
        }
        throw new MessageConversionException("Only text, bytes and maps are sent");
    }

    @Override
    protected Serializable extractSerializableFromMessage(ObjectMessage message) {
        return "";
    }

    private static byte[] read(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new MessageConversionException("The body cannot be read", e);
        }
    }
}
