namespace StripeSurface.Generator;

/// <summary>One row of a table of facts: a public or protected type, or one of its members.</summary>
/// <param name="Type">Full name as C# writes it, type parameters included: <c>Stripe.StripeList&lt;T&gt;</c>.</param>
/// <param name="Kind">type, constructor, method, property or field.</param>
/// <param name="ValueType">What the member returns or holds; for a type: class, interface or enum.</param>
/// <param name="Shape">Parameters of a method, accessors of a property, const or readonly of a field, constraints of a type.</param>
/// <param name="Detail">The value of a constant, the bases of a type.</param>
internal sealed record ApiFact(string Type, string Kind, string Name, string ValueType, string Shape, IReadOnlySet<string> Modifiers, string Detail)
{
    public bool Is(string modifier) => Modifiers.Contains(modifier);

    public IEnumerable<string> Bases => Detail.Split(" ; ", StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<Parameter> Parameters => Parameter.ParseList(Shape);
}

/// <summary>One parameter of a method or constructor, without its default value.</summary>
internal sealed record Parameter(string Type, string Name)
{
    public static IReadOnlyList<Parameter> ParseList(string text)
    {
        var parameters = new List<Parameter>();
        var (depth, start) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            // A comma inside <> separates type arguments, not parameters.
            if (i < text.Length && (text[i] != ',' || depth > 0))
            {
                depth += text[i] switch { '<' => 1, '>' => -1, _ => 0 };
                continue;
            }

            var declaration = text[start..i].Split(" = ")[0].Trim();
            if (declaration.Length > 0)
            {
                var space = declaration.LastIndexOf(' ');
                parameters.Add(new Parameter(declaration[..space], declaration[(space + 1)..]));
            }

            start = i + 1;
        }

        return parameters;
    }
}

internal static class ApiFacts
{
    private const string Header = "type\tmember_kind\tname\tvalue_type\tparameters_or_accessors\tmodifiers\tconstant_or_bases";

    /// <exception cref="InvalidDataException">The file is not a table of API facts; the message has file, line and reason.</exception>
    public static IReadOnlyList<ApiFact> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        if (lines.Length < 2 || lines[0] != Header)
            throw new InvalidDataException($"{path}(1): expected the header of api-*.tsv, then at least one row.");

        return lines.Skip(1).Select((line, index) => Parse(line, path, index + 2)).ToList();
    }

    private static ApiFact Parse(string line, string path, int number)
    {
        var cells = line.Split('\t');
        return cells.Length == 7
            ? new ApiFact(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5].Split(' ').ToHashSet(), cells[6])
            : throw new InvalidDataException($"{path}({number}): expected 7 cells, found {cells.Length}.");
    }
}
