using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PaymentSafety.Analyzers.Tests.Verification;

internal abstract record ExpectedLocation
{
    public abstract bool Matches(FileLinePositionSpan actual);

    /// <summary>The same place after so many lines were put above every C# source.</summary>
    public abstract ExpectedLocation Offset(int lines);

    /// <summary>Whether it lies in a C# source, and not in an additional file.</summary>
    public abstract bool IsInSource { get; }

    /// <summary>By its name: an analyzer may report in a source by path and place alone.</summary>
    public static bool IsSource(string? path) => path is not null && path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    private static LinePosition Below(LinePosition position, int lines) => new(position.Line + lines, position.Character);

    /// <summary>Start and end.</summary>
    internal sealed record Exact(FileLinePositionSpan Span) : ExpectedLocation
    {
        public override bool IsInSource => IsSource(Span.Path);

        public override bool Matches(FileLinePositionSpan actual) => actual.Path == Span.Path && actual.Span == Span.Span;

        public override ExpectedLocation Offset(int lines) =>
            IsInSource
                ? new Exact(new FileLinePositionSpan(Span.Path, Below(Span.StartLinePosition, lines), Below(Span.EndLinePosition, lines)))
                : this;

        public override string ToString() => Places.Format(Span);
    }

    /// <summary>Where it starts; the end may be anywhere.</summary>
    internal sealed record Start(string Path, LinePosition Position) : ExpectedLocation
    {
        public override bool IsInSource => IsSource(Path);

        public override bool Matches(FileLinePositionSpan actual) => actual.Path == Path && actual.StartLinePosition == Position;

        public override ExpectedLocation Offset(int lines) => IsInSource ? this with { Position = Below(Position, lines) } : this;

        public override string ToString() => $"{Path}({Position.Line + 1},{Position.Character + 1})";
    }

    /// <summary>A span that the test's sources name; resolved before anything is compared.</summary>
    internal sealed record Markup(int Key) : ExpectedLocation
    {
        public override bool IsInSource => throw Unresolved();

        public override bool Matches(FileLinePositionSpan actual) => throw Unresolved();

        public override ExpectedLocation Offset(int lines) => throw Unresolved();

        public override string ToString() => $"#{Key}";

        private InvalidOperationException Unresolved() => new($"The markup key {this} is resolved before it is compared.");
    }
}
