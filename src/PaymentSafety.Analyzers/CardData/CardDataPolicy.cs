using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Flow;
using PaymentSafety.Analyzers.Logging;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>What the engine is told to follow: card data and secrets, from what declares them to where they are logged, sent or kept.</summary>
internal sealed class CardDataPolicy : TaintPolicy
{
    /// <summary>No shorter text is a card number or a key.</summary>
    private const int ShortestSecret = 13;

    private readonly SensitiveSymbols _symbols;
    private readonly SensitiveTypes _types;
    private readonly SinkFinder _sinks;
    private readonly SinkNames _sinkNames;
    private readonly WebhookBodies _webhooks = new();
    private readonly HelperSigns _helpers;
    private readonly MaskMethods _masks;
    private readonly DataFlow _unknownCalls;
    private readonly StripeContext _stripe;
    private readonly ConcurrentDictionary<IMethodSymbol, DataFlow> _flows = new(SymbolEqualityComparer.Default);

    public CardDataPolicy(StripeContext stripe, CardDataOptions options)
    {
        _symbols = new SensitiveSymbols(options.Sources);
        var declared = new DeclaredTypes(stripe.Compilation);
        _types = new SensitiveTypes(_symbols, stripe, declared);
        _sinks = new SinkFinder(stripe.Compilation, options.Sinks);
        _helpers = new HelperSigns(this, stripe, declared);
        _sinkNames = new SinkNames(stripe.Compilation, options.Sinks);
        _masks = new MaskMethods(options.Masks);
        _unknownCalls = options.UnknownCallsPropagate ? DataFlow.ToResult : DataFlow.Unknown;
        _stripe = stripe;
    }

    public SinkFinder Sinks => _sinks;

    public SensitiveTypes Types => _types;

    public SensitiveSymbols Symbols => _symbols;

    public override Taint Source(ISymbol? symbol, IOperation operation) =>
        LabelOf(symbol, operation) is { } label ? Taint.From(new TaintOrigin(label, operation.Syntax)) : Taint.Unknown;

    /// <summary>What is read at a place, by its declaration, its name in a text or its type; null where that is nothing to follow.</summary>
    public DataLabel? LabelOf(ISymbol? symbol, IOperation operation)
    {
        if (operation.ConstantValue.HasValue)
        {
            return operation.ConstantValue.Value is string { Length: >= ShortestSecret } text && KindOfConstant(text) is var found and not DataKind.None ? new DataLabel(found) : null;
        }

        var kind = symbol is null ? DataKind.None : _symbols.KindOf(symbol);
        kind = kind == DataKind.None ? NamedReads.KindOf(operation) : kind;
        kind = kind == DataKind.None && symbol is not null && _stripe.IsNamed && _webhooks.IsBody(symbol) ? DataKind.RawBody : kind;
        return kind != DataKind.None ? new DataLabel(kind) : _types.Holds(operation.Type) ? new DataLabel(DataKind.None, operation.Type) : null;
    }

    /// <summary>Whether the engine reads the body of the method: it is declared in this compilation, and what runs.</summary>
    public bool IsRead(IMethodSymbol method) => SameReference.Comparer.Equals(method.ContainingAssembly, _stripe.Compilation.Assembly) && DeclaredBodies.IsFixed(method);

    /// <summary>Whether the body of a helper may have a way out in it; false where that is known without a look at it.</summary>
    public bool MayLetOut(IMethodSymbol helper) => helper.DeclaringSyntaxReferences.Any(_sinkNames.MayLetOut);

    public override bool MayBring(IMethodSymbol helper) => _helpers.MayBring(helper);

    /// <summary>Text, bytes, objects and what is made of them, and the numbers that a card number fits in.</summary>
    public override bool CanCarry(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum } => false,
        { SpecialType: SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Void
            or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_DateTime } => false,
        { Name: "TimeSpan" or "DateTimeOffset" or "Guid" or "DateOnly" or "TimeOnly" or "CancellationToken" } => !type.IsInNamespace("System"),
        _ => true,
    };

    public override DataFlow FlowOf(IMethodSymbol method) => _flows.GetOrAdd(method.OriginalDefinition, definition =>
        _masks.IsMask(definition) ? DataFlow.ToResult
        : Propagation.Of(definition) is var flow and not DataFlow.Unknown ? flow
        : definition.DeclaringSyntaxReferences.IsEmpty ? _unknownCalls
        : DataFlow.Unknown);

    public override Taint Pass(IOperation operation, Taint taint) => operation switch
    {
        IInvocationOperation call => PassCall(call, taint),
        IInterpolationOperation { Expression.Type: { } type } => IsCollection(type) ? Taint.Clean : Written(taint, WrittenAs.Text),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } or ICompoundAssignmentOperation { Type.SpecialType: SpecialType.System_String } => Written(taint, WrittenAs.Text),
        IBinaryOperation or ICompoundAssignmentOperation => Taint.Clean,
        IImplicitIndexerReferenceOperation => Masks.IsNarrow(operation) ? Hidden(taint) : taint,
        _ => taint,
    };

    public override Taint Hold(Taint value, ISymbol? member, ITypeSymbol? owner) =>
        owner is null || IsCollection(owner) ? value
            : value.Select(origin => origin.Label is DataLabel { IsText: true } label ? [origin with { Label = label with { Holder = owner, Member = member, Path = member?.Name, IsWritten = false } }] : [origin]);

    public override Taint Without(Taint whole, IEnumerable<ISymbol> clean) => whole.Select(origin =>
        origin.Label is not DataLabel { IsText: false, Member: null, Holder: { } holder } label ? [origin]
        : label with { Cleared = $",{string.Join(",", clean.Select(member => member.Name).OrderBy(name => name, StringComparer.Ordinal))}," } is var left && _types.Find(holder, WrittenAs.LoggedMembers, left.Cleared) is not null ? [origin with { Label = left }]
        : []);

    /// <summary><c>stripeEvent.Data.Object as PaymentMethod</c> holds no more than a payment method does.</summary>
    public override Taint AsSeen(Taint taint, ITypeSymbol? type) =>
        taint.IsTainted && type is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class } seen
            ? taint.Select(origin => !IsNarrowed((DataLabel)origin.Label, seen) ? [origin] : _types.Holds(seen) ? [origin with { Label = new DataLabel(DataKind.None, seen) }] : [])
            : taint;

    /// <summary>Whether an object that was known as something wider, or as whatever Stripe sent, is known to be of the type.</summary>
    private bool IsNarrowed(DataLabel label, INamedTypeSymbol seen) => label switch
    {
        { Kind: DataKind.RawBody } => _stripe.IsEntity(seen),
        { IsText: false, Member: null, Cleared.Length: 0, Holder: { } holder } => !SymbolEqualityComparer.Default.Equals(seen, holder) && (seen.IsOrInheritsFrom(holder) || seen.AllInterfaces.Contains(holder, SymbolEqualityComparer.Default)),
        _ => false,
    };

    public override Taint Take(Taint whole, ISymbol? member)
    {
        if (member is null || IsTransparent(member))
        {
            return whole;
        }

        var held = whole.Select(origin => origin.Label is DataLabel { IsText: false, Member: { } holding } label && SymbolEqualityComparer.Default.Equals(holding, member.OriginalDefinition)
            ? [origin with { Label = new DataLabel(label.Kind, IsHashed: label.IsHashed) }]
            : []);
        return held.IsTainted ? held : Taint.Unknown;
    }

    /// <summary>What a [LoggerMessage] method logs by its declaration is told there, once, and not at each call.</summary>
    public override IEnumerable<TaintSink> SinksAt(IOperation operation) =>
        operation is IInvocationOperation call && LoggerMessages.IsLoggerMessage(call.TargetMethod)
            ? _sinks.SinksAt(operation).Where(sink => call.Arguments.First(argument => argument.Value == sink.Value).Parameter is not { DeclaringSyntaxReferences.IsEmpty: false } parameter || ShownByDeclaration(parameter) is null)
            : _sinks.SinksAt(operation);

    /// <summary>What a parameter of a [LoggerMessage] method shows, whatever it is given; null where that is nothing.</summary>
    public DataLabel? ShownByDeclaration(IParameterSymbol parameter) =>
        LoggerMessages.IsLogged(parameter)
            ? Shown(_symbols.KindOf(parameter) is var kind and not DataKind.None ? new DataLabel(kind) : new DataLabel(DataKind.None, parameter.Type), LoggerMessages.UseOf(parameter).Form)
            : null;

    private Taint PassCall(IInvocationOperation call, Taint taint)
    {
        var method = call.TargetMethod;
        if (Masks.KeepsNothing(method))
        {
            return Taint.Clean;
        }

        if (_masks.IsMask(method.OriginalDefinition))
        {
            return Masks.IsNullRedactor(call.Instance?.Unconverted().Type) ? taint : Hidden(taint);
        }

        if (!taint.IsTainted)
        {
            return taint;
        }

        if (Propagation.IsSerializer(method))
        {
            return Written(taint, WrittenAs.Json);
        }

        return method.Name switch
        {
            "Substring" or "Remove" or "AsSpan" or "AsMemory" or "Slice" or "Take" or "TakeLast" or "Skip" when Masks.IsNarrow(call) => Hidden(taint),
            "Replace" when Replacements.Hides(call) => Hidden(taint),
            "Split" => taint.Select(origin => origin.Label is DataLabel { Kind: DataKind.ClientSecret } ? [] : [origin]),
            "HashData" or "ComputeHash" or "TryHashData" or "TryComputeHash" => Hashed(taint, IsKeyed((call.Instance?.Unconverted().Type ?? method.ContainingType).Name)),
            _ when Masks.IsHashName(method.Name) && method.DeclaringSyntaxReferences.Length > 0 => Hashed(taint, isKeyed: false),
            "ToString" or "Format" or "Concat" or "Join" or "Append" or "AppendFormat" or "AppendLine" or "AppendJoin" or "AppendFormatted" or "Insert" => Written(taint, WrittenAs.Text),
            _ => taint,
        };
    }

    /// <summary>A mask leaves nothing of a number or a secret; verification codes and track data may not be kept in any form.</summary>
    private static Taint Hidden(Taint taint) =>
        taint.Select(origin => origin.Label is DataLabel { Kind: DataKind.AuthenticationData } ? [origin] : []) is { IsTainted: true } left ? left : Taint.Clean;

    /// <summary>PCI DSS v4.0.1, 3.5.1.1: there are few enough card numbers to try them all, unless the hash has a key. A secret cannot be tried.</summary>
    private static Taint Hashed(Taint taint, bool isKeyed) =>
        taint.Select(origin => (DataLabel)origin.Label switch
        {
            { Kind: DataKind.AuthenticationData } => [origin],
            { Kind: DataKind.CardNumber } label when !isKeyed => [origin with { Label = label with { IsHashed = true } }],
            _ => [],
        }) is { IsTainted: true } left ? left : Taint.Clean;

    private static bool IsKeyed(string algorithm) => algorithm.StartsWith("HMAC", StringComparison.Ordinal) || algorithm.StartsWith("Kmac", StringComparison.Ordinal) || algorithm == "KeyedHashAlgorithm";

    /// <summary>What an object shows when it becomes text: nothing where a class prints its name.</summary>
    private Taint Written(Taint taint, WrittenAs form) =>
        taint.Select(origin => Shown((DataLabel)origin.Label, form) is { } label ? [origin with { Label = label }] : []);

    /// <summary>The label of what an object shows in a form; null where that is nothing.</summary>
    public DataLabel? Shown(DataLabel label, WrittenAs form)
    {
        if (label.IsText)
        {
            return label;
        }

        // An object that was put together here shows what was put in, as far as its type shows members at all.
        if (label.Member is not null)
        {
            return form != WrittenAs.Text || _types.Prints(label.Holder!, label.Member) ? label with { IsWritten = true } : null;
        }

        return _types.Find(label.Holder!, form, label.Cleared) is { } held ? label with { Kind = held.Kind, Path = held.Path, IsWritten = true } : null;
    }

    private static DataKind KindOfConstant(string text) =>
        StripeCredential.TryFind(text.AsSpan(), 0, out var credential) && credential.IsSecret ? DataKind.Secret
        : CardNumber.TryFind(text.AsSpan(), 0, out var number) && !number.IsPublishedTestCard ? DataKind.CardNumber
        : DataKind.None;

    /// <summary>Members that are the value, in a wrapper: what a task results in, what a collection gives out.</summary>
    private static bool IsTransparent(ISymbol member) =>
        member is IPropertySymbol { IsIndexer: true }
        || (member.Name is "Value" or "Key" or "Values" or "Keys" or "Result" or "Current" or "Span" or "Item1" or "Item2" or "Item3" or "AbsoluteUri" or "OriginalString" or "Query" or "PathAndQuery"
            && member.ContainingType is { } type && type.IsInNamespace("System"));

    private static bool IsCollection(ITypeSymbol type) =>
        type is IArrayTypeSymbol || (type.SpecialType != SpecialType.System_String && type.IsInNamespace("System") && type.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable));
}
