using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>What hides a card number: methods by name and by library, cuts by what they keep. Names that begin with "un" or "de" do the opposite.</summary>
internal static class Masks
{
    /// <summary>PCI DSS v4.0.1, 3.4.1: at most the BIN, of eight digits, and the last four.</summary>
    private const int MostOfStart = 8;
    private const int MostOfEnd = 4;

    /// <summary>What stands between them in the shortest number that is cut from the front: of sixteen digits, four are left after twelve.</summary>
    private const int LeastCutFromStart = 12;

    private static readonly string[] Beginnings =
    [
        "mask", "redact", "scrub", "sanitiz", "sanitis", "obfuscat", "censor", "truncat", "anonymi", "pseudonymi", "tokeniz", "tokenis", "encrypt", "protect", "elide", "hmac", "encipher",
    ];

    private static readonly string[] HashBeginnings = ["hash", "sha", "md5", "digest", "fingerprint"];

    /// <summary>PaymentSafety.Runtime's mask of verification codes gives three stars for all of them: the one that their own rule accepts.</summary>
    public static bool KeepsNothing(IMethodSymbol method) =>
        method is { Name: "MaskCvc", ContainingType.Name: "CardMask" } && method.IsInNamespace("PaymentSafety", "Runtime", "Masking");

    public static bool IsMaskName(string method) =>
        Words.Of(method) is var words
        && (words.Any(word => StartsWithAny(word, Beginnings)) || method.IndexOf("LastFour", StringComparison.OrdinalIgnoreCase) >= 0 || method.IndexOf("Last4", StringComparison.OrdinalIgnoreCase) >= 0);

    public static bool IsHashName(string method) => Words.Of(method).Any(word => StartsWithAny(word, HashBeginnings));

    /// <summary>The redactor of Microsoft.Extensions.Compliance that returns what it is given.</summary>
    public static bool IsNullRedactor(ITypeSymbol? type) => type?.Name == "NullRedactor" && IsRedactor(type);

    /// <summary>Redactors of Microsoft.Extensions.Compliance.</summary>
    public static bool IsRedactor(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name == "Redactor" && type.IsInNamespace("Microsoft", "Extensions", "Compliance", "Redaction"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An attribute on a method, or on the member that holds its result, that says what the method is for.</summary>
    public static bool HasMaskAttribute(ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "CardMaskAttribute" or "SanitizerAttribute" or "MaskAttribute" or "RedactsAttribute");

    /// <summary>Whether a cut out of a text leaves no more than may be shown. Bounds that are not constant are taken for a mask's.</summary>
    public static bool IsNarrow(IOperation cut) => cut switch
    {
        IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } => IsNarrow(BoundOf(range.LeftOperand) ?? new Bound(0), BoundOf(range.RightOperand) ?? new Bound(0, FromEnd: true)),
        IInvocationOperation { TargetMethod.Name: "Substring" or "AsSpan" or "AsMemory" or "Slice", Arguments: var arguments } => IsNarrow(Values(arguments), endIsLength: true),
        IInvocationOperation { TargetMethod.Name: "Remove", Arguments: { Length: 1 } arguments } => IsNarrow(new Bound(0), BoundOf(arguments[0].Value)!.Value),
        IInvocationOperation { TargetMethod.Name: "Remove", Arguments: { Length: 2 } arguments } =>
            (BoundOf(arguments[0].Value)!.Value, BoundOf(arguments[1].Value)!.Value) switch
            {
                ({ At: 0, FromEnd: false }, var removed) => IsNarrow(removed, new Bound(0, FromEnd: true)),
                var (start, removed) => start.At is null || removed.At is null || (start.At <= MostOfStart && start.At + removed.At >= LeastCutFromStart),
            },
        IInvocationOperation { TargetMethod.Name: "Take", Arguments: { Length: 2 } arguments } => IsNarrow(new Bound(0), BoundOf(arguments[1].Value)!.Value),
        IInvocationOperation { TargetMethod.Name: "TakeLast", Arguments: { Length: 2 } arguments } => BoundOf(arguments[1].Value) is { At: null or <= MostOfEnd },
        IInvocationOperation { TargetMethod.Name: "Skip", Arguments: { Length: 2 } arguments } => IsNarrow(BoundOf(arguments[1].Value)!.Value, new Bound(0, FromEnd: true)),
        _ => false,
    };

    private static bool IsNarrow(IOperation[] bounds, bool endIsLength) => bounds.Length switch
    {
        1 when BoundOf(bounds[0]) is { } start => IsNarrow(start, new Bound(0, FromEnd: true)),
        2 when endIsLength && BoundOf(bounds[0]) is { } start && BoundOf(bounds[1]) is { FromEnd: false } length =>
            length.At is null || length.At <= (start.At == 0 && !start.FromEnd ? MostOfStart : Math.Max(MostOfEnd, MostOfStart)),
        2 when BoundOf(bounds[0]) is { } start && BoundOf(bounds[1]) is { } end => IsNarrow(start, end),
        _ => false,
    };

    private static bool IsNarrow(Bound start, Bound end) => (start, end) switch
    {
        ({ At: null }, _) or (_, { At: null }) => true,
        ({ FromEnd: true }, { FromEnd: true }) => start.At - end.At <= MostOfStart && start.At <= MostOfStart && (end.At > 0 || start.At <= MostOfEnd),
        ({ FromEnd: false }, { FromEnd: true }) => start.At + end.At >= LeastCutFromStart,
        ({ FromEnd: false }, { FromEnd: false }) => end.At - start.At <= MostOfStart,
        _ => true,
    };

    private static IOperation[] Values(IEnumerable<IArgumentOperation> arguments) =>
        arguments.Where(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_Int32).Select(argument => argument.Value).ToArray();

    /// <summary>4, ^4, s.Length - 4, Math.Max(0, s.Length - 4), Math.Min(4, s.Length); null where there is none.</summary>
    private static Bound? BoundOf(IOperation? index) => index?.Unconverted() switch
    {
        null => null,
        { ConstantValue: { HasValue: true, Value: int at } } => new Bound(at),
        IConversionOperation { OperatorMethod: not null, Conversion.IsImplicit: true, Operand: var whole } => BoundOf(whole),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var operand } => new Bound(Constant(operand), FromEnd: true),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, LeftOperand: var left, RightOperand: var right } when left.ReferencedSymbol() is { Name: "Length" } => new Bound(Constant(right), FromEnd: true),
        IInvocationOperation { TargetMethod: { Name: "Max", ContainingType.Name: "Math" }, Arguments: { Length: 2 } arguments } =>
            arguments.Select(argument => BoundOf(argument.Value)).FirstOrDefault(bound => bound is { FromEnd: true }) ?? new Bound(null),
        IInvocationOperation { TargetMethod: { Name: "Min", ContainingType.Name: "Math" }, Arguments: { Length: 2 } arguments } =>
            arguments.Select(argument => BoundOf(argument.Value)).FirstOrDefault(bound => bound is { At: not null, FromEnd: false }) ?? new Bound(null),
        _ => new Bound(null),
    };

    private static int? Constant(IOperation operation) => operation.Unconverted().ConstantValue is { HasValue: true, Value: int value } ? value : null;

    private static bool StartsWithAny(string word, string[] beginnings) => Array.Exists(beginnings, beginning => word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    /// <summary>A place in a text; <see cref="At"/> is null where it is not constant.</summary>
    private readonly record struct Bound(int? At, bool FromEnd = false);
}
