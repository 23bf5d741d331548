using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Flow;

namespace PaymentSafety.Analyzers.Tests.Flow;

/// <summary>
/// What the tests of the engine follow: what is called "secret" leaks at Leak(x) and at Fine(x), Mask(x) leaves nothing of it, and the framework passes on what it is given.
/// </summary>
internal sealed class SecretPolicy : TaintPolicy
{
    public const string Leak = nameof(Leak);
    public const string Fine = nameof(Fine);

    public override Taint Source(ISymbol? symbol, IOperation operation) =>
        symbol?.Name is { } name && name.TrimStart('_').StartsWith("secret", StringComparison.OrdinalIgnoreCase) ? Taint.From(new TaintOrigin("secret", operation.Syntax)) : Taint.Unknown;

    public override bool CanCarry(ITypeSymbol type) => type.SpecialType is not (SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Void);

    public override DataFlow FlowOf(IMethodSymbol method) => method switch
    {
        { Name: "Mask" } => DataFlow.ToResult,
        { Name: "Append" or "Add" or "AppendFormatted" or "AppendLiteral" } => DataFlow.ToResult | DataFlow.ToReceiver,
        _ => method.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) == true ? DataFlow.ToResult : DataFlow.Unknown,
    };

    public override Taint Pass(IOperation operation, Taint taint) => operation is IInvocationOperation { TargetMethod.Name: "Mask" } ? Taint.Clean : taint;

    public override Taint Hold(Taint value, ISymbol? member, ITypeSymbol? owner) =>
        value.Select(origin => [origin with { Label = $"{origin.Label}.{member?.Name}" }]);

    public override Taint Take(Taint whole, ISymbol? member) =>
        member is null or { Name: "Value" or "Key" or "Values" or "Current" or "Result" } or IPropertySymbol { IsIndexer: true } ? whole
        : whole.Select(origin => origin.Label.ToString()!.EndsWith($".{member.Name}", StringComparison.Ordinal) ? [origin with { Label = "secret" }] : []) is { IsTainted: true } held ? held
        : Taint.Unknown;

    public override IEnumerable<TaintSink> SinksAt(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: Leak or Fine } sink ? sink.Arguments.Select(argument => new TaintSink(argument.Value, sink.TargetMethod.Name)) : [];
}
