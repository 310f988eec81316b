-- Whose data a job holds: erased with the account.
ALTER TABLE job ADD COLUMN IF NOT EXISTS account_id BIGINT;

CREATE INDEX IF NOT EXISTS job_account ON job (account_id);
