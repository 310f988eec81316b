/**
 * The stand-ins for development and tests: a simulated monday ({@link bridge.simulator.SimulatedMonday}) and a mailbox
 * ({@link bridge.simulator.Mailbox}). Both run inside a test, or alone by {@link bridge.simulator.Standalone}.
 *
 * <p>What a test does in Java, a person on the page or a program in another process does by HTTP. Bodies are JSON, and a
 * {@code POST} needs {@code Content-Type: application/json}:
 *
 * <ul>
 *   <li>{@code GET /control} everything at a glance: boards, team, faults, limits, webhooks, number of calls
 *   <li>{@code POST /control/seed {"board":"demo|tickets","items":n,"customers":n}} makes a board, or with items and
 *       without board fills the last one; answers {@code {"boardId","itemIds"}}
 *   <li>{@code GET /control/boards/{id}[?revision=n]} a board with its items; 204 when nothing changed since
 *   <li>{@code GET /control/items} the active items of the last board with their updates, {@code GET /control/items/{id}} one
 *   <li>{@code POST /control/play {"action",…,"as":userId}} what somebody of the team does, see
 *       {@link bridge.simulator.Play}
 *   <li>{@code GET /control/calls[?field=create_item][&after=number]} recorded calls; {@code DELETE} forgets them
 *   <li>{@code GET|POST|DELETE /control/faults}, {@code DELETE /control/faults/{id}}: {@code {"kind","on","times",
 *       "millis","retryAfter"}} as in {@link bridge.simulator.Fault}
 *   <li>{@code GET|POST /control/limits {"enforced","perMinute","perDay","concurrent","pointsPerMinute"}}
 *   <li>{@code GET|POST /control/webhooks {"paused","reorder","bearer","copies","dropNext","delayMillis",
 *       "retryMillis"}}; {@code GET /control/deliveries}
 *   <li>{@code POST /control/clock {"advanceSeconds"}}, {@code POST /control/cursors/expire},
 *       {@code POST /control/idempotency/forget}, {@code POST /control/calm}
 * </ul>
 *
 * <p>Of the app's half, which a test reaches by {@link bridge.simulator.SimulatedMonday#app()}:
 *
 * <ul>
 *   <li>{@code GET|POST /control/app {"serviceUrl","retryMillis","repeatAnyFailure","bearer"}} ids, secrets and addresses; where the
 *       service under test is, and how it is called
 *   <li>{@code GET /control/accounts} the accounts with their users
 *   <li>{@code GET /control/token?kind=action|authorization|session|lifecycle|short-lived[&path=/mail/send][&audience=][&user=]
 *       [&backTo=][&seconds=]} what monday would sign, see {@link bridge.simulator.AppTokens}
 *   <li>{@code GET|POST /control/oauth {"answerAs":userId|null,"newFlowOnly","accessSeconds","redirectUris","revoke":userId}}
 *   <li>{@code GET|POST /control/triggers}, {@code /control/callbacks} what the app posted; {@code {"newUrl":true}} makes an address
 *   <li>{@code GET|POST /control/storage[?account=] {"enforceLimit"}}
 *   <li>{@code GET|POST /control/automations {"as","start":"manual|item_created|status_changed|trigger","boardId","label","trigger",
 *       "triggerFields":{},"action":{"path","form":"recipe|workflow|async","fields":{},"credentials":{}}}}, {@code POST
 *       /control/automations/{id} {"do":"run|on|off|delete","itemId"}}
 *   <li>{@code GET /control/app-calls[?what=action][&after=number]} calls to the service; {@code GET /control/notices} what owners were told
 *   <li>{@code POST /control/lifecycle {"type":"install","as":userId}}, {@code POST /control/queue {"message","form":"node|python",
 *       "secret"}}, {@code GET /control/options?path=&boardId=&user=}
 *   <li>{@code oauth}, {@code triggers}, {@code callbacks}, {@code storage} also take {@code {"fail":status,"times":n}}, {@code {"lose":n}}, {@code {"slowMillis":n}},
 *       {@code {"calm":true}}
 * </ul>
 */
package bridge.simulator;
