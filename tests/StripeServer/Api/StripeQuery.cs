using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace PaymentSafety.Tests.Stripe;

/// <summary>
/// The parameters of a GET or a form, with Stripe's rules: <c>name[]=a&amp;name[]=b</c> and <c>name[0]=a</c> are lists, and a parameter that nobody
/// asked for is an error.
/// </summary>
internal sealed partial class StripeQuery
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public StripeQuery(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        foreach (var (name, values) in query)
        {
            var plain = ListIndex().Replace(name, "");
            if (!_values.TryGetValue(plain, out var list)) _values[plain] = list = [];
            list.AddRange(((StringValues)values).OfType<string>());
        }
    }

    public string? Text(string name)
    {
        _read.Add(name);
        return _values.TryGetValue(name, out var values) ? values[^1] : null;
    }

    public IReadOnlyList<string> List(string name)
    {
        _read.Add(name);
        return _values.TryGetValue(name, out var values) ? values : [];
    }

    public int? Integer(string name)
    {
        if (Text(name) is not { } text) return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw StripeErrors.InvalidInteger(name, text);
    }

    public bool? Boolean(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var text => throw StripeErrors.InvalidBoolean(name, text),
    };

    /// <summary>The texts of a group: <c>metadata[credits]=360</c>.</summary>
    public IReadOnlyDictionary<string, string> Group(string name)
    {
        var group = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var full in _values.Keys.Where(full => full.StartsWith(name + "[", StringComparison.Ordinal)))
            group[full[(name.Length + 1)..^1]] = Text(full)!;
        return group;
    }

    /// <summary>To be called when all parameters were read.</summary>
    public void RequireNothingElse()
    {
        if (_values.Keys.FirstOrDefault(name => !_read.Contains(name)) is { } unknown) throw StripeErrors.UnknownParameter(unknown);
    }

    [GeneratedRegex(@"\[\d*\]$")]
    private static partial Regex ListIndex();
}
