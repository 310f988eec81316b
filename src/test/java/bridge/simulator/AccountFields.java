package bridge.simulator;

import graphql.schema.idl.RuntimeWiring;
import java.util.Map;

/** What is read of the account, its people and its workspaces. */
final class AccountFields {
    private static final int MAX_USERS = 25;

    private final World world;

    AccountFields(World world) {
        this.world = world;
    }

    void wire(RuntimeWiring.Builder wiring) {
        wiring.type(FieldReader.type("Account", Account.class, (account, field, call) -> switch (field) {
            case "id" -> account.id();
            case "name" -> account.name();
            case "slug" -> account.slug();
            case "tier" -> account.tier();
            case "plan" -> Map.of("max_users", MAX_USERS, "period", "yearly", "tier", account.tier(), "version", 9);
            case "country_code" -> "DE";
            case "created_at" -> Times.seconds(account.createdAt());
            default -> null;
        }));
        wiring.type(FieldReader.type("User", User.class, (user, field, call) -> user(user, field)));
        wiring.type(FieldReader.type("Workspace", Workspace.class, (workspace, field, call) -> switch (field) {
            case "id" -> workspace.id();
            case "name" -> workspace.name();
            case "kind" -> "open";
            case "state" -> "active";
            case "is_default_workspace" -> true;
            case "created_at" -> Times.seconds(workspace.createdAt());
            default -> null;
        }));
    }

    private Object user(User user, String field) {
        return switch (field) {
            case "id" -> user.id();
            case "name" -> user.name();
            case "email" -> user.email();
            case "kind" -> user.kind();
            case "status" -> "ACTIVE";
            case "title" -> "";
            case "account" -> world.accounts.get(user.accountId());
            case "account_id" -> user.accountId();
            case "created_at" -> Times.seconds(user.createdAt());
            case "url" -> "https://" + world.accounts.get(user.accountId()).slug() + ".monday.com/users/" + user.id();
            case "is_deleted" -> false;
            case "is_email_confirmed" -> true;
            case "time_zone_identifier" -> "Etc/UTC";
            case "utc_hours_diff" -> 0.0;
            case "country_code" -> "DE";
            case "current_language" -> "en";
            default -> null;
        };
    }
}
