using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>PAY4004: a handler makes something for each event, and nothing tells whether the event came before.</summary>
internal static class WebhookEventNotDeduplicated
{
    private static readonly string[] Guards = ["Upsert", "TryAdd", "Exists", "Idempoten", "Duplicate", "Already", "Processed", "IfNot", "GetOrCreate", "GetOrAdd", "AddOrUpdate", "EnsureCreated", "AnyAsync", "Inbox", "Dedup", "EventId", "Unique"];

    public static Diagnostic? Find(Location check, HandlerBody handler, ValueContext context) =>
        handler.Bodies.Select(body => HandlerBody.GrantIn(body, context)).FirstOrDefault(found => found is not null) is { } grant
        && !handler.Mentions(Guards)
        && !ReadsEventId(handler, context)
            ? Diagnostic.Create(Rules.WebhookEventNotDeduplicated, check, [grant.GetLocation()], grant.ToString().Split('(')[0].Split('.').Last())
            : null;

    private static bool ReadsEventId(HandlerBody handler, ValueContext context) =>
        handler.Bodies.SelectMany(body => body.DescendantNodes()).OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax>()
            .Any(access => access.Name.Identifier.ValueText == "Id"
                && context.OperationOf(access) is Microsoft.CodeAnalysis.Operations.IPropertyReferenceOperation { Instance.Type.Name: "Event" }
                && !access.Ancestors().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax>().Any(call => context.OperationOf(call) is Microsoft.CodeAnalysis.Operations.IInvocationOperation { TargetMethod: var method } && HandlerBody.IsOutput(method)));
}
