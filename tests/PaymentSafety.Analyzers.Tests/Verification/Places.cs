using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>How a place is written in failures: path(line,column,line,column), counted from 1, as WithSpan takes them.</summary>
internal static class Places
{
    public static string Format(FileLinePositionSpan span) =>
        $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1},{span.EndLinePosition.Line + 1},{span.EndLinePosition.Character + 1})";

    public static string Format(Location location) => location.Kind == LocationKind.None ? "no location" : Format(location.GetLineSpan());
}
