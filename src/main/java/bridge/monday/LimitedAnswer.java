package bridge.monday;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** An answer that may be neither larger than the limit, once unpacked, nor trickle in for ever. */
class LimitedAnswer extends HttpEntityWrapper {

    private final long maxBytes;
    private final Duration patience;

    LimitedAnswer(HttpEntity entity, long maxBytes, Duration patience) {
        super(entity);
        this.maxBytes = maxBytes;
        this.patience = patience;
    }

    @Override
    public InputStream getContent() throws IOException {
        return new LimitedStream(super.getContent(), maxBytes, System.nanoTime() + patience.toNanos());
    }

    private static final class LimitedStream extends FilterInputStream {

        private final long deadline;
        private long left;

        LimitedStream(InputStream in, long maxBytes, long deadline) {
            super(in);
            this.left = maxBytes;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new AnswerTooLargeException();
            }
            if (System.nanoTime() > deadline) {
                throw new InterruptedIOException("The answer takes too long");
            }
        }
    }
}
