package bridge.simulator;

import java.util.List;
import java.util.Random;

/** Texts that tickets are made of. */
final class SeedData {

    /** A customer as the board knows it. */
    record Customer(String portalId, String name, String email) {}

    static final List<Customer> CUSTOMERS = List.of(
            new Customer("acme-robotics", "Nora Feldt", "nora.feldt@acme-robotics.example"),
            new Customer("blue-harbour", "Samuel Okoye", "samuel@blueharbour.example"),
            new Customer("linden-clinic", "Dr. Ayşe Demir", "ayse.demir@linden-clinic.example"));

    static final String[][] TICKETS = {
        {
            "Printer on floor 3 prints blank pages",
            "Since this morning every page comes out empty.\nToner was changed last week."
        },
        {"Cannot log in after password change", "The new password works on the phone but not in the browser."},
        {"Invoice 2026-1183 shows the wrong VAT rate", "19 % instead of 7 % on line 4. Please correct and resend."},
        {"Export to Excel stops at 1,000 rows", "Our list has about 4,200 entries. The file ends without an error."},
        {"VPN drops every ten minutes", "Only from the Hamburg office. Log attached to our mail of Monday."},
        {"Please add a second user for reception", "Name: Jana Wolff. She needs to see tickets, not change them."},
        {"Label printer prints “Größe” as “Gr??e”", "Umlauts are broken since the update. Also: café, naïve, 北京."},
        {"Map on the contact page stays grey", "Chrome and Firefox, with and without extensions."},
        {"Order confirmation goes to the old address", "We moved in August; the profile already shows the new one."},
        {"Report runs for minutes since Tuesday", "The monthly report took 20 seconds before."},
        {"Scanner is not recognised after restart", "Unplugging helps until the next restart."},
        {"Which ports must our firewall open?", "Our network team asks for a list of hosts and ports."}
    };

    private static final String[] THINGS = {
        "Login",
        "Invoice",
        "Export",
        "Printer",
        "Report",
        "Order",
        "Delivery",
        "Account",
        "Search",
        "Upload",
        "Calendar"
    };
    private static final String[] TROUBLES = {
        "is slow",
        "shows the wrong amount",
        "does not open",
        "lost an entry",
        "asks for a password twice",
        "has a typo",
        "stopped working",
        "shows an old date",
        "needs a second user"
    };

    private SeedData() {}

    static Customer customer(int number) {
        return number < CUSTOMERS.size()
                ? CUSTOMERS.get(number)
                : new Customer(
                        "customer-" + (number + 1),
                        "Customer " + (number + 1),
                        "customer" + (number + 1) + "@example.com");
    }

    static String title(int number, Random random) {
        return THINGS[random.nextInt(THINGS.length)] + " " + TROUBLES[random.nextInt(TROUBLES.length)] + " (#"
                + (number + 1) + ")";
    }
}
