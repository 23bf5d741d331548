using System.Text;

namespace StripeSurface.Generator;

/// <summary>
/// Writes the facts as C#. Settable properties hold what they are given and constructors keep arguments that a property of the
/// same name and type holds, so that options, errors and hand-written mocks behave as data. Everything else throws.
/// </summary>
internal sealed class SurfaceWriter(IReadOnlyList<ApiFact> facts)
{
    private const string Throw = "throw SurfaceOnly.Error;";

    private readonly ILookup<string, ApiFact> _members = facts.Where(f => f.Kind != "type").ToLookup(f => f.Type);
    private readonly HashSet<string> _interfaces = facts.Where(f => f.ValueType == "interface").Select(f => f.Type.Split('<')[0]).ToHashSet();
    private readonly StringBuilder _code = new();

    public string Write()
    {
        foreach (var type in facts.Where(f => f.Kind == "type"))
        {
            var nameStart = type.Type.Split('<')[0].LastIndexOf('.');
            _code.AppendLine($"namespace {type.Type[..nameStart]} {{");
            WriteType(type, type.Type[(nameStart + 1)..]);
            _code.AppendLine("}");
        }

        return _code.ToString();
    }

    private void WriteType(ApiFact type, string name)
    {
        if (type.ValueType == "enum")
        {
            var values = _members[type.Type].Where(f => f.Kind == "field").Select(f => $"{f.Name} = {f.Detail}");
            _code.AppendLine($"public enum {name} {{ {string.Join(", ", values)} }}");
            return;
        }

        var bases = type.Bases.Where(b => b != Supplement.DroppedInterface).ToList();
        var baseList = bases.Count > 0 ? " : " + string.Join(", ", bases) : "";
        var constraints = type.Shape.Split(" ; ", StringSplitOptions.RemoveEmptyEntries).Select(c => $" where {c.Replace(":", " : ")}");
        var modifiers = type.ValueType == "interface" ? "public" : Modifiers(type);

        _code.AppendLine($"{Obsolete(type)}{modifiers} {type.ValueType} {name}{baseList}{string.Concat(constraints)} {{");
        foreach (var member in _members[type.Type])
            _code.AppendLine($"{Obsolete(member)}{Member(type, member, name.Split('<')[0])}");
        foreach (var member in Supplement.ExplicitMembers.GetValueOrDefault(type.Type, []))
            _code.AppendLine(member);

        // Without a visible constructor the real one is internal; the compiler's default would be public.
        if (type.ValueType == "class" && !type.Is("static") && !Constructors(type.Type).Any())
            _code.AppendLine($"internal {name}(){BaseCall(type, [])} {{ }}");
        _code.AppendLine("}");
    }

    private string Member(ApiFact type, ApiFact member, string constructorName)
    {
        var isInterface = type.ValueType == "interface";
        var modifiers = isInterface ? "" : Modifiers(member) + " ";
        return member.Kind switch
        {
            "constructor" => $"{modifiers}{constructorName}({member.Shape}){BaseCall(type, member.Parameters)} {{{Keep(member)} }}",
            "field" when member.Shape == "const" => $"public const {member.ValueType} {member.Name} = {Constant(member)};",
            "field" => $"{modifiers}readonly {member.ValueType} {member.Name};",
            "property" => $"{modifiers}{member.ValueType} {member.Name} {Accessors(member, isInterface)}",
            "method" when member.Name == "op_Implicit" => $"{modifiers}implicit operator {member.ValueType}({member.Shape}) => {Throw}",
            "method" => $"{modifiers}{member.ValueType} {member.Name}({member.Shape}){Constraint(member)}{(member.Is("abstract") ? ";" : $" => {Throw}")}",
            _ => throw new InvalidDataException($"{type.Type}.{member.Name}: member kind '{member.Kind}' is not known."),
        };
    }

    private string Accessors(ApiFact property, bool isInterface) => property.Shape switch
    {
        "get set" => "{ get; set; }",
        "get" when isInterface || property.Is("abstract") => "{ get; }",
        "get" when Constructors(property.Type).Any(c => c.Parameters.Any(p => IsKeptBy(p, property))) => "{ get; }",
        "get" => $"=> {Throw}",
        "set" => $"{{ set => {Throw} }}",
        _ => throw new InvalidDataException($"{property.Type}.{property.Name}: accessors '{property.Shape}' are not known."),
    };

    private IEnumerable<ApiFact> Constructors(string type) => _members[type].Where(m => m.Kind == "constructor");

    private string Keep(ApiFact constructor) =>
        string.Concat(
            from parameter in constructor.Parameters
            from property in _members[constructor.Type]
            where IsKeptBy(parameter, property)
            select $" {property.Name} = {parameter.Name};");

    private static bool IsKeptBy(Parameter parameter, ApiFact property) =>
        property.Kind == "property" && !property.Is("static") && property.ValueType == parameter.Type
        && property.Name == char.ToUpperInvariant(parameter.Name[0]) + parameter.Name[1..];

    /// <summary>Hands the base what it has a name for; a base without a constructor that fits gets defaults.</summary>
    private string BaseCall(ApiFact type, IReadOnlyList<Parameter> parameters)
    {
        var @base = type.Bases.FirstOrDefault(b => !_interfaces.Contains(b.Split('<')[0]));
        var candidates = @base == "System.Exception"
            ? new[] { "", "string message", "string message, System.Exception err" }.Select(Parameter.ParseList).ToList()
            : Constructors(@base ?? "").Select(c => c.Parameters).ToList();
        if (candidates.Count == 0)
            return "";

        var fitting = candidates.Where(c => c.All(parameters.Contains)).MaxBy(c => c.Count);
        var arguments = fitting?.Select(p => p.Name) ?? candidates[0].Select(p => $"default({p.Type})");
        return $" : base({string.Join(", ", arguments)})";
    }

    private static string Constant(ApiFact field) => field.ValueType == "string" ? $"\"{field.Detail}\"" : field.Detail;

    private static string Constraint(ApiFact method) => method.Is("override") ? "" : Supplement.MethodConstraint(method.Name);

    private static string Modifiers(ApiFact fact) => string.Join(" ", fact.Modifiers.Where(m => m != "obsolete"));

    // With a text, as the library has it: the warning that a caller sees is CS0618, not CS0612.
    private static string Obsolete(ApiFact fact) => fact.Is("obsolete") ? "[System.Obsolete(\"Obsolete in this version of Stripe.net.\")] " : "";
}
