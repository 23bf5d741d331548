using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>What the callers of a handler do about the text that they hand it. Asked only where an event is decoded from a parameter, or from a member of one.</summary>
internal sealed class WebhookCallers(StripeContext stripe, SourceModels models, CancellationToken cancellation)
{
    private const int FurthestCaller = 4;

    private readonly HashSet<IParameterSymbol> _asked = new(SymbolEqualityComparer.Default);

    internal enum Answer
    {
        /// <summary>Nobody in this compilation calls it with a text whose origin is known.</summary>
        Unknown,

        /// <summary>A request's body comes in unchecked.</summary>
        Unchecked,

        /// <summary>A caller checks the text first.</summary>
        Checked,
    }

    public Answer Ask(IParameterSymbol parameter) => Ask(parameter, 0);

    /// <summary>The same about those who put the text into a message.</summary>
    public Answer Ask(IPropertySymbol member)
    {
        var answer = Answer.Unknown;
        foreach (var tree in stripe.Compilation.SyntaxTrees)
        {
            foreach (var syntax in tree.GetRoot(cancellation).DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
            {
                if (syntax is ObjectCreationExpressionSyntax { Type: var type } && type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText != member.ContainingType.Name
                    || models.Of(tree) is not { } model
                    || model.GetOperation(syntax, cancellation) is not IObjectCreationOperation made
                    || !SymbolEqualityComparer.Default.Equals(made.Type?.OriginalDefinition, member.ContainingType.OriginalDefinition)
                    || GivenTo(member, made) is not { } text)
                {
                    continue;
                }

                answer = Worse(answer, AskAbout(text, syntax, model, 0));
            }
        }

        return answer;
    }

    /// <summary>In the initialiser, or as the argument of the same name: records.</summary>
    private static IOperation? GivenTo(IPropertySymbol member, IObjectCreationOperation made) =>
        made.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(set => set.Target.ReferencedSymbol()?.Name == member.Name)?.Value
        ?? made.Arguments.FirstOrDefault(argument => string.Equals(argument.Parameter?.Name, member.Name, StringComparison.OrdinalIgnoreCase))?.Value;

    private Answer Ask(IParameterSymbol parameter, int depth)
    {
        if (depth > FurthestCaller || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method || !_asked.Add(parameter))
        {
            return Answer.Unknown;
        }

        var answer = Answer.Unknown;
        foreach (var tree in stripe.Compilation.SyntaxTrees)
        {
            foreach (var call in tree.GetRoot(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (CalledName(call) != method.Name || models.Of(tree) is not { } model || model.GetOperation(call, cancellation) is not IInvocationOperation invocation || !IsOf(invocation.TargetMethod, method))
                {
                    continue;
                }

                answer = Worse(answer, AskCaller(invocation, parameter, model, depth));
                if (answer == Answer.Checked)
                {
                    return answer;
                }
            }
        }

        return answer;
    }

    private Answer AskCaller(IInvocationOperation call, IParameterSymbol parameter, SemanticModel model, int depth)
    {
        if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value is not { } text)
        {
            return Answer.Unknown;
        }

        return AskAbout(text, call.Syntax, model, depth);
    }

    private Answer AskAbout(IOperation text, SyntaxNode use, SemanticModel model, int depth)
    {
        var context = new ValueContext(model, models, cancellation);
        var origin = RequestBodies.Of(text, context);
        switch (new SignatureChecks(context).Of(use, text, origin.Carriers))
        {
            case SignatureCheck.Made:
                return Answer.Checked;
            case SignatureCheck.Skipped:
                return Answer.Unchecked;
        }

        return origin.IsBody ? Answer.Unchecked : origin.Parameters.Select(inner => Ask(inner, depth + 1)).Aggregate(Answer.Unknown, Worse);
    }

    private static Answer Worse(Answer left, Answer right) => (Answer)Math.Max((int)left, (int)right);

    private static string CalledName(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    /// <summary>The method itself, or the member of an interface or a base that it stands for.</summary>
    private static bool IsOf(IMethodSymbol called, IMethodSymbol method)
    {
        called = called.OriginalDefinition;
        if (SymbolEqualityComparer.Default.Equals(called, method))
        {
            return true;
        }

        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(called, overridden))
            {
                return true;
            }
        }

        return called.ContainingType.TypeKind == TypeKind.Interface
            && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(called), method);
    }
}
