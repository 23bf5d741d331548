using Stripe;

namespace StripeSurface.Tests.Usage;

internal static class AnyOfConversions
{
    public static BaseOptions[] Options(DateTime since) =>
    [
        new ChargeListOptions { Created = new DateRangeOptions { GreaterThanOrEqual = since } },
        new ChargeListOptions { Created = since },
        new ChargeCreateOptions { Source = "tok_from_the_client" },
        new ChargeCreateOptions { Source = new CardCreateNestedOptions { Name = "A Customer" } },
        new SubscriptionCreateOptions { TrialEnd = SubscriptionTrialEnd.Now },
        new SubscriptionCreateOptions { TrialEnd = since.AddDays(14) },
    ];

    public static string? Text(AnyOf<string, CardCreateNestedOptions> source)
    {
        string text = source;
        CardCreateNestedOptions card = source;
        return source.Value as string ?? text ?? card.Name;
    }
}
