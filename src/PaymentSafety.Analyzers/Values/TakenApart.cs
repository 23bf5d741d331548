using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers.Values;

/// <summary>One step from a value to a part of it: the member that is read, or null for an element.</summary>
internal readonly record struct Step(ISymbol? Member, IOperation Place);

/// <summary>How C# takes values apart: patterns and deconstructions, as variables with the way to what they hold.</summary>
internal static class TakenApart
{
    /// <summary>Each variable that a pattern declares.</summary>
    public static IEnumerable<(ISymbol Variable, Step[] Path)> Variables(IPatternOperation pattern, params Step[] path)
    {
        var declared = pattern switch
        {
            IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
            IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
            IListPatternOperation list => list.DeclaredSymbol,
            _ => null,
        };
        IEnumerable<(ISymbol, Step[])> own = declared is null ? [] : [(declared, path)];
        return own.Concat(Parts(pattern).SelectMany(part => Variables(part.Pattern, part.Step is { } step ? [.. path, step] : path)));
    }

    /// <summary>Each variable that a deconstruction assigns, with the value that it is a part of.</summary>
    public static IEnumerable<(IOperation Target, IOperation Value, Step[] Path)> Targets(IOperation target, IOperation value) =>
        Tuple(target) is { } targets && Tuple(value) is { } values && targets.Length == values.Length
            ? targets.Zip(values, Targets).SelectMany(parts => parts)
            : Targets(target, value, value.Type, []);

    private static IEnumerable<(IOperation Target, IOperation Value, Step[] Path)> Targets(IOperation target, IOperation value, ITypeSymbol? type, Step[] path) =>
        Tuple(target) is { } targets
            ? targets.SelectMany((part, i) => type.MemberAt(i, targets.Length) is var member ? Targets(part, value, member.TypeOfValue(), [.. path, new Step(member, value)]) : [])
            : [((target as IDeclarationExpressionOperation)?.Expression ?? target, value, path)];

    private static ImmutableArray<IOperation>? Tuple(IOperation operation) =>
        ((operation as IDeclarationExpressionOperation)?.Expression ?? operation.Unconverted()) is ITupleOperation tuple ? tuple.Elements : null;

    private static IEnumerable<(IPatternOperation Pattern, Step? Step)> Parts(IPatternOperation pattern) => pattern switch
    {
        IRecursivePatternOperation recursive => recursive.PropertySubpatterns
            .Select(part => (part.Pattern, part.Member is IMemberReferenceOperation member ? new Step(member.Member, member) : (Step?)null))
            .Concat(recursive.DeconstructionSubpatterns.Select((part, i) => (part, (Step?)new Step(recursive.MatchedType.MemberAt(i, recursive.DeconstructionSubpatterns.Length), part)))),
        _ => pattern.ChildOperations.OfType<IPatternOperation>().Select(part => (part, pattern is IListPatternOperation ? new Step(null, part) : (Step?)null)),
    };
}
