using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Http;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Retries;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>
/// PAY1006: a POST to Stripe's API by HttpClient, RestSharp or Flurl without an Idempotency-Key header; PAY1009 where it is certainly repeated. Stripe.net need not be
/// referenced. A compilation that names no host of Stripe is left alone: its texts are searched for one, which is cheaper than to look at its calls.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RawStripePostWithoutIdempotencyKey : PaymentAnalyzer
{
    /// <summary>Of api.stripe.com and api.Stripe.com.</summary>
    private const string HostInAnyText = "tripe.com";

    public RawStripePostWithoutIdempotencyKey()
        : base(Rules.RawStripePostWithoutIdempotencyKey, Rules.RetriedWithoutIdempotencyKey)
    {
    }

    protected override bool ShouldAnalyze(StripeContext stripe) => true;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var compilation = context.Compilation;
        if (!compilation.SyntaxTrees.Any(static tree => SourceSearch.Contains(tree, HostInAnyText)))
        {
            return;
        }

        var models = new SourceModels(compilation);
        var registrations = new HttpClientRegistrations(compilation, models);
        var repeats = new RepeatFinder(compilation, models);
        context.RegisterSyntaxNodeAction(
            node =>
            {
                var call = (InvocationExpressionSyntax)node.Node;
                if (RawPosts.IsCandidate(call))
                {
                    Analyze(node, call, new HttpValues(models, node.CancellationToken), registrations, repeats);
                }
            },
            SyntaxKind.InvocationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, InvocationExpressionSyntax call, HttpValues values, HttpClientRegistrations registrations, RepeatFinder repeats)
    {
        var options = new IdempotencyOptions(context.Options.AnalyzerConfigOptionsProvider.GetOptions(call.SyntaxTree));
        if (RetryHandlers.FreshKey(call, values) is { } handler)
        {
            context.ReportDiagnostic(Retried(handler.Location, "HttpClient." + call.LastName(), "the retry loop", isFresh: true, handler.Key));
            return;
        }

        if (new RawPosts(values, registrations).Find(call) is not { } post)
        {
            return;
        }

        var repeat = repeats.Find(call, context.SemanticModel, options.RetryMethods, context.CancellationToken);
        var header = new HeaderSetting(values, post);
        if (header.IsSet)
        {
            if (repeat is not null && header.FreshIn(repeat.Region) is { } fresh)
            {
                context.ReportDiagnostic(Retried(post.NameLocation, post.DisplayName, repeat.Description, isFresh: true, fresh));
            }
        }
        else if (repeat is not null)
        {
            context.ReportDiagnostic(Retried(post.NameLocation, post.DisplayName, repeat.Description, isFresh: false, repeat.Cause));
        }
        else if (post.Registrations.Select(registration => registration.Retry).FirstOrDefault(retry => retry is not null) is { } retry)
        {
            context.ReportDiagnostic(Retried(post.NameLocation, post.DisplayName, $"'{RetryDelegates.NameOf(retry)}'", isFresh: false, retry));
        }
        else
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.RawStripePostWithoutIdempotencyKey, post.NameLocation, $"'{post.Address.Text}'"));
        }
    }

    private static Diagnostic Retried(Location location, string call, string by, bool isFresh, SyntaxNode cause) => Diagnostic.Create(
        Rules.RetriedWithoutIdempotencyKey,
        location,
        [cause.GetFirstToken().GetLocation()],
        call,
        by,
        isFresh ? "with a key that is new at every turn" : "without an idempotency key");
}
