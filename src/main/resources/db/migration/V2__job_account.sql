-- Whose data a job holds: erased with the account.
ALTER TABLE job ADD COLUMN account_id BIGINT;

CREATE INDEX job_account ON job (account_id);
