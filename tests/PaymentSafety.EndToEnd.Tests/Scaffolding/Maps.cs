namespace PaymentSafety.EndToEnd.Tests.Scaffolding;

/// <summary>Maps with one live price each; it stands at (4,13).</summary>
internal static class Maps
{
    public static string UnknownPrice { get; } = WithLive("price_1LiteLStandIn001monthly1");

    public static string ArchivedPrice { get; } = WithLive(ShopScenario.ArchivedLivePrice);

    public static string TestPriceInLiveSlot { get; } = WithLive(ShopScenario.ProTestPrice);

    private static string WithLive(string price) => Shop.RightMap.Replace(ShopScenario.LiteLivePrice, price, StringComparison.Ordinal);
}
