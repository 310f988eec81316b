package bridge.admin;

import bridge.admin.ServiceStatus.MirrorState;
import bridge.admin.ServiceStatus.Monday;
import bridge.admin.ServiceStatus.Queue;
import bridge.admin.ServiceStatus.Versions;
import bridge.camel.RoutesFolder;
import bridge.mirror.MirrorAge;
import bridge.monday.CallBudget;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.info.BuildProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gathers what {@code GET /admin/status} says. */
@Component("serviceStatus")
class ServiceStatusProcessor implements Processor {

    private final FlowCounts flows;
    private final JdbcClient db;
    private final CallBudget budget;
    private final MirrorAge mirrorAge;
    private final MeterRegistry meters;
    private final RoutesFolder routes;
    private final String version;

    ServiceStatusProcessor(
            FlowCounts flows,
            JdbcClient db,
            CallBudget budget,
            MirrorAge mirrorAge,
            MeterRegistry meters,
            RoutesFolder routes,
            ObjectProvider<BuildProperties> build) {
        this.flows = flows;
        this.db = db;
        this.budget = budget;
        this.mirrorAge = mirrorAge;
        this.meters = meters;
        this.routes = routes;
        BuildProperties properties = build.getIfAvailable();
        this.version = properties == null ? "development" : properties.getVersion();
    }

    @Override
    public void process(Exchange exchange) {
        List<Queue> queues = queues();
        exchange.getMessage()
                .setBody(new ServiceStatus(
                        Instant.ofEpochMilli(
                                ManagementFactory.getRuntimeMXBean().getStartTime()),
                        new Versions(
                                version,
                                exchange.getContext().getVersion(),
                                SpringBootVersion.getVersion(),
                                Runtime.version().toString()),
                        flows.read(),
                        queues,
                        queues.stream()
                                .filter(queue -> queue.state().equals("dead"))
                                .mapToLong(Queue::count)
                                .sum(),
                        Monday.of(budget.status()),
                        mirror(),
                        sockets(),
                        routes.refused()));
    }

    private List<Queue> queues() {
        return db.sql("""
                        SELECT kind, state, COUNT(*) AS jobs,
                          CAST(EXTRACT(EPOCH FROM (CURRENT_TIMESTAMP - MIN(created_at))) AS BIGINT) AS oldest
                        FROM job WHERE state <> 'done' GROUP BY kind, state ORDER BY kind, state""")
                .query((row, n) -> new Queue(
                        row.getString("kind"),
                        row.getString("state"),
                        row.getLong("jobs"),
                        Math.max(0, row.getLong("oldest"))))
                .list();
    }

    private MirrorState mirror() {
        return db.sql("SELECT COUNT(*) AS tickets, COUNT(CASE WHEN sync = 'pending' THEN 1 END) AS pending FROM ticket")
                .query((row, n) -> new MirrorState(mirrorAge.seconds(), row.getLong("tickets"), row.getLong("pending")))
                .single();
    }

    private long sockets() {
        Gauge sockets = meters.find("bridge.sockets").gauge();
        return sockets == null ? 0 : (long) sockets.value();
    }
}
