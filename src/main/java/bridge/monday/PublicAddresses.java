package bridge.monday;

import bridge.http.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up, and refuses those that lead into our own network: the address found is the one that is connected to. Hosts that
 * the operator named may be anywhere.
 */
class PublicAddresses implements DnsResolver {

    /** The name leads to where nobody outside should make us call. */
    static final class NotPublicException extends UnknownHostException {
        NotPublicException() {
            super("The address is not a public one");
        }
    }

    /** iana.org/assignments/iana-ipv4-special-registry */
    private static final List<AddressRange> SPECIAL_V4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    /** What is routed in the world, but for those that carry another address in them or are examples. */
    private static final AddressRange GLOBAL_V6 = AddressRange.parse("2000::/3");

    private static final List<AddressRange> SPECIAL_V6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final CallTargets targets;
    private final DnsResolver names;

    PublicAddresses(CallTargets targets, DnsResolver names) {
        this.targets = targets;
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = names.resolve(host);
        if (!targets.isTrustedHost(host) && !Stream.of(found).allMatch(PublicAddresses::isPublic)) {
            throw new NotPublicException();
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    static boolean isPublic(InetAddress address) {
        return address.getAddress().length == 4
                ? SPECIAL_V4.stream().noneMatch(range -> range.contains(address))
                : GLOBAL_V6.contains(address) && SPECIAL_V6.stream().noneMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }
}
