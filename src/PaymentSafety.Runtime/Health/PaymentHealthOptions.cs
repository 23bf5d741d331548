namespace PaymentSafety.Runtime.Health;

/// <summary>What the health checks look at. Section <c>PaymentSafety:Health</c>.</summary>
public sealed class PaymentHealthOptions
{
    /// <summary>The prices that the app sells by (<c>price_…</c>); without any there is no check <c>price_ids</c>. Default: none.</summary>
    public IList<string> PriceIds { get; } = [];

    /// <summary>The address that Stripe must send events to. Default null: any endpoint that is enabled will do.</summary>
    public string? WebhookUrl { get; set; }

    /// <summary>The events that the endpoint must be sent. Default: none in particular.</summary>
    public IList<string> WebhookEvents { get; } = [];

    /// <summary>How long no event may come before that is remarkable. Default 24 h; a shop with many buyers sets it shorter.</summary>
    public TimeSpan WebhookSilence { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long the answer of <c>stripe_api</c> is kept. Default and least: 15 min. Stripe allots reads: 500 for each payment over 30 days, and at least 10,000 a month.
    /// </summary>
    public TimeSpan CacheFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the answers of <c>price_ids</c> and <c>webhook_endpoint</c> are kept, which people change rarely. Default 1 h, at least 15 min.</summary>
    public TimeSpan CacheSettingsFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long the answers of <c>webhook_recent</c> and <c>database</c> are kept, which ask the app's own database. Default 10 s.</summary>
    public TimeSpan CacheLocalFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for one check; one that takes longer is unknown. Default 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
