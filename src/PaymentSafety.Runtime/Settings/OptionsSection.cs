using System.Globalization;
using Microsoft.Extensions.Configuration;
using PaymentSafety.Core;

namespace PaymentSafety.Runtime.Settings;

/// <summary>Reads typed values from a section and keeps a problem for each that means nothing.</summary>
internal sealed class OptionsSection
{
    private readonly IConfiguration _configuration;
    private readonly string? _path;
    private readonly List<SettingProblem> _problems;

    public OptionsSection(IConfiguration configuration, string? path)
        : this(configuration, path, [])
    {
    }

    private OptionsSection(IConfiguration configuration, string? path, List<SettingProblem> problems) => (_configuration, _path, _problems) = (configuration, path, problems);

    /// <summary>What could not be read, here and in the sections below.</summary>
    public IReadOnlyList<SettingProblem> Problems => _problems;

    /// <summary>The configuration itself, whose problems are told with those of this section.</summary>
    public OptionsSection Root() => new(_configuration, null, _problems);

    public OptionsSection Section(string name) => new(_configuration, KeyOf(name), _problems);

    public void Text(string name, Action<string> set) => Read<string>(name, "a text", text => text, set);

    public void Number(string name, Action<int> set) =>
        Read(name, "a whole number", text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null, set);

    public void Ratio(string name, Action<double> set) =>
        Read(name, "a number such as 0.5", text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null, set);

    public void Flag(string name, Action<bool> set) => Read(name, "true or false", text => bool.TryParse(text, out var value) ? value : null, set);

    /// <summary>A time as .NET writes it: <c>00:00:30</c>. A bare number would be days to TimeSpan and seconds to most readers: it is refused.</summary>
    public void Time(string name, Action<TimeSpan> set) =>
        Read(name, "a time such as 00:00:30", text => text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null, set);

    /// <summary>A moment with its offset: without one it would mean another moment on another computer.</summary>
    public void Instant(string name, Action<DateTimeOffset> set) => Read(
        name,
        "a moment such as 2026-01-31T00:00:00Z",
        text => DateTimeOffset.TryParseExact(text, "yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) && text.Length > "2026-01-31T00:00:00".Length ? value : null,
        set);

    public void Address(string name, Action<Uri> set) => Read(name, "an address such as https://api.stripe.com", text => Uri.TryCreate(text, UriKind.Absolute, out var value) ? value : null, set);

    public StripeMode? Mode(string name)
    {
        StripeMode? mode = null;
        Read<StripeMode>(name, "live or test", text => StripeModes.Parse(text), value => mode = value);
        return mode;
    }

    /// <summary>Replaces a list by a section of values (<c>Name:0</c>, <c>Name:1</c>, …) or by one text with semicolons.</summary>
    public void List(string name, IList<string> list)
    {
        if (Names(name) is not { } names) return;
        list.Clear();
        foreach (var item in names) list.Add(item);
    }

    /// <summary>A section of values or one text with semicolons; null where there is neither.</summary>
    public IReadOnlyList<string>? Names(string name)
    {
        var children = _configuration.GetSection(KeyOf(name)).GetChildren().Select(child => child.Value).OfType<string>().ToList();
        if (children.Count > 0) return children;
        return Value(name)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private void Read<T>(string name, string expected, Func<string, T?> parse, Action<T> set)
        where T : struct
    {
        if (Value(name) is not { } text) return;
        if (parse(text) is { } value) set(value);
        else AddProblem(name, expected, text);
    }

    private void Read<T>(string name, string expected, Func<string, T?> parse, Action<T> set)
        where T : class
    {
        if (Value(name) is not { } text) return;
        if (parse(text) is { } value) set(value);
        else AddProblem(name, expected, text);
    }

    private void AddProblem(string name, string expected, string text) =>
        // A key may have been put where something else belongs.
        _problems.Add(SettingRules.MeaninglessSetting.At(null, ("name", KeyOf(name)), ("expected", expected), ("actual", Redaction.Mask(text))));

    private string? Value(string name) => _configuration[KeyOf(name)]?.Trim() is { Length: > 0 } text ? text : null;

    private string KeyOf(string name) => _path is null ? name : $"{_path}:{name}";
}
