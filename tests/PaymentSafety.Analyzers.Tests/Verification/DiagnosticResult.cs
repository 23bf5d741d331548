using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>What need not match.</summary>
[Flags]
public enum DiagnosticOptions
{
    None = 0,

    /// <summary>For results written as markup, which has no place to name a severity.</summary>
    IgnoreSeverity = 1,

    /// <summary>For results written as markup, which has no place to name further locations.</summary>
    IgnoreAdditionalLocations = 2,
}

/// <summary>
/// A diagnostic that a test expects. The first location is where it is reported, the ones after it are its additional locations.
/// Lines and columns start at 1. Arguments, message and locations that are not given here are not compared, except that a result
/// without any location expects a diagnostic without one.
/// </summary>
public sealed record DiagnosticResult
{
    public DiagnosticResult(string id, DiagnosticSeverity severity)
    {
        Id = id;
        Severity = severity;
    }

    public DiagnosticResult(DiagnosticDescriptor descriptor)
        : this(descriptor.Id, descriptor.DefaultSeverity)
    {
    }

    public string Id { get; }

    public DiagnosticSeverity Severity { get; private init; }

    public DiagnosticOptions Options { get; private init; }

    /// <summary>Compared after formatting, so that what is checked is what the user reads.</summary>
    public ImmutableArray<object?>? MessageArguments { get; private init; }

    public string? Message { get; private init; }

    internal ImmutableArray<ExpectedLocation> Locations { get; private init; } = [];

    /// <summary>Whether it is reported in a C# source, and so can be silenced there.</summary>
    internal bool IsInSource => Locations is [{ IsInSource: true }, ..];

    public static DiagnosticResult CompilerError(string id) => new(id, DiagnosticSeverity.Error);

    public static DiagnosticResult CompilerWarning(string id) => new(id, DiagnosticSeverity.Warning);

    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => this with { Severity = severity };

    public DiagnosticResult WithOptions(DiagnosticOptions options) => this with { Options = options };

    public DiagnosticResult WithArguments(params object?[] arguments) => this with { MessageArguments = [.. arguments] };

    public DiagnosticResult WithMessage(string message) => this with { Message = message };

    /// <summary>The span of <c>{|#key: |}</c> in the test's sources.</summary>
    public DiagnosticResult WithLocation(int markupKey) => At(new ExpectedLocation.Markup(markupKey));

    /// <summary>The start only; the end is not compared.</summary>
    public DiagnosticResult WithLocation(int line, int column) => WithLocation(SourceFileList.DefaultFilePath, line, column);

    /// <inheritdoc cref="WithLocation(int, int)"/>
    public DiagnosticResult WithLocation(string path, int line, int column) =>
        At(new ExpectedLocation.Start(path, new LinePosition(line - 1, column - 1)));

    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(SourceFileList.DefaultFilePath, startLine, startColumn, endLine, endColumn);

    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(new FileLinePositionSpan(path, new LinePosition(startLine - 1, startColumn - 1), new LinePosition(endLine - 1, endColumn - 1)));

    public DiagnosticResult WithSpan(FileLinePositionSpan span) => At(new ExpectedLocation.Exact(span));

    public DiagnosticResult WithNoLocation() => this with { Locations = [] };

    /// <summary>This result with each markup key replaced by the span that it names.</summary>
    internal DiagnosticResult Resolve(IReadOnlyDictionary<int, FileLinePositionSpan> markup) =>
        this with
        {
            Locations =
            [
                .. Locations.Select(location => location is ExpectedLocation.Markup { Key: var key }
                    ? new ExpectedLocation.Exact(markup.TryGetValue(key, out var span)
                        ? span
                        : throw new VerificationException($"{Id} is expected at location {key}, but no source holds {{|#{key}:...|}}."))
                    : location),
            ],
        };

    internal DiagnosticResult Offset(int lines) => this with { Locations = [.. Locations.Select(location => location.Offset(lines))] };

    private DiagnosticResult At(ExpectedLocation location) => this with { Locations = Locations.Add(location) };
}
