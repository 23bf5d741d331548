using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Logging;

/// <summary>Log methods that are declared rather than called: [LoggerMessage], whose body a source generator writes, and the delegates of LoggerMessage.Define.</summary>
internal static class LoggerMessages
{
    public static bool IsLoggerMessage(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, ReturnsVoid: true } && (method.ContainingAssembly is ISourceAssemblySymbol ? IsPartial(method) : !method.IsInNamespace("System")) && HasAttribute(method.PartialDefinitionPart ?? method, "LoggerMessageAttribute");

    /// <summary>Parameters that are not in the template are logged too, as tags. One that is classified is redacted; one with a tag provider is in its hands.</summary>
    public static bool IsLogged(IParameterSymbol parameter) =>
        !IsPartOfCall(parameter.Type) && !DataClassification.IsClassified(parameter) && !HasAttribute(parameter, "TagProviderAttribute");

    /// <summary>How the method logs the parameter: [LogProperties] writes each public property of the object.</summary>
    public static SinkUse UseOf(IParameterSymbol parameter) =>
        new(SinkKind.Log, parameter.ContainingSymbol.Name, HasAttribute(parameter, "LogPropertiesAttribute") ? WrittenAs.LogProperties : WrittenAs.Text);

    /// <summary>Action&lt;ILogger, T1, …, Exception&gt; and Func&lt;ILogger, T1, …, IDisposable&gt;: nobody but LoggerMessage.Define makes such delegates.</summary>
    public static bool IsDefined(IMethodSymbol method) =>
        method.MethodKind == MethodKind.DelegateInvoke
        && method.ContainingType is { TypeArguments: { Length: > 2 } types, Name: "Action" or "Func" }
        && IsLogger(types[0])
        && types[types.Length - 1].Name is "Exception" or "IDisposable";

    private static bool IsPartial(IMethodSymbol method) => method.IsPartialDefinition || method.PartialDefinitionPart is not null;

    private static bool IsPartOfCall(ITypeSymbol type) => IsLogger(type) || type.Name is "LogLevel" or "EventId";

    private static bool IsLogger(ITypeSymbol type) => type.Name == "ILogger" || type.AllInterfaces.Any(contract => contract.Name == "ILogger");

    private static bool HasAttribute(ISymbol symbol, string name) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == name);
}
