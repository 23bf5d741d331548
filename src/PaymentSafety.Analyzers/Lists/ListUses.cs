using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Lists;

/// <summary>What is done with a page: the method or the loop that uses it, and whether a condition has chosen among its objects before.</summary>
internal readonly record struct ListUse(IOperation Operation, string Name, bool IsChosen);

/// <summary>
/// Follows a page through the body that asked for it: <c>.Data</c>, locals, LINQ, loops. What is returned or handed on is another body's business.
/// </summary>
internal sealed class ListUses
{
    private const int MostSteps = 64;

    /// <summary>What leaves the objects what they are, so that the next step is looked at too.</summary>
    private static readonly HashSet<string> PassedOn = new(StringComparer.Ordinal)
    {
        "Select", "SelectMany", "Cast", "OfType", "AsEnumerable", "ToList", "ToArray", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "Reverse", "Distinct", "DistinctBy", "Take", "Skip", "Concat", "Append", "Prepend",
        "ConfigureAwait", "GetAwaiter", "GetResult", "ToImmutableArray", "ToImmutableList", "AsReadOnly",
    };

    private readonly ValueContext _context;
    private readonly List<ListUse> _uses = new();
    private readonly HashSet<ISymbol> _variables = new(SymbolEqualityComparer.Default);
    private int _steps;

    private ListUses(ValueContext context) => _context = context;

    public IReadOnlyList<ListUse> Uses => _uses;

    /// <summary>Whether the body asks if there is more.</summary>
    public bool AsksForMore { get; private set; }

    public static ListUses Of(IInvocationOperation call, ValueContext context)
    {
        var uses = new ListUses(context);
        uses.Follow(call, isChosen: false);
        return uses;
    }

    private void Follow(IOperation value, bool isChosen)
    {
        if (++_steps > MostSteps)
        {
            return;
        }

        switch (value.Parent)
        {
            case IConversionOperation or IAwaitOperation or IParenthesizedOperation:
                Follow(value.Parent, isChosen);
                break;
            case ICoalesceOperation coalesce:
                Follow(coalesce, isChosen);
                break;
            case IConditionalAccessOperation access when access.Operation == value:
                FollowAccess(access, isChosen);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                FollowVariable(local, value, isChosen);
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == value:
                FollowVariable(local, value, isChosen);
                break;
            case IPropertyReferenceOperation { Property: var property } read when read.Instance == value:
                FollowProperty(property, read, isChosen);
                break;
            case IInvocationOperation call when call.Instance == value:
                FollowCall(call, isChosen);
                break;
            case IArgumentOperation { Parent: IInvocationOperation call } argument when argument.Parameter?.Ordinal == 0 && call.TargetMethod.IsExtensionMethod:
                FollowCall(call, isChosen);
                break;
            case IForEachLoopOperation loop when loop.Collection == value || loop.Collection.Syntax == value.Syntax:
                _uses.Add(new ListUse(loop, "foreach", isChosen));
                break;
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation:
                _uses.Add(new ListUse(value.Parent, "[]", isChosen));
                break;
        }
    }

    private void FollowProperty(IPropertySymbol property, IOperation read, bool isChosen)
    {
        switch (property.Name)
        {
            case "Data" or "Result" or "Value":
                Follow(read, isChosen);
                break;
            case "HasMore" or "NextPage" or "NextPageUrl" or "TotalCount":
                AsksForMore = true;
                break;
            case "Count" or "Length":
                _uses.Add(new ListUse(read, property.Name, isChosen));
                break;
            case var _ when property.IsIndexer:
                _uses.Add(new ListUse(read, "[]", isChosen));
                break;
        }
    }

    private void FollowCall(IInvocationOperation call, bool isChosen)
    {
        var name = call.TargetMethod.Name;
        if (PassedOn.Contains(name))
        {
            Follow(call, isChosen);
        }
        else
        {
            _uses.Add(new ListUse(call, name, isChosen));
            if (name is "Where" or "FindAll")
            {
                Follow(call, isChosen: true);
            }
        }
    }

    private void FollowAccess(IConditionalAccessOperation access, bool isChosen)
    {
        foreach (var placeholder in access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().Take(1))
        {
            Follow(placeholder, isChosen);
        }

        if (access.WhenNotNull is IPropertyReferenceOperation { Property.Name: "Data" })
        {
            Follow(access, isChosen);
        }
    }

    private void FollowVariable(ILocalSymbol local, IOperation value, bool isChosen)
    {
        if (!_variables.Add(local))
        {
            return;
        }

        foreach (var name in AssignedOnce.BodyOf(value.Syntax).DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText == local.Name && _context.OperationOf(name) is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local))
            {
                Follow(reference, isChosen);
            }
        }
    }
}
