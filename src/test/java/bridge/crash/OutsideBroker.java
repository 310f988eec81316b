package bridge.crash;

import java.io.File;
import java.util.List;
import org.apache.activemq.broker.BrokerService;

/** An ActiveMQ with a store on disk in a process of its own. Prints where it is, then runs until it is ended. */
public final class OutsideBroker {

    private OutsideBroker() {}

    /** @param arguments the folder of the store */
    public static void run(List<String> arguments) throws Exception {
        var broker = new BrokerService();
        broker.setBrokerName("outside");
        broker.setUseJmx(false);
        broker.setDataDirectoryFile(new File(arguments.get(0)));
        var door = broker.addConnector("tcp://localhost:0");
        broker.start();
        System.out.println("{\"url\":\"" + door.getPublishableConnectString() + "\"}");
        broker.waitUntilStopped();
    }
}
