using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PaymentSafety.Analyzers.Retries;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>PAY1005: one key, or one options object with a key, reaches two different calls on one path, or one call for each item of a loop.</summary>
internal static class IdempotencyKeyShared
{
    public static void Report(IReadOnlyList<StripeCall> calls, Action<Diagnostic> report)
    {
        foreach (var second in calls)
        {
            var first = calls.FirstOrDefault(first => first != second && first.Syntax.SpanStart < second.Syntax.SpanStart && first.Graph == second.Graph
                && SameKey(first, second) && !IsRepeatOf(first, second) && Reaches(first, second));
            if (first is not null)
            {
                report(Diagnostic.Create(Rules.IdempotencyKeyShared, second.NameLocation, [first.NameLocation], second.DisplayName, "'" + first.DisplayName + "' before it"));
            }
            else if (ItemLoop(second) is { } loop)
            {
                report(Diagnostic.Create(
                    Rules.IdempotencyKeyShared, second.NameLocation, [loop.Identifier.GetLocation()], second.DisplayName, $"the calls for every other '{loop.Identifier.ValueText}' of the loop"));
            }
        }
    }

    private static bool SameKey(StripeCall first, StripeCall second) =>
        first.Keys.Any(key => key.Kind == FlowValueKind.Text && second.Keys.Any(other => IsSame(key, other)));

    /// <summary>The same evaluation of the same expression, or two readings of one parameter.</summary>
    private static bool IsSame(FlowValue key, FlowValue other) =>
        other.Kind == FlowValueKind.Text && key.Parts.All(part => part.Kind != KeyPartKind.Constant || key.Parts.Length > 1) && key.Equals(other);

    /// <summary>The same call with the same options is a retry, and that is what the key is for.</summary>
    private static bool IsRepeatOf(StripeCall first, StripeCall second) =>
        SymbolEqualityComparer.Default.Equals(first.Method, second.Method) && OptionsText(first) == OptionsText(second);

    private static string OptionsText(StripeCall call) =>
        string.Join(",", call.OtherArguments
            .Where(argument => argument.Parameter?.Type.Name != "CancellationToken")
            .Select(argument => argument.Value.Syntax.ToString()));

    private static bool Reaches(StripeCall first, StripeCall second)
    {
        if (first.Block == second.Block)
        {
            return true;
        }

        var seen = new HashSet<int> { first.Block };
        var work = new Stack<BasicBlock>([first.Graph.Blocks[first.Block]]);
        while (work.Count > 0)
        {
            var block = work.Pop();
            foreach (var next in new[] { block.FallThroughSuccessor?.Destination, block.ConditionalSuccessor?.Destination })
            {
                if (next is not null && seen.Add(next.Ordinal))
                {
                    if (next.Ordinal == second.Block)
                    {
                        return true;
                    }

                    work.Push(next);
                }
            }
        }

        return false;
    }

    /// <summary>A foreach whose item goes into the call, with a key that was made before the loop and does not know the item.</summary>
    private static ForEachStatementSyntax? ItemLoop(StripeCall call)
    {
        if (call.KnownKeys.IsEmpty || call.Syntax.Ancestors().TakeWhile(node => node is not MemberDeclarationSyntax).OfType<ForEachStatementSyntax>().FirstOrDefault() is not { } loop)
        {
            return null;
        }

        if (call.Model is not { } model || model.GetDeclaredSymbol(loop) is not { } item || RetryLoops.IsRetryOf(loop, call.Syntax, model))
        {
            return null;
        }

        var usesItem = call.OtherArguments.Any(argument =>
            argument.Value.Syntax.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == item.Name));
        return usesItem && !call.KnownKeys.Any(key => DiffersByTurn(key, loop, model)) ? loop : null;
    }

    /// <summary>Whether something in the key can have another value for each item. What is not known of a key that is made in the loop may.</summary>
    private static bool DiffersByTurn(FlowValue key, ForEachStatementSyntax loop, SemanticModel model)
    {
        var parts = key.Parts.Where(part => part.Kind != KeyPartKind.Constant).ToList();

        // The item itself is read in the head of the loop.
        return parts.Count == 0
            ? loop.Statement.Span.Contains(key.Syntax!.Span)
            : parts.Exists(part => loop.Span.Contains(part.Syntax.Span) && !IsOuter(part, loop, model));
    }

    /// <summary>A parameter or local of the method around the loop, read inside it and never written there.</summary>
    private static bool IsOuter(KeyPart part, ForEachStatementSyntax loop, SemanticModel model) =>
        part.Symbol is IParameterSymbol or ILocalSymbol
        && part.Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declaration
        && !loop.Span.Contains(declaration.Span)
        && part.Syntax is IdentifierNameSyntax
        && model.AnalyzeDataFlow(loop.Statement) is { Succeeded: true } flow
        && !flow.WrittenInside.Contains(part.Symbol, SymbolEqualityComparer.Default);
}
