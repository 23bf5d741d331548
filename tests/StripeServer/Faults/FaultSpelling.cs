using System.Globalization;
using System.Text.RegularExpressions;

namespace PaymentSafety.Tests.Stripe;

/// <summary>Faults on a command line: <c>503@/v1/prices*2</c>, <c>hang</c>.</summary>
public static partial class FaultSpelling
{
    private static readonly IReadOnlyDictionary<string, Func<Fault>> Kinds = new Dictionary<string, Func<Fault>>(StringComparer.Ordinal)
    {
        ["reset"] = Fault.Reset,
        ["close"] = Fault.Close,
        ["lost-answer"] = Fault.LostAnswer,
        ["truncated"] = Fault.Truncated,
        ["garbage"] = Fault.Garbage,
        ["hang"] = Fault.Hang,
        ["web-page"] = () => Fault.WebPage(),
        ["redirect"] = () => Fault.Redirect("https://login.example/"),
        ["not-json"] = () => Fault.Body("{\"object\":"),
        ["empty"] = () => Fault.Body(""),
        ["array"] = () => Fault.Body("[1,2,3]"),
        ["not-gzip"] = Fault.NotGzip,
    };

    /// <exception cref="FormatException">It is not spelled so.</exception>
    public static (Fault Fault, string Path, int Times) Parse(string text)
    {
        var match = Spelling().Match(text);
        if (!match.Success) throw new FormatException($"'{text}' is not a fault.");

        var kind = match.Groups["kind"].Value;
        var fault = Kinds.TryGetValue(kind, out var make) ? make()
            : int.TryParse(kind, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 300 and <= 599 ? Fault.Status(status)
            : throw new FormatException($"There is no fault '{kind}'.");
        var times = match.Groups["times"] is { Success: true } written ? int.Parse(written.ValueSpan, CultureInfo.InvariantCulture) : int.MaxValue;
        return (fault, match.Groups["path"] is { Success: true } path ? path.Value : "", times);
    }

    [GeneratedRegex(@"^(?<kind>[a-z0-9-]+)(@(?<path>/[^*]*))?(\*(?<times>\d{1,6}))?$")]
    private static partial Regex Spelling();
}
