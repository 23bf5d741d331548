using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Logging;
using PaymentSafety.Analyzers.Options;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>A value that leaves, as the rules see it.</summary>
/// <param name="Data">What it is.</param>
/// <param name="Use">How it leaves.</param>
/// <param name="Value">The expression that leaves.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Inner">Where it leaves inside a helper, or null.</param>
/// <param name="Project">The project, for a level depends on what it is.</param>
internal sealed record Leak(DataLabel Data, SinkUse Use, SyntaxNode Value, SyntaxNode Origin, SyntaxNode? Inner, ProjectFacts Project)
{
    /// <summary>Name of the property that fixes read: what the value is.</summary>
    public const string KindProperty = "Kind";

    private const int LongestOrigin = 60;

    public bool IsLogged => Use.Kind is SinkKind.Log or SinkKind.Console or SinkKind.Debug;

    public bool IsCardData => Data.Kind is DataKind.CardNumber or DataKind.AuthenticationData;

    /// <summary>An object of a type with a name went out whole; one that was put together on the spot stands for what was put in.</summary>
    public bool IsWholeObject => Data.Holder is { IsAnonymousType: false, IsTupleType: false };

    /// <summary>What the message calls the value. Never a character of a literal.</summary>
    public string OriginText
    {
        get
        {
            if (Origin is LiteralExpressionSyntax or BinaryExpressionSyntax or InterpolatedStringExpressionSyntax)
            {
                return "a literal";
            }

            var text = string.Join(" ", (Origin as ParameterSyntax)?.Identifier.ValueText ?? Origin.ToString().Replace("\r", string.Empty).Replace("\n", " ").Trim());
            return $"'{(text.Length > LongestOrigin ? text.Substring(0, LongestOrigin) + "…" : text)}'";
        }
    }

    public string KindText => Data.Kind switch
    {
        DataKind.CardNumber => "card number",
        DataKind.AuthenticationData => "card verification code, PIN or track data",
        DataKind.ClientSecret => "client secret",
        DataKind.Secret => "secret",
        _ => "raw body",
    };

    /// <summary>A finding on the expression that leaves; its origin and, in a helper, the place where it leaves are further locations.</summary>
    public Diagnostic Report(DiagnosticDescriptor rule, params object[] arguments) => Create(rule, SeverityOf(rule), arguments);

    /// <summary>The same as a suggestion: what leaves is not the value itself.</summary>
    public Diagnostic ReportMilder(DiagnosticDescriptor rule, params object[] arguments) => Create(rule, DiagnosticSeverity.Info, arguments);

    private Diagnostic Create(DiagnosticDescriptor rule, DiagnosticSeverity severity, object[] arguments)
    {
        var places = new[] { Origin, Inner }.OfType<SyntaxNode>().Where(place => place != Value).Select(place => place.GetLocation());
        return Diagnostic.Create(rule, Value.GetLocation(), severity, places, ImmutableDictionary<string, string?>.Empty.Add(KindProperty, Data.Kind.ToString()), arguments);
    }

    /// <summary>Tests have cards that nobody owns; a call that only a DEBUG build makes is half as bad.</summary>
    private DiagnosticSeverity SeverityOf(DiagnosticDescriptor rule) =>
        Project.IsTestProject ? DiagnosticSeverity.Info
        : Project.IsStrict ? DiagnosticSeverity.Error
        : Use.Kind == SinkKind.Debug && rule.DefaultSeverity == DiagnosticSeverity.Error ? DiagnosticSeverity.Warning
        : rule.DefaultSeverity;
}
