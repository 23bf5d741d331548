using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using PaymentSafety.Analyzers;
using PaymentSafety.Analyzers.Values;
using PaymentSafety.CodeFixes.Secrets;

namespace PaymentSafety.CodeFixes.Webhooks;

/// <summary>The fix of PAY4001: EventUtility.ConstructEvent, with the header of the request and the secret in scope. Where no header can be read nothing is offered.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnverifiedWebhookEventFixer))]
public sealed class UnverifiedWebhookEventFixer : CodeFixProvider
{
    private const string Verify = "PaymentSafety.VerifyTheSignature";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.UnverifiedWebhookEvent.Id);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
                && Verified(call, model) is { } verified)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Verify the signature with ConstructEvent",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(call, verified))),
                        Verify),
                    diagnostic);
            }
        }
    }

    private static ExpressionSyntax? Verified(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol { ReturnType.Name: "Event" } method
            || call.ArgumentList.Arguments.FirstOrDefault()?.Expression is not { } text
            || model.GetTypeInfo(text).Type?.SpecialType != SpecialType.System_String
            || HeaderAt(call, model) is not { } header)
        {
            return null;
        }

        var parse = method.Name == "ParseEvent" && call.Expression is MemberAccessExpressionSyntax access ? access : null;
        var type = parse?.Expression.ToString() ?? (model.LookupNamespacesAndTypes(call.SpanStart, name: "EventUtility").IsEmpty ? "Stripe.EventUtility" : "EventUtility");
        var version = parse is not null && call.ArgumentList.Arguments.Count > 1 ? $", throwOnApiVersionMismatch: {call.ArgumentList.Arguments[1].Expression}" : "";
        return SyntaxFactory.ParseExpression($"{type}.ConstructEvent({text}, {header}, {SecretAt(call, model)}{version})")
            .WithTriviaFrom(call)
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static string? HeaderAt(ExpressionSyntax place, SemanticModel model)
    {
        var symbols = InScope(place, model).ToArray();
        return symbols.FirstOrDefault(symbol => symbol.TypeOfValue() is { } type && (type.SpecialType == SpecialType.System_String || type.Name == "StringValues") && Has(symbol, "signature")) is { } header ? header.Name
            : symbols.FirstOrDefault(symbol => symbol.TypeOfValue()!.Name == "HttpRequest") is { } request ? $"{request.Name}.Headers[\"Stripe-Signature\"]"
            : symbols.FirstOrDefault(symbol => symbol.TypeOfValue()!.Name == "HttpContext") is { } context ? $"{context.Name}.Request.Headers[\"Stripe-Signature\"]"
            : null;
    }

    private static string SecretAt(ExpressionSyntax place, SemanticModel model)
    {
        var setting = new SettingRead(model, place, StripeSetting.WebhookSecret);
        return InScope(place, model).FirstOrDefault(symbol => symbol.TypeOfValue()!.SpecialType == SpecialType.System_String && Has(symbol, "secret") && !Has(symbol, "client"))?.Name
            ?? setting.FromScope()
            ?? setting.FromEnvironment;
    }

    /// <summary>Locals that are set by then, parameters, fields and properties that an instance member can read.</summary>
    private static IEnumerable<ISymbol> InScope(ExpressionSyntax place, SemanticModel model) =>
        model.LookupSymbols(place.SpanStart)
            .Where(symbol => symbol.TypeOfValue() is not null && symbol is not IMethodSymbol && (symbol is not ILocalSymbol local || local.DeclaringSyntaxReferences.Any(reference => reference.Span.End < place.SpanStart)))
            .OrderBy(symbol => symbol is ILocalSymbol ? 0 : symbol is IParameterSymbol ? 1 : 2);

    private static bool Has(ISymbol symbol, string word) => symbol.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
