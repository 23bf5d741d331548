using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Tests.Stripe;

/// <summary>One row of Facts/methods-*.tsv: what a public method of a release of Stripe.net was seen to send.</summary>
public sealed record StripeMethodFact(string Type, string Method, string[] ParameterTypes, string Verb, bool HasRequestOptions)
{
    public string TypeName => Type[(Type.LastIndexOf('.') + 1)..];

    public StripeVerb Sends => Verb switch
    {
        _ when !HasRequestOptions => StripeVerb.None,
        "GET" => StripeVerb.Get,
        "POST" => StripeVerb.Post,
        "DELETE" => StripeVerb.Delete,
        "PARAM" => StripeVerb.FromArgument,
        _ => throw new InvalidDataException($"The verb '{Verb}' of {this} is not known."),
    };

    public static IReadOnlyList<StripeMethodFact> Read(string version)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Facts", $"methods-{version}.tsv"));
        var columns = lines[0].Split('\t');
        return [.. lines.Skip(1).Select(line => Parse(columns.Zip(line.Split('\t')).ToDictionary(pair => pair.First, pair => pair.Second)))];
    }

    public override string ToString() => $"{Type}.{Method}({string.Join(", ", ParameterTypes)})";

    private static StripeMethodFact Parse(Dictionary<string, string> row) => new(
        row["type"],
        row["method"],
        [.. row["params"].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(parameter => parameter.Split(' ')[0])],
        row["verb"],
        row["has_request_options"] == "1");
}
