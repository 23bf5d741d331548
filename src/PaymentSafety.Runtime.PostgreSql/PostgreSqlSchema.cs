namespace PaymentSafety.Runtime.PostgreSql;

/// <summary>The tables of this package. Each statement can be run again; an app with migrations of its own takes the text into them.</summary>
public static class PostgreSqlSchema
{
    /// <summary>Creates what is not there yet.</summary>
    public const string Sql = """
        CREATE TABLE IF NOT EXISTS payment_safety_idempotency (
            operation   text        NOT NULL,
            id          text        NOT NULL,
            attempt     integer     NOT NULL,
            fingerprint text        NOT NULL,
            state       text        NOT NULL CHECK (state IN ('pending', 'completed', 'failed')),
            result      text,
            created     timestamptz NOT NULL,
            begun_by    uuid        NOT NULL,
            PRIMARY KEY (operation, id)
        );

        CREATE TABLE IF NOT EXISTS payment_safety_webhook_inbox (
            event_id    text        NOT NULL PRIMARY KEY,
            type        text        NOT NULL,
            object_id   text,
            once        boolean     NOT NULL,
            livemode    boolean     NOT NULL,
            created     timestamptz NOT NULL,
            api_version text,
            -- Kept until the event is handled: it holds personal data.
            json        text,
            received    timestamptz NOT NULL,
            attempt     integer     NOT NULL DEFAULT 0,
            due         timestamptz NOT NULL,
            lease_id    uuid,
            state       text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'handled', 'set_aside')),
            handled     timestamptz,
            error       text
        );

        CREATE UNIQUE INDEX IF NOT EXISTS payment_safety_webhook_once ON payment_safety_webhook_inbox (type, object_id) WHERE once AND object_id IS NOT NULL;
        CREATE INDEX IF NOT EXISTS payment_safety_webhook_due ON payment_safety_webhook_inbox (due) WHERE state = 'waiting';
        CREATE INDEX IF NOT EXISTS payment_safety_webhook_handled ON payment_safety_webhook_inbox (handled) WHERE state = 'handled';

        CREATE TABLE IF NOT EXISTS payment_safety_reconciliation (
            name        text        NOT NULL PRIMARY KEY,
            watermark   bigint,
            lease_id    uuid        NOT NULL,
            lease_until timestamptz NOT NULL
        );

        CREATE TABLE IF NOT EXISTS payment_safety_grant (
            payment_id  text        NOT NULL PRIMARY KEY,
            granted     timestamptz NOT NULL
        );
        """;
}
