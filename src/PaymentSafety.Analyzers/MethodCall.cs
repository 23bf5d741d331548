using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers;

/// <summary>
/// A call and the method that it means. Code in an editor often does not compile: where an argument has no type yet, the compiler gives the methods that may be meant, and the one that
/// the arguments fit best stands for the call.
/// </summary>
internal sealed class MethodCall
{
    private MethodCall(IOperation operation, IMethodSymbol method, IOperation? instance, ImmutableArray<CallArgument> arguments)
    {
        Operation = operation;
        Method = method;
        Instance = instance;
        Arguments = arguments;
    }

    /// <summary>An <see cref="IInvocationOperation"/>, or an <see cref="IInvalidOperation"/> in its place.</summary>
    public IOperation Operation { get; }

    public SyntaxNode Syntax => Operation.Syntax;

    public IMethodSymbol Method { get; }

    public IOperation? Instance { get; }

    public ImmutableArray<CallArgument> Arguments { get; }

    /// <param name="operation">The operation of a call.</param>
    /// <param name="model">The model of its tree; the operations of a control flow graph have none of their own.</param>
    /// <returns>Null where the operation is no call, or where nothing tells which method is meant.</returns>
    public static MethodCall? From(IOperation operation, SemanticModel? model) => operation switch
    {
        IInvocationOperation invocation => new(
            invocation,
            invocation.TargetMethod,
            invocation.Instance,
            invocation.Arguments.Select(argument => new CallArgument(argument.Parameter, argument.Value, argument.ArgumentKind == ArgumentKind.DefaultValue)).ToImmutableArray()),
        IInvalidOperation { Syntax: InvocationExpressionSyntax syntax } when (model ?? operation.SemanticModel) is { } known && Meant(syntax, known) is { } method =>
            new(operation, method, ChildAt(operation, Receiver(syntax)), ArgumentsOf(operation, syntax, method)),
        _ => null,
    };

    /// <summary>What a call is written with, told by syntax alone; empty where the operation is no call.</summary>
    public static string NameOf(IOperation operation) => operation switch
    {
        IInvocationOperation invocation => invocation.TargetMethod.Name,
        { Syntax: InvocationExpressionSyntax called } => called.LastName(),
        _ => string.Empty,
    };

    private static IMethodSymbol? Meant(InvocationExpressionSyntax syntax, SemanticModel model)
    {
        var info = model.GetSymbolInfo(syntax);
        if (info.Symbol is IMethodSymbol bound)
        {
            return bound;
        }

        var candidates = info.CandidateSymbols.IsEmpty ? model.GetMemberGroup(syntax.Expression) : info.CandidateSymbols;
        return candidates.OfType<IMethodSymbol>().OrderBy(method => Fits(syntax, method) ? 0 : 1).ThenBy(method => method.Parameters.Length).FirstOrDefault();
    }

    private static bool Fits(InvocationExpressionSyntax syntax, IMethodSymbol method) =>
        syntax.ArgumentList.Arguments.Count <= method.Parameters.Length
        && syntax.ArgumentList.Arguments.All(argument => argument.NameColon is not { Name.Identifier.ValueText: var name } || method.Parameters.Any(parameter => parameter.Name == name));

    private static ImmutableArray<CallArgument> ArgumentsOf(IOperation operation, InvocationExpressionSyntax syntax, IMethodSymbol method)
    {
        var arguments = ImmutableArray.CreateBuilder<CallArgument>();
        foreach (var argument in syntax.ArgumentList.Arguments)
        {
            if (ChildAt(operation, argument.Expression) is { } value)
            {
                var parameter = argument.NameColon is { Name.Identifier.ValueText: var name }
                    ? method.Parameters.FirstOrDefault(candidate => candidate.Name == name)
                    : method.Parameters.ElementAtOrDefault(syntax.ArgumentList.Arguments.IndexOf(argument));
                arguments.Add(new(parameter, value, isImplicit: false));
            }
        }

        return arguments.ToImmutable();
    }

    private static ExpressionSyntax? Receiver(InvocationExpressionSyntax syntax) => (syntax.Expression as MemberAccessExpressionSyntax)?.Expression;

    private static IOperation? ChildAt(IOperation operation, SyntaxNode? syntax)
    {
        foreach (var child in operation.ChildOperations)
        {
            if (syntax is not null && child.Syntax.Span == syntax.Span)
            {
                return child;
            }
        }

        return null;
    }
}

internal readonly struct CallArgument
{
    public CallArgument(IParameterSymbol? parameter, IOperation value, bool isImplicit)
    {
        Parameter = parameter;
        Value = value;
        IsImplicit = isImplicit;
    }

    /// <summary>Null where the call has more arguments than its method has parameters.</summary>
    public IParameterSymbol? Parameter { get; }

    public IOperation Value { get; }

    /// <summary>The default of an optional parameter.</summary>
    public bool IsImplicit { get; }
}
