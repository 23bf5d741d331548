using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Flow;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// Methods whose result is made of what they are given, or whose receiver holds it afterwards: texts, collections, LINQ, tasks, encodings, serializers. Any other method
/// of a library may return anything: <c>CreateAsync(options)</c> returns an object of Stripe's, not the options.
/// </summary>
internal static class Propagation
{
    private static readonly HashSet<string> ValuesOfSystem = new()
    {
        "String", "Char", "Convert", "Array", "MemoryExtensions", "Lazy", "Tuple", "ValueTuple", "Nullable", "Int32", "Int64", "UInt64", "Int16", "Decimal", "BitConverter", "Object", "FormattableString",
        "Span", "ReadOnlySpan", "Memory", "ReadOnlyMemory", "ArraySegment", "Uri", "UriBuilder", "ReadOnlyMemoryExtensions", "IFormattable", "Enum",
    };

    private static readonly HashSet<string> ReadersAndWriters = new() { "StringReader", "StringWriter", "TextReader", "TextWriter", "MemoryStream", "StreamReader", "Path" };

    private static readonly HashSet<string> Fillers = new()
    {
        "Append", "AppendLine", "AppendFormat", "AppendJoin", "AppendFormatted", "AppendLiteral", "AppendRedacted", "Insert", "Add", "AddRange", "AddOrUpdate", "TryAdd", "GetOrAdd", "Enqueue", "Push",
        "AddFirst", "AddLast", "Set", "SetItem", "Write", "WriteLine", "WriteAsync", "WriteLineAsync", "TryWrite", "UnionWith", "Prepend",
    };

    public static DataFlow Of(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return DataFlow.Unknown;
        }

        if (IsMeasure(method))
        {
            return DataFlow.Nothing;
        }

        var type = method.ContainingType;
        var isHandler = type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "InterpolatedStringHandlerAttribute");
        if (isHandler || PassesOn(method, type))
        {
            return Fillers.Contains(method.Name) && (method.MethodKind == MethodKind.Ordinary || method.IsExtensionMethod) && FillsReceiver(method, type, isHandler)
                ? DataFlow.ToResult | DataFlow.ToReceiver
                : DataFlow.ToResult;
        }

        return IsIdentity(method) ? DataFlow.ToResult : DataFlow.Unknown;
    }

    /// <summary>A count, a place, a comparison, a hash code, a type: nothing of the value. A number that is read from a text is all of it.</summary>
    private static bool IsMeasure(IMethodSymbol method) =>
        method.Name is "GetType" or "GetHashCode" or "GetTypeCode"
        || (method.OriginalDefinition.ReturnType.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64
            && !(method.Name.StartsWith("To", StringComparison.Ordinal) || method.Name is "Parse" or "Read"));

    private static bool FillsReceiver(IMethodSymbol method, INamedTypeSymbol type, bool isHandler) =>
        isHandler || type.SpecialType != SpecialType.System_String && (!method.IsStatic || method.IsExtensionMethod);

    private static bool PassesOn(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (method.Name == "ToString" && method.Parameters.Length <= 2 && !method.IsStatic && (type.DeclaringSyntaxReferences.IsEmpty || method.DeclaringSyntaxReferences.IsEmpty || method.IsOverride))
        {
            return true;
        }

        if (type.IsInNamespace("System"))
        {
            return type.ContainingNamespace.Name == "System" && type.ContainingNamespace.ContainingNamespace.IsGlobalNamespace ? ValuesOfSystem.Contains(type.Name)
                : type.IsInNamespace("System", "IO") ? ReadersAndWriters.Contains(type.Name)
                : type.IsInNamespace("System", "Net") ? type.Name is "WebUtility" || type.IsInNamespace("System", "Net", "Http") && type.Name.EndsWith("Content", StringComparison.Ordinal)
                : type.IsInNamespace("System", "Text", "Json") || type.IsInNamespace("System", "Xml") ? IsSerializer(method)
                : type.IsInNamespace("System", "Text")
                    || type.IsInNamespace("System", "Linq")
                    || type.IsInNamespace("System", "Collections")
                    || type.IsInNamespace("System", "Threading", "Tasks")
                    || type.IsInNamespace("System", "Threading", "Channels")
                    || type.IsInNamespace("System", "Buffers")
                    || type.IsInNamespace("System", "Web")
                    || type.IsInNamespace("System", "Runtime", "CompilerServices")
                    || type.IsInNamespace("System", "Security", "Cryptography");
        }

        return type.IsInNamespace("Microsoft", "Extensions", "Primitives")
            || type.IsInNamespace("Microsoft", "Extensions", "Compliance", "Redaction")
            || type.IsInNamespace("Microsoft", "AspNetCore", "WebUtilities")
            || IsSerializer(method);
    }

    /// <summary>Makes a text or bytes out of an object. The other way makes an object of which nothing is known but its type.</summary>
    public static bool IsSerializer(IMethodSymbol method) =>
        method.Name is "Serialize" or "SerializeToUtf8Bytes" or "SerializeToElement" or "SerializeToNode" or "SerializeToDocument" or "SerializeObject" or "SerializeAsync" or "FromObject" or "ToJson"
        && (method.ContainingType is { } type)
        && (type.IsInNamespace("System") || type.IsInNamespace("Newtonsoft", "Json") || type.IsInNamespace("Stripe") || type.Name.Contains("Json") || type.Name.Contains("Serializer"));

    /// <summary>Returns one of its arguments: <c>T NotNull&lt;T&gt;(T value, …)</c>.</summary>
    private static bool IsIdentity(IMethodSymbol method) =>
        method.OriginalDefinition is { IsGenericMethod: true, DeclaringSyntaxReferences.IsEmpty: true } definition
        && definition.ReturnType is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } result
        && definition.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, result));
}
