using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>Where a Stripe secret is read: Stripe.net's own properties, configuration, the environment, the project's settings classes.</summary>
internal sealed class SecretRead
{
    private readonly INamedTypeSymbol? _configuration;
    private readonly INamedTypeSymbol? _environment;

    public SecretRead(StripeContext stripe)
    {
        _configuration = stripe.Find("Microsoft.Extensions.Configuration.IConfiguration");
        _environment = stripe.Find("System.Environment");
    }

    /// <summary>What the expression reads, in words that begin a message; null where it is no secret.</summary>
    public (SecretParameterKind Kind, string Description)? Of(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: string text })
        {
            return OfConstant(text);
        }

        if (operation is IPropertyReferenceOperation { Property.IsIndexer: false, Property: var property })
        {
            return OfProperty(property);
        }

        return SettingOf(operation) is { } setting && SecretSettingName.KindOf(setting) is not SecretParameterKind.None and var kind
            ? (kind, $"The setting '{SecretSettingName.Shown(setting)}'")
            : null;
    }

    /// <summary>The name of the setting that an expression reads from configuration or the environment.</summary>
    public string? SettingOf(IOperation operation)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Property: { IsIndexer: true } indexer, Arguments: { Length: 1 } keys } read when IsConfiguration(indexer.ContainingType):
                return Join(SectionOf(read.Instance), keys[0].Value);
            case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "IConfigurationSection" } } value:
                return SectionOf(value.Instance);
            case IInvocationOperation { TargetMethod: { Name: "GetValue", ContainingType.Name: "ConfigurationBinder" } } call:
                return Join(SectionOf(Argument(call, 0)), Argument(call, 1));
            case IInvocationOperation { TargetMethod: { Name: "GetEnvironmentVariable" } method } call
                when SymbolEqualityComparer.Default.Equals(method.ContainingType, _environment):
                return Constant(Argument(call, 0));
            default:
                return null;
        }
    }

    private static (SecretParameterKind, string)? OfConstant(string text)
    {
        foreach (var match in StripeCredential.Enumerate(text))
        {
            if (!match.IsPlaceholder && match.IsSecret)
            {
                return (match.Kind == CredentialKind.Webhook ? SecretParameterKind.WebhookSecret : SecretParameterKind.ApiKey, $"A {match.Description}");
            }
        }

        return null;
    }

    private static (SecretParameterKind, string)? OfProperty(IPropertySymbol property)
    {
        var type = property.ContainingType;
        if (SecretParameters.KindOfProperty(property) is not SecretParameterKind.None and var known)
        {
            return (known, $"'{type.Name}.{property.Name}'");
        }

        return property.Type.SpecialType == SpecialType.System_String
            && SecretSettingName.KindOf(type.Name, property.Name) is not SecretParameterKind.None and var kind
            && SecretSettingName.KindOf("Stripe", property.Name) is not SecretParameterKind.None
            ? (kind, $"'{type.Name}.{property.Name}'")
            : null;
    }

    /// <summary>The path of the section that configuration is narrowed to; empty for the root, and for what is not known.</summary>
    private string SectionOf(IOperation? configuration)
    {
        while (configuration is IConversionOperation conversion)
        {
            configuration = conversion.Operand;
        }

        return configuration is IInvocationOperation { TargetMethod.Name: "GetSection" or "GetRequiredSection" } section
            ? Join(SectionOf(section.Instance ?? Argument(section, 0)), Argument(section, section.Instance is null ? 1 : 0)) ?? string.Empty
            : string.Empty;
    }

    private bool IsConfiguration(INamedTypeSymbol type) =>
        _configuration is not null
        && (SymbolEqualityComparer.Default.Equals(type, _configuration) || type.AllInterfaces.Contains(_configuration, SymbolEqualityComparer.Default));

    private static string? Join(string section, IOperation? key) =>
        Constant(key) is { } name ? section.Length == 0 ? name : section + ":" + name : null;

    private static IOperation? Argument(IInvocationOperation call, int ordinal) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;

    private static string? Constant(IOperation? value) => value?.ConstantValue is { HasValue: true, Value: string text } ? text : null;
}
