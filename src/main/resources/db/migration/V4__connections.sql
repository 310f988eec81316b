-- The monday accounts that people connected, one row per person. Tokens are sealed, bound to this table, account and user.
CREATE TABLE IF NOT EXISTS connection (
    account_id       BIGINT                      NOT NULL,
    user_id          BIGINT                      NOT NULL,
    version          BIGINT                      NOT NULL DEFAULT 0, -- one more with each new token
    access_token     VARCHAR(20000)              NOT NULL,
    refresh_token    VARCHAR(20000), -- null: of the legacy flow
    scopes           VARCHAR(4000)               NOT NULL,
    expires_at       TIMESTAMP(6) WITH TIME ZONE, -- of the access token; null: it does not
    renewing_until   TIMESTAMP(6) WITH TIME ZONE, -- lease of the node that renews it
    broken_at        TIMESTAMP(6) WITH TIME ZONE, -- monday refused it for good: somebody has to connect again
    created_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (account_id, user_id)
);

-- A browser on its way to monday and back. Neither the state nor the browser's cookie is stored, only their hashes.
CREATE TABLE IF NOT EXISTS oauth_state (
    state_hash   CHAR(64) PRIMARY KEY,
    browser_hash CHAR(64)                    NOT NULL,
    purpose      VARCHAR(16)                 NOT NULL, -- connect | login
    account_id   BIGINT, -- connect
    user_id      BIGINT, -- connect
    return_to    VARCHAR(4000), -- where the browser goes in the end
    verifier     VARCHAR(1000), -- sealed; 2.1
    created_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    used_at      TIMESTAMP(6) WITH TIME ZONE
);

CREATE INDEX IF NOT EXISTS oauth_state_expiry ON oauth_state (expires_at);
