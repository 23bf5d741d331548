using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>One page of a list: <c>limit</c> of 1 to 100 and 10 unless said, a cursor in one direction, newest first in both.</summary>
internal sealed record StripePage(int Limit, string? StartingAfter, string? EndingBefore)
{
    private const int DefaultLimit = 10;
    private const int MostLimit = 100;

    public static StripePage Of(StripeQuery query)
    {
        var page = new StripePage(query.Integer("limit") ?? DefaultLimit, query.Text("starting_after"), query.Text("ending_before"));
        if (page.Limit < 1) throw StripeErrors.TooSmall("limit", 1);
        if (page.Limit > MostLimit) throw StripeErrors.TooLarge("limit", MostLimit, query.Text("limit")!);
        if (page.StartingAfter is not null && page.EndingBefore is not null) throw StripeErrors.OnlyOne("ending_before", "starting_after");
        return page;
    }

    /// <param name="all">All objects of the kind: a cursor need not pass the filter.</param>
    /// <param name="matches">The filter of the list.</param>
    public JsonObject List<T>(string kind, string url, IReadOnlyList<T> all, Func<T, bool> matches, Func<T, JsonObject> json)
        where T : IStripeObject
    {
        IEnumerable<T> range = all;
        if (StartingAfter is not null) range = all.Skip(Position(kind, all, StartingAfter, "starting_after") + 1);
        if (EndingBefore is not null) range = all.Take(Position(kind, all, EndingBefore, "ending_before"));

        var matching = range.Where(matches).ToList();
        var page = EndingBefore is null ? matching.Take(Limit) : matching.TakeLast(Limit);
        return new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page.Select(json)]),
            ["has_more"] = matching.Count > Limit,
            ["url"] = url,
        };
    }

    private static int Position<T>(string kind, IReadOnlyList<T> all, string id, string param)
        where T : IStripeObject
    {
        for (var i = 0; i < all.Count; i++)
            if (all[i].Id == id) return i;
        // An id in a parameter is a wrong parameter, an id in the path is a missing page.
        throw StripeErrors.Missing(kind, id, param, status: 400);
    }
}
