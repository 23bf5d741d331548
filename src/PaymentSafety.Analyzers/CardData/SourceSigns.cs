using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// Whether a body can come across card data at all, so that the engine is spared the bodies that cannot: most of a compilation. The body itself is asked as the engine asks it;
/// a helper, whose body would have to be bound for that, by the words in it.
/// </summary>
internal sealed class SourceSigns(CardDataPolicy policy)
{
    /// <summary>A longer text is prose.</summary>
    private const int LongestName = 80;

    /// <summary>What the objects are called that hold card data or secrets under names of their own: <c>card.Number</c>, <c>paymentIntent.ToString()</c>.</summary>
    private static readonly HashSet<string> Holders = new(StringComparer.OrdinalIgnoreCase)
    {
        "card", "cards", "pan", "payment", "payer", "checkout", "stripe", "intent", "charge", "webhook", "body", "secret", "secrets", "credential", "credentials", "authorization",
    };

    private readonly ConcurrentDictionary<ISymbol, bool> _helpers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<string, bool> _words = new(StringComparer.Ordinal);

    public bool In(IOperation block, CancellationToken cancellation)
    {
        foreach (var operation in block.DescendantsAndSelf())
        {
            cancellation.ThrowIfCancellationRequested();
            if (policy.Source(SymbolOf(operation), operation).IsTainted || (HelperOf(operation) is { } helper && _helpers.GetOrAdd(helper, _ => InSource(helper, cancellation))))
            {
                return true;
            }
        }

        return false;
    }

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        IInvocationOperation call => call.TargetMethod,
        IArgumentOperation { Parameter: { RefKind: RefKind.Out } parameter } => parameter,
        _ => null,
    };

    private static IMethodSymbol? HelperOf(IOperation operation)
    {
        var method = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            IPropertyReferenceOperation property => property.Property.GetMethod,
            _ => null,
        };
        return method is not null && DeclaredBodies.IsFixed(method.OriginalDefinition) ? method.OriginalDefinition : null;
    }

    private bool InSource(ISymbol helper, CancellationToken cancellation)
    {
        foreach (var reference in helper.DeclaringSyntaxReferences)
        {
            foreach (var token in reference.GetSyntax(cancellation).DescendantTokens())
            {
                if (token.RawKind is (int)SyntaxKind.IdentifierToken or (int)SyntaxKind.StringLiteralToken or (int)SyntaxKind.InterpolatedStringTextToken && _words.GetOrAdd(token.ValueText, IsSign))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Of a setting's path the last part names the value; a constant can be the secret itself.</summary>
    private bool IsSign(string text)
    {
        var name = text.Substring(Math.Max(text.LastIndexOf(':'), text.LastIndexOf("__", StringComparison.Ordinal)) + 1);
        return policy.HasOwnSources
            || SensitiveSymbols.KindOfName(name) != DataKind.None
            || CardDataPolicy.KindOfConstant(text) != DataKind.None
            || (text.Length <= LongestName && Words.Of(text).Any(Holders.Contains));
    }

}
