using System.Text.RegularExpressions;
using PaymentSafety.Analyzers.Tests.Shipped;

namespace PaymentSafety.Analyzers.Tests.Documentation;

/// <summary>A page under docs/rules, by its headings.</summary>
internal sealed partial class RulePage
{
    public const string Folder = "docs/rules";

    public const string WhatFires = "What fires";
    public const string WhatIsRight = "What is right";
    public const string LooksRight = "What looks right and is wrong";
    public const string Options = "Options";
    public const string Severity = "Severity";
    public const string Suppress = "How to suppress";

    public static readonly string[] Headings = [WhatFires, WhatIsRight, LooksRight, Options, Severity, Suppress];

    private readonly Dictionary<string, string> _sections;

    private RulePage(string title, Dictionary<string, string> sections, string[] order)
    {
        Title = title;
        _sections = sections;
        SectionOrder = order;
    }

    /// <summary>The first line.</summary>
    public string Title { get; }

    public string[] SectionOrder { get; }

    /// <summary>What stands under a heading, up to the next one.</summary>
    public string this[string heading] => _sections.GetValueOrDefault(heading, "");

    public static string FileName(string id) => $"{Folder}/{id}.md";

    public static RulePage Read(string id)
    {
        var text = File.ReadAllText(RepositoryFiles.PathOf(FileName(id)));
        var parts = Heading().Split(text);
        var headings = parts.Where((_, index) => index % 2 == 1).ToArray();
        var bodies = parts.Where((_, index) => index > 0 && index % 2 == 0).Select(body => body.Trim());
        return new RulePage(text.Split('\n')[0], headings.Zip(bodies).ToDictionary(pair => pair.First, pair => pair.Second), headings);
    }

    /// <summary>The C# samples under a heading.</summary>
    public IEnumerable<string> Samples(string heading) => Sample().Matches(this[heading]).Select(match => match.Groups["code"].Value);

    /// <summary>The .editorconfig lines under a heading.</summary>
    public string Settings(string heading) => string.Concat(Setting().Matches(this[heading]).Select(match => match.Groups["lines"].Value));

    [GeneratedRegex(@"^## (.+)\n", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();

    [GeneratedRegex(@"^```ini\n(?<lines>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Setting();
}
