using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>Members that give another value each time they are asked, and formats that cut a time to the day.</summary>
internal static class FreshValues
{
    /// <summary>A method whose result is new at every call.</summary>
    public static bool IsFresh(IMethodSymbol method)
    {
        var type = method.ContainingType;
        return type?.Name switch
        {
            "Guid" => method.Name is "NewGuid" or "CreateVersion7" && IsSystem(type),
            "Random" => method.Name.StartsWith("Next", StringComparison.Ordinal) && IsSystem(type),
            "RandomNumberGenerator" or "RNGCryptoServiceProvider" => method.Name.StartsWith("Get", StringComparison.Ordinal),
            "Path" => method.Name is "GetRandomFileName" or "GetTempFileName",
            "Stopwatch" => method.Name is "GetTimestamp" or "StartNew",
            "TimeProvider" => method.Name is "GetUtcNow" or "GetLocalNow" or "GetTimestamp",
            "Ulid" or "Ksuid" or "CombGuid" or "NewId" or "SequentialGuid" or "ObjectId" => method.IsStatic
                && (method.Name is "New" or "Next" or "NextGuid" or "NextSequentialGuid" or "GenerateNewId" or "Generate" || method.Name.StartsWith("New", StringComparison.Ordinal)),
            "Nanoid" or "NanoId" => method.Name.StartsWith("Generate", StringComparison.Ordinal),
            _ => false,
        };
    }

    /// <summary>A property whose value is new at every read: the clock, wherever it comes from.</summary>
    public static bool IsFresh(IPropertySymbol property) =>
        (property.Name is "Now" or "UtcNow" && IsTime(property.Type))
        || (property.Name is "TickCount" or "TickCount64" && property.ContainingType.Name == "Environment")
        || (property.Name.StartsWith("Elapsed", StringComparison.Ordinal) && property.ContainingType.Name == "Stopwatch")
        || (property.Name == "Shared" && property.ContainingType.Name == "Random");

    /// <summary>A property that cuts a time to the day or more.</summary>
    public static bool IsDate(IPropertySymbol property) =>
        IsTime(property.ContainingType) && property.Name is "Date" or "Today" or "Year" or "Month" or "Day" or "DayOfYear" or "DayOfWeek";

    /// <summary>A format that keeps nothing shorter than a day.</summary>
    public static bool IsDateFormat(string format) =>
        format.Length == 1
            ? format[0] is 'd' or 'D' or 'y' or 'Y' or 'm' or 'M'
            : format.Length > 1 && format.IndexOfAny(['y', 'M', 'd']) >= 0 && format.IndexOfAny(['H', 'h', 'm', 's', 'f', 'F', 't']) < 0;

    private static bool IsTime(ITypeSymbol type) => type.Name is "DateTime" or "DateTimeOffset" or "Instant" or "ZonedDateTime" or "LocalDateTime" or "DateOnly";

    private static bool IsSystem(ITypeSymbol type) => type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
