using System.Globalization;

namespace PaymentSafety.StripeApi;

/// <summary>Reads the pages of a list one after the other, and notices a list that does not end.</summary>
internal sealed class StripePager(StripeApiClient client)
{
    private const int PageSize = 100;

    /// <param name="path">Path and query of the list, without its paging parameters.</param>
    /// <param name="read">Reads one object, of which null is left out.</param>
    /// <param name="mostPages">More pages than this are a list that does not end.</param>
    /// <param name="progress">Told the number of objects after each page.</param>
    public async Task<StripeListing<T>> ReadAllAsync<T>(
        string path, Func<StripeJson, T?> read, int mostPages, IProgress<int>? progress, CancellationToken cancellationToken)
        where T : class
    {
        var items = new List<T>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        for (var number = 1; ; number++)
        {
            var result = await client.ReadAsync(PagePath(path, cursor), json => Page.Of(json, read), cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded) return new StripeListing<T>(items, number - 1, result.Fault);

            var page = result.Value;
            if (page.Ids.FirstOrDefault(id => !seen.Add(id)) is { } repeated) return Endless($"page {number} repeated {OutsideText.Clean(repeated)}");

            items.AddRange(page.Items);
            progress?.Report(seen.Count);
            if (!page.HasMore) return new StripeListing<T>(items, number, Fault: null);
            if (page.Ids.Count == 0) return Endless($"page {number} was empty");
            if (number == mostPages) return Endless(string.Create(CultureInfo.InvariantCulture, $"more than {mostPages} pages")) with { IsCut = true };

            cursor = page.Ids[^1];

            StripeListing<T> Endless(string how) => new(items, number, new StripeFault
            {
                Kind = StripeFaultKind.Paging,
                Message = $"Stripe's list did not end ({how}).",
                HttpStatus = result.Exchange.StatusCode,
                RequestId = result.Exchange.RequestId,
                Tries = result.Exchange.Tries,
            });
        }
    }

    private static string PagePath(string path, string? cursor)
    {
        var paged = string.Create(CultureInfo.InvariantCulture, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={PageSize}");
        return cursor is null ? paged : $"{paged}&starting_after={Uri.EscapeDataString(cursor)}";
    }

    private static class Page
    {
        public static Page<T> Of<T>(StripeJson json, Func<StripeJson, T?> read)
            where T : class
        {
            var list = json.Named("list");
            var data = list.Array("data");
            return new Page<T>([.. data.Select(item => item.AsObject().String("id"))], [.. data.Select(read).OfType<T>()], list.Boolean("has_more"));
        }
    }

    private sealed record Page<T>(IReadOnlyList<string> Ids, IReadOnlyList<T> Items, bool HasMore);
}
