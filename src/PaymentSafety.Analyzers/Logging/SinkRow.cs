namespace PaymentSafety.Analyzers.Logging;

/// <summary>Some methods of some types, and which of their parameters leave the program.</summary>
internal sealed class SinkRow
{
    private readonly HashSet<string> _methods;
    private readonly string[] _parameters;

    /// <param name="kind">Where the values go.</param>
    /// <param name="types">Metadata names, separated by blanks. A type that derives from one of them, or implements it, counts too.</param>
    /// <param name="methods">Names, separated by blanks; <c>.ctor</c> for constructors, <c>set_Name</c> for a property that is set.</param>
    /// <param name="parameters">The parameters whose values leave, by name; a trailing <c>*</c> stands for any ending.</param>
    /// <param name="rendering">What is made of objects.</param>
    public SinkRow(SinkKind kind, string types, string methods, string parameters, Rendering rendering = Rendering.Text)
    {
        Kind = kind;
        Types = types.Split(' ');
        _methods = new HashSet<string>(methods.Split(' '));
        _parameters = parameters.Split(' ');
        Rendering = rendering;
    }

    public SinkKind Kind { get; }

    public IReadOnlyList<string> Types { get; }

    public Rendering Rendering { get; }

    /// <summary>What code writes that calls a method of the row or sets a property.</summary>
    public IEnumerable<string> NamesOfMembers => _methods.Where(method => !IsOfType(method)).Select(method => method.StartsWith("set_", StringComparison.Ordinal) ? method.Substring(4) : method);

    /// <summary>The types that code names which uses a constructor or an indexer of the row.</summary>
    public IEnumerable<string> NamesOfTypes => _methods.Any(IsOfType) ? Types.Select(SimpleName) : [];

    /// <summary>Where the types are declared.</summary>
    public IEnumerable<string> Namespaces => Types.Select(type => type.Substring(0, type.LastIndexOf('.'))).Distinct();

    private static bool IsOfType(string method) => method is ".ctor" or "set_Item";

    private static string SimpleName(string type) => type.Substring(type.LastIndexOf('.') + 1).Split('`')[0];

    public bool HasMethod(string name) => _methods.Contains(name);

    public bool Takes(string parameter) =>
        Array.Exists(_parameters, pattern =>
            pattern[pattern.Length - 1] == '*' ? parameter.StartsWith(pattern.Substring(0, pattern.Length - 1), StringComparison.Ordinal) : parameter == pattern);
}
