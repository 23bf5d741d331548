using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Configuration;

/// <summary>PAY5012: the key that is shared by the whole process is set outside of start-up code. Tests set it as they like.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ApiKeySetPerRequest : PaymentAnalyzer
{
    public ApiKeySetPerRequest()
        : base(Rules.ApiKeySetPerRequest)
    {
    }

    protected override bool ShouldAnalyze(StripeContext stripe) => stripe.IsNamed;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        if (!new ProjectFacts(context.Compilation, context.Options).IsTestProject)
        {
            var models = new SourceModels(context.Compilation);
            context.RegisterBodyAction(FileSigns.OfWords("ApiKey", "StripeClient"), body =>
            {
                foreach (var operation in body.Operations())
                {
                    Analyze(body, operation, models);
                }
            });
        }
    }

    private static void Analyze(OperationBlockAnalysisContext context, IOperation operation, SourceModels models)
    {
        var target = operation switch
        {
            IAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "ApiKey" or "StripeClient" } property } } assignment when IsStatic(property) => assignment.Target,
            ICoalesceAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "ApiKey" } property } } assignment when IsStatic(property) => assignment.Target,
            IInvocationOperation { TargetMethod: { Name: "SetApiKey" } method } call when IsStatic(method) => call,
            _ => null,
        };
        if (target is not null && operation.SemanticModel is { } model && !StartUpCode.Contains(target.Syntax, model, models, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ApiKeySetPerRequest, target.Syntax.GetLocation(), Place(target.Syntax, context.OwningSymbol)));
        }
    }

    private static bool IsStatic(ISymbol member) => member is { IsStatic: true, ContainingType: { Name: "StripeConfiguration" } type } && StripeOperations.IsStripeNet(type);

    private static string Place(SyntaxNode node, ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => $"the constructor of {symbol.ContainingType.Name}",
        _ when node.Ancestors().Any(ancestor => ancestor is GlobalStatementSyntax) => "a handler of requests",
        _ => symbol.Name,
    };
}
