using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// What may stand for a type parameter: a pipeline behaviour logs every command of the shop, and no name there says so. By its constraints, else by the messages that a
/// pipeline carries.
/// </summary>
internal sealed class TypeArguments
{
    private static readonly string[] Pipelines = ["Behavior", "Behaviour", "Processor", "Middleware", "Filter", "Decorator", "Handler", "Consumer"];
    private static readonly HashSet<string> Messages = new() { "IRequest", "IBaseRequest", "ICommand", "IBaseCommand", "IQuery", "IMessage", "INotification", "IEvent" };

    private readonly DeclaredTypes _declared;

    public TypeArguments(DeclaredTypes declared) => _declared = declared;

    public IEnumerable<ITypeSymbol> Of(ITypeParameterSymbol parameter)
    {
        var constraints = parameter.ConstraintTypes.OfType<INamedTypeSymbol>().Where(type => !type.IsInNamespace("System")).ToArray();
        return constraints.Length > 0 ? constraints.SelectMany(type => type.TypeKind == TypeKind.Interface ? Implementing(type) : [type])
            : IsInPipeline(parameter) ? _declared.All.Where(type => type.AllInterfaces.Any(contract => Messages.Contains(contract.Name)))
            : [];
    }

    private IEnumerable<ITypeSymbol> Implementing(INamedTypeSymbol contract) =>
        _declared.All.Where(type => type.AllInterfaces.Any(implemented => SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, contract.OriginalDefinition)));

    private static bool IsInPipeline(ITypeParameterSymbol parameter) =>
        parameter.DeclaringType is { } type && type.AllInterfaces.Select(contract => contract.Name).Append(type.Name).Any(name => Array.Exists(Pipelines, name.EndsWith));
}
