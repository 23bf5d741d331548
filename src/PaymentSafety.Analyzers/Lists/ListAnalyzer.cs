using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Idempotency;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Lists;

/// <summary>Finds the calls that ask for a page, works out once what is done with it, and asks the rules of this folder, one file each. A test knows what is in its lists.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ListAnalyzer : PaymentAnalyzer
{
    public ListAnalyzer()
        : base(Rules.ListNotPaged, Rules.PagingCursorNotMoved, Rules.CustomerFoundByEmail)
    {
    }

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        if (new ProjectFacts(context.Compilation, context.Options).IsTestProject)
        {
            return;
        }

        var models = new SourceModels(context.Compilation);
        var wrappers = new Lazy<IReadOnlyCollection<string>>(() => PageWrappers.NamesIn(context.Compilation));
        context.RegisterBodyAction(new FileSigns(text => text.Mentions(".List") || text.Mentions(".Search") || wrappers.Value.Any(text.Mentions)), body =>
        {
            foreach (var call in body.Operations().OfType<IInvocationOperation>())
            {
                Analyze(body, call, stripe, models);
            }
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, IInvocationOperation call, StripeContext stripe, SourceModels models)
    {
        var values = new ValueContext(call.SemanticModel!, models, context.CancellationToken);
        if (ListCall.From(call, stripe, values) is not { } list || StripeMocks.IsSetup(call.Syntax, call.SemanticModel))
        {
            return;
        }

        var uses = ListUses.Of(call, values);
        var findings = PagingCursorNotMoved.Find(list, stripe, values) is { } endless
            ? [endless]
            : new[] { new ListNotPaged(stripe, values).Find(list, uses), CustomerFoundByEmail.Find(list, uses, values) };
        foreach (var finding in findings)
        {
            if (finding is not null)
            {
                context.ReportDiagnostic(finding);
            }
        }
    }
}
