using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Options;

namespace PaymentSafety.Analyzers.Logging;

/// <summary>Which methods of a compilation let values leave. Each type is looked up in the table once.</summary>
internal sealed class LogSinks
{
    private static readonly SinkRow[] None = [];
    private static readonly ILookup<string, SinkRow> ByType =
        SinkTable.Rows.SelectMany(row => row.Types, (row, type) => (row, type)).ToLookup(pair => pair.type, pair => pair.row, StringComparer.Ordinal);

    /// <summary>The table's types without what they are declared in: nearly every other type is told by it.</summary>
    private static readonly HashSet<string> LastNames = new(ByType.Select(rows => rows.Key.Substring(rows.Key.LastIndexOfAny(['.', '+']) + 1)), StringComparer.Ordinal);

    /// <summary>What a team's own logger has methods for: LogInformation, Warn, WriteError.</summary>
    private static readonly HashSet<string> LoggingWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "Log", "Trace", "Debug", "Verbose", "Info", "Information", "Warn", "Warning", "Error", "Fatal", "Critical", "Write",
    };

    /// <summary>What such a method calls the text that it writes.</summary>
    private static readonly HashSet<string> Said = new() { "message", "msg", "messageTemplate", "template", "format", "text", "args", "exception" };

    /// <summary>Words of a wrapper that masks on its way: ISecureLogger.</summary>
    private static readonly HashSet<string> Masking = new() { "Secure", "Safe", "Masked", "Masking", "Redacting", "Redacted", "Sanitizing", "Sanitized", "Scrubbing", "Null", "Noop" };

    private static readonly SinkRow OwnLogger = new(SinkKind.Log, string.Empty, string.Empty, "*", Rendering.Template);

    /// <summary>By definition.</summary>
    private readonly ConcurrentDictionary<ISymbol, SinkRow[]> _rows = new(SameReference.Comparer);

    private readonly SymbolPatterns _own;

    /// <param name="own">Methods that the user names.</param>
    public LogSinks(SymbolPatterns own) => _own = own;

    /// <summary>The row that describes the method, or null where nothing leaves through it.</summary>
    public SinkRow? Find(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type || method.MethodKind is MethodKind.LambdaMethod or MethodKind.LocalFunction)
        {
            return null;
        }

        var definition = type.OriginalDefinition;
        if (!_rows.TryGetValue(definition, out var rows))
        {
            _rows[definition] = rows = RowsOf(definition);
        }

        foreach (var row in rows)
        {
            if (row == OwnLogger ? IsOwnLogCall(method) : row.HasMethod(method.Name))
            {
                return row;
            }
        }

        return _own.Matches(method) ? OwnLogger : null;
    }

    private static SinkRow[] RowsOf(INamedTypeSymbol type)
    {
        // A writer into memory is a string builder.
        if (type.Name == "StringWriter")
        {
            return None;
        }

        List<SinkRow>? rows = null;
        for (var current = type; current is not null; current = current.BaseType)
        {
            Add(current);
        }

        foreach (var contract in type.AllInterfaces)
        {
            Add(contract);
        }

        return rows?.ToArray() ?? (IsOwnLogger(type) ? [OwnLogger] : None);

        void Add(INamedTypeSymbol candidate)
        {
            if (LastNames.Contains(candidate.MetadataName))
            {
                (rows ??= []).AddRange(ByType[MetadataName(candidate.OriginalDefinition)]);
            }
        }
    }

    /// <summary>Whether a method of that name is one of a team's own logger.</summary>
    public static bool IsLoggingWord(string name) => LoggingWords.Contains(Words.First(name));

    /// <summary>A method that takes what is to be said: <c>LogInfo(string message)</c>; not <c>LogPayment(string order, string card)</c>, which may mask.</summary>
    private static bool IsOwnLogCall(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Ordinary
        && IsLoggingWord(method.Name)
        && method.Parameters.Any(parameter => Said.Contains(parameter.Name));

    /// <summary>A wrapper that a team puts around its logging library, known by what it is called: ILoggerManager, IAppLogger, Log.</summary>
    private static bool IsOwnLogger(INamedTypeSymbol type)
    {
        // Of most types there is no need to take the name apart.
        var words = type.Name.Contains("Log") ? Words.Of(type.Name) : [];
        return words.Count > 0 && !words.Any(Masking.Contains) && (words[words.Count - 1] is "Logger" or "Log" || (words.Count > 1 && words[words.Count - 2] is "Logger"));
    }

    private static string MetadataName(INamedTypeSymbol type)
    {
        var name = type.MetadataName;
        for (ISymbol container = type; container.ContainingSymbol is { } outer; container = outer)
        {
            if (outer is INamespaceSymbol { IsGlobalNamespace: true } or IModuleSymbol)
            {
                break;
            }

            name = outer.MetadataName + (outer is INamespaceSymbol ? "." : "+") + name;
        }

        return name;
    }
}
