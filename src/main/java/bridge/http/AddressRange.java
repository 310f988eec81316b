package bridge.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** One IP address, or all that share its first bits: {@code 10.0.0.5}, {@code 10.0.0.0/8}, {@code fd00::/8}. */
public final class AddressRange {

    private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final byte[] address;
    private final int bits;

    private AddressRange(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** @throws IllegalArgumentException if it is none; names are never looked up */
    public static AddressRange parse(String text) {
        String[] parts = text.split("/", -1);
        InetAddress address = address(parts[0]);
        if (address == null || parts.length > 2 || (parts.length == 2 && !parts[1].matches("[0-9]{1,3}"))) {
            throw new IllegalArgumentException("not an address range");
        }
        int most = address.getAddress().length * 8;
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : most;
        if (bits > most) {
            throw new IllegalArgumentException("not an address range");
        }
        return new AddressRange(address.getAddress(), bits);
    }

    /** @return null when the text is not an address */
    static InetAddress address(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    public boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(bytes, 0, whole, address, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || ((bytes[whole] ^ address[whole]) & (0xff << (8 - rest))) == 0;
    }
}
