namespace PaymentSafety.Tests.Nodes;

/// <summary>What the shop gives for payments. No key is unique here: what was given twice must be seen.</summary>
public static class ShopTables
{
    public const string Sql = """
        CREATE TABLE shop_credit (
            payment_id text   NOT NULL,
            customer   text   NOT NULL,
            amount     bigint NOT NULL,
            node       text   NOT NULL
        );

        CREATE TABLE shop_account (
            customer text   NOT NULL PRIMARY KEY,
            balance  bigint NOT NULL
        );

        CREATE TABLE shop_run (
            id         text        NOT NULL PRIMARY KEY,
            node       text        NOT NULL,
            recovering boolean     NOT NULL,
            begun      timestamptz NOT NULL,
            ended      timestamptz,
            outcome    text
        );
        """;
}
