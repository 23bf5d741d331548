using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers.Values;

/// <summary>Small questions about operations that several analyses ask.</summary>
internal static class Operations
{
    public static IOperation Unconverted(this IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    /// <summary>Whether a root is code that runs, with a graph of its own; the arguments of an attribute are not.</summary>
    public static bool IsBody(this IOperation root) =>
        root.Kind is OperationKind.Block or OperationKind.FieldInitializer or OperationKind.PropertyInitializer or OperationKind.ConstructorBody or OperationKind.MethodBody;

    /// <summary>The graph of a whole body; null for what is no code of its own, such as the arguments of an attribute.</summary>
    public static ControlFlowGraph? GraphOfRoot(this IOperation root, CancellationToken cancellation) => root switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellation),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellation),
        IBlockOperation body => ControlFlowGraph.Create(body, cancellation),
        IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
        IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
        _ => null,
    };

    /// <summary>The symbol that a value is read from.</summary>
    public static ISymbol? ReferencedSymbol(this IOperation operation) => operation.Unconverted() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        _ => null,
    };

    public static ITypeSymbol? TypeOfValue(this ISymbol? symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IMethodSymbol method => method.ReturnType,
        _ => null,
    };

    /// <summary>The property or field that a parameter stands for: the same name, as records have it and constructors are written.</summary>
    public static ISymbol? MemberNamedLike(this ITypeSymbol? type, string? parameter)
    {
        for (; type is not null && parameter is not null; type = type.BaseType)
        {
            var members = type.GetMembers().Where(member => string.Equals(member.Name.TrimStart('_'), parameter, StringComparison.OrdinalIgnoreCase)).ToArray();
            if ((members.FirstOrDefault(member => member is IPropertySymbol) ?? members.FirstOrDefault(member => member is IFieldSymbol)) is { } named)
            {
                return named;
            }
        }

        return null;
    }

    /// <summary>The member that stands at a position where a value is taken apart: an element of a tuple, or the property that the Deconstruct method names.</summary>
    public static ISymbol? MemberAt(this ITypeSymbol? type, int index, int count) =>
        type is INamedTypeSymbol { IsTupleType: true, TupleElements: var elements } ? elements.ElementAtOrDefault(index)
        : type?.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.Length == count) is { } deconstruct
            ? type.MemberNamedLike(deconstruct.Parameters[index].Name)
            : null;

    /// <summary>
    /// Whether a parameter can be part of a generic method's result: where the result is made of the method's type parameters, only what shares one with it is.
    /// <c>Select</c> returns what the selector returns, not what it was given. What is looked for in a text to be replaced or cut off is not in the result, and a key
    /// is not what is found by it.
    /// </summary>
    public static bool CanReachResult(this IParameterSymbol parameter)
    {
        if (parameter.Name is "oldValue" or "oldChar" or "pattern" or "trimChars" or "trimChar" or "keySelector")
        {
            return false;
        }

        if (parameter.OriginalDefinition is not { ContainingSymbol: IMethodSymbol { IsGenericMethod: true } method } definition || !method.TypeParameters.Any(type => Mentions(method.ReturnType, type)))
        {
            return true;
        }

        var given = definition.Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoked } ? invoked.ReturnType : definition.Type;
        return method.TypeParameters.Any(type => Mentions(method.ReturnType, type) && Mentions(given, type));
    }

    private static bool Mentions(ITypeSymbol type, ITypeParameterSymbol parameter) => type switch
    {
        ITypeParameterSymbol => SymbolEqualityComparer.Default.Equals(type, parameter),
        IArrayTypeSymbol array => Mentions(array.ElementType, parameter),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => Mentions(argument, parameter)),
        _ => false,
    };
}
