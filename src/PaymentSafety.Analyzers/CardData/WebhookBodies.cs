using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>Variables that hold the raw body of a webhook: what a body of code hands to Stripe.net to be read as an event, before or after.</summary>
internal sealed class WebhookBodies
{
    private static readonly HashSet<string> Readers = new() { "ConstructEvent", "ParseEvent", "ParseEventNotification", "ParseThinEvent", "ValidateSignature" };

    private readonly FileSigns _files = FileSigns.OfWords([.. Readers]);
    private readonly ConcurrentDictionary<ISymbol, HashSet<string>> _names = new(SymbolEqualityComparer.Default);

    public bool IsBody(ISymbol variable) =>
        variable is ILocalSymbol { Type.SpecialType: SpecialType.System_String } or IParameterSymbol { Type.SpecialType: SpecialType.System_String }
        && variable.ContainingSymbol is IMethodSymbol { DeclaringSyntaxReferences: { IsEmpty: false } declarations } method
        && _files.AreIn(declarations[0].SyntaxTree)
        && _names.GetOrAdd(method, Names).Contains(variable.Name);

    private static HashSet<string> Names(ISymbol method)
    {
        var names = new HashSet<string>();
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            foreach (var call in reference.GetSyntax().DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }, ArgumentList.Arguments: { Count: > 0 } arguments }
                    && Readers.Contains(name)
                    && arguments[0].Expression is IdentifierNameSyntax body)
                {
                    names.Add(body.Identifier.ValueText);
                }
            }
        }

        return names;
    }
}
