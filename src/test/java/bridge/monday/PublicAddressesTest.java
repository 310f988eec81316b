package bridge.monday;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.0.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.19.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::"
            })
    void anAddressOfAPrivateOrSpecialNetworkIsNotPublic(String address) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"})
    void anyOtherIs(String address) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void aHostThatTheOperatorNamedIsCalledWithItsPortOrWithAnyWhenNoneWasNamed() {
        var targets = new CallTargets(List.of(" Triggers.Example:8443", "other.example", "[::1]:81", ""));
        assertThat(targets.read("https://triggers.example:8443/a")).isPresent();
        assertThat(targets.read("http://triggers.example:8443/a")).isPresent();
        assertThat(targets.read("https://triggers.example/a")).isEmpty();
        assertThat(targets.read("http://other.example:81/a")).isPresent();
        assertThat(targets.read("https://OTHER.example/a")).isPresent();
        assertThat(targets.read("https://sub.other.example/a")).isEmpty();
        assertThat(targets.read("http://[::1]:81/a")).isPresent();
        assertThat(targets.read("ftp://other.example/a")).isEmpty();
        assertThat(targets.read("https://api-gw.monday.com/a")).isPresent();
        assertThat(targets.read("https://api-gw.monday.com:443/a?b=c")).isPresent();
        assertThat(targets.read(null)).isEmpty();
    }
}
