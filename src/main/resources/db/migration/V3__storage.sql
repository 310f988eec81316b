-- What flows keep for a monday account: bridge.storage.StorageService.
CREATE TABLE IF NOT EXISTS stored_value (
    account_id BIGINT       NOT NULL,
    item_key   VARCHAR(256) NOT NULL,
    content    TEXT         NOT NULL, -- JSON
    version    VARCHAR(32)  NOT NULL, -- another one with each write
    expires_at TIMESTAMP(6) WITH TIME ZONE, -- from then on it is as if it were not there
    CONSTRAINT stored_value_key PRIMARY KEY (account_id, item_key)
);

CREATE INDEX IF NOT EXISTS stored_value_expiry ON stored_value (expires_at);

-- The same, sealed: bridge.storage.SecureStorage.
CREATE TABLE IF NOT EXISTS secure_value (
    account_id BIGINT       NOT NULL,
    item_key   VARCHAR(256) NOT NULL,
    sealed     TEXT         NOT NULL, -- of JSON
    CONSTRAINT secure_value_key PRIMARY KEY (account_id, item_key)
);
