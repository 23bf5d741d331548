using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>PAY4003: the text that is verified is not the one that Stripe signed.</summary>
internal static class WebhookBodyRewritten
{
    private const int DeepestNesting = 8;

    private static readonly HashSet<string> Serializers = new(StringComparer.Ordinal) { "Serialize", "SerializeObject", "ToJson", "ToJsonString", "SerializeToString" };

    private static readonly HashSet<string> Rewriters = new(StringComparer.Ordinal) { "Trim", "TrimStart", "TrimEnd", "Replace", "ToLower", "ToLowerInvariant", "ToUpper", "Normalize", "ReplaceLineEndings", "Substring" };

    public static Diagnostic? Find(IInvocationOperation check, ValueContext context)
    {
        var text = check.Arguments.FirstOrDefault(argument => argument.Parameter is { Name: "json" or "payload" })?.Value;
        return text is not null && RewriteOf(text, context, 0) is { } reason
            ? Diagnostic.Create(Rules.WebhookBodyRewritten, text.Syntax.GetLocation(), check.TargetMethod.Name, reason)
            : null;
    }

    private static string? RewriteOf(IOperation text, ValueContext context, int depth)
    {
        if (depth > DeepestNesting)
        {
            return null;
        }

        foreach (var value in PossibleValues.Of(text, context))
        {
            var reason = value switch
            {
                ILocalReferenceOperation { Local: var local } => AssignedValues.Of(local, context).Select(given => RewriteOf(given, context, depth + 1)).FirstOrDefault(found => found is not null),
                IParameterReferenceOperation { Parameter: { Type.SpecialType: SpecialType.System_String } parameter } when parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "FromBodyAttribute") =>
                    $"model binding reads '{parameter.Name}' as a JSON string",
                IInvocationOperation call => RewriteOf(call, context, depth),
                _ => null,
            };
            if (reason is not null)
            {
                return reason;
            }
        }

        return null;
    }

    private static string? RewriteOf(IInvocationOperation call, ValueContext context, int depth)
    {
        var method = call.TargetMethod;
        if (Serializers.Contains(method.Name) && !method.Locations.Any(location => location.IsInSource))
        {
            return $"'{method.Name}' writes another text than the one that came";
        }

        if (method.ContainingType.SpecialType == SpecialType.System_String && call.Instance is { } original)
        {
            return Rewriters.Contains(method.Name) ? $"'{method.Name}' changes it" : RewriteOf(original, context, depth + 1);
        }

        // JsonElement gives back the text that it was read from; the others write their own.
        if (method.Name is "ToString" && call.Instance?.Unconverted().Type is { Name: "JObject" or "JToken" or "JsonObject" or "JsonNode" or "ExpandoObject" or "Object" } type)
        {
            return $"'{type.Name}.ToString' writes another text than the one that came";
        }

        return method.Name == "GetString" && call.Instance is IPropertyReferenceOperation { Property: { Name: "ASCII" } encoding } ? $"'{encoding.Name}' drops what is not in it" : null;
    }
}
