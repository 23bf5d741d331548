using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>PAY3008: the API key as the key of an HMAC or of signed tokens. A webhook secret is meant for just that, and is none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StripeKeyAsSigningKey : PaymentAnalyzer
{
    private const int MostSteps = 8;

    public StripeKeyAsSigningKey()
        : base(Rules.StripeKeyAsSigningKey)
    {
    }

    protected override bool ShouldAnalyze(StripeContext stripe) => true;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var secrets = new SecretRead(stripe);
        var models = new SourceModels(context.Compilation);
        context.RegisterOperationAction(
            operation =>
            {
                if (SigningKeyOf(operation.Operation) is not { } key || operation.Operation.SemanticModel is not { } model)
                {
                    return;
                }

                foreach (var value in Sources(key.Value, new ValueContext(model, models, operation.CancellationToken), 0))
                {
                    if (secrets.Of(value) is { Kind: SecretParameterKind.ApiKey } secret)
                    {
                        operation.ReportDiagnostic(Diagnostic.Create(
                            Rules.StripeKeyAsSigningKey, key.Value.Syntax.GetLocation(), secret.Description, $"'{key.Algorithm}'"));
                        return;
                    }
                }
            },
            OperationKind.Argument,
            OperationKind.SimpleAssignment);
    }

    private static (IOperation Value, string Algorithm)? SigningKeyOf(IOperation operation) => operation switch
    {
        IArgumentOperation { Parameter: { Name: "key" or "keyBytes", ContainingSymbol: IMethodSymbol method } } argument
            when IsKeyed(method.ContainingType) || IsKeyed(method) => (argument.Value, method.ContainingType.Name),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Key" } property } target } assignment
            when IsKeyed(property.ContainingType) || IsKeyed(target.Instance?.Type) =>
            (assignment.Value, target.Instance?.Type?.Name ?? property.ContainingType.Name),
        _ => null,
    };

    /// <summary>Types that compute other things as well.</summary>
    private static bool IsKeyed(IMethodSymbol method) => method.ContainingType switch
    {
        { Name: "IncrementalHash" } type => method.Name == "CreateHMAC" && type.IsInNamespace("System", "Security", "Cryptography"),
        { Name: "CryptographicOperations" } type => method.Name.StartsWith("HmacData", StringComparison.Ordinal) && type.IsInNamespace("System", "Security", "Cryptography"),
        { Name: "IJwtEncoder" or "JwtEncoder" or "JwtEncoderExtensions" } type => type.IsInNamespace("JWT"),
        _ => false,
    };

    private static bool IsKeyed(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if ((current.Name is "HMAC" or "KeyedHashAlgorithm" or "HMACSHA1" or "HMACSHA256" or "HMACSHA384" or "HMACSHA512" or "HMACMD5" or "HMACSHA3_256" or "HMACSHA3_384" or "HMACSHA3_512"
                    && current.IsInNamespace("System", "Security", "Cryptography"))
                || (current.Name == "SymmetricSecurityKey" && current.IsInNamespace("Microsoft", "IdentityModel", "Tokens")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the bytes are made of: the text behind Encoding.GetBytes and its like.</summary>
    private static IEnumerable<IOperation> Sources(IOperation value, ValueContext context, int steps)
    {
        foreach (var part in PartsOf.Value(value, context))
        {
            yield return part;
            if (steps < MostSteps && part is IInvocationOperation call && IsSameValue(call.TargetMethod))
            {
                foreach (var operand in call.Arguments.Select(argument => argument.Value).Concat(call.Instance is { } instance ? [instance] : []))
                {
                    foreach (var source in Sources(operand, context, steps + 1))
                    {
                        yield return source;
                    }
                }
            }
        }
    }

    private static bool IsSameValue(IMethodSymbol method) => method.Name is
        "GetBytes" or "FromBase64String" or "FromHexString" or "ToArray" or "AsSpan" or "AsMemory" or "Trim" or "ToUpper" or "ToLower" or "ToUpperInvariant" or "ToLowerInvariant"
        or "ToCharArray" or "ToString" or "Substring" or "PadRight" or "PadLeft" or "Replace";
}
