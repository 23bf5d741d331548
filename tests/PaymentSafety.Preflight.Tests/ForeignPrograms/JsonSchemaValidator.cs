using System.Text.Json;
using System.Text.Json.Nodes;

namespace PaymentSafety.Preflight.Tests.ForeignPrograms;

/// <summary>The npm package ajv: a validator of JSON Schema that nobody here wrote.</summary>
internal static class JsonSchemaValidator
{
    public const string SarifSchemaPackage = "@microsoft/jest-sarif";

    // Reads { draft, schema, documents } and writes the errors of the schema itself, by its metaschema, and of every document.
    private const string Script = """
        const modules = process.argv[1] + '/';
        const { draft, schema, documents } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
        const Ajv = require(modules + (draft === '2020-12' ? 'ajv/dist/2020' : 'ajv-draft-04')).default;
        // SARIF's schema has a pattern with a bracket too many, which is an error only to Unicode-aware expressions.
        const ajv = new Ajv({ unicodeRegExp: draft === '2020-12', allErrors: true, strict: draft === '2020-12', allowUnionTypes: true });
        require(modules + 'ajv-formats').default(ajv);
        const text = errors => (errors || []).map(error => `${error.instancePath} ${error.message}`);
        const ofSchema = ajv.validateSchema(schema) ? [] : text(ajv.errors);
        const validate = ofSchema.length ? null : ajv.compile(schema);
        console.log(JSON.stringify({ schema: ofSchema, documents: validate ? documents.map(each => validate(each) ? [] : text(validate.errors)) : [] }));
        """;

    /// <summary>Why it cannot be used here, or null.</summary>
    public static string? Missing { get; } = NodePrograms.Missing("ajv", "ajv-draft-04", "ajv-formats", SarifSchemaPackage);

    /// <summary>The schema of SARIF 2.1.0.</summary>
    public static string SarifSchema => File.ReadAllText(Path.Combine(NodePrograms.Folder(SarifSchemaPackage)!, "lib", "schemas", "sarif-2.1.0-rtm.5.json"));

    /// <param name="draft">2020-12 or 04.</param>
    /// <param name="schema">The schema's JSON.</param>
    /// <param name="documents">What is validated, as JSON.</param>
    /// <returns>What is wrong with the schema, and with each document; empty where it is valid.</returns>
    public static async Task<(IReadOnlyList<string> Schema, IReadOnlyList<IReadOnlyList<string>> Documents)> ValidateAsync(string draft, string schema, params string[] documents)
    {
        // Text goes in as it is, and not through a reader of ours that might mend it.
        var input = $$"""{ "draft": "{{draft}}", "schema": {{schema}}, "documents": [{{string.Join(',', documents)}}] }""";
        var (exitCode, output, error) = await NodePrograms.RunAsync(NodePrograms.Node("-e", Script, Path.GetDirectoryName(NodePrograms.Folder("ajv")!)!), input);
        Assert.True(exitCode == 0, error);
        var answer = JsonNode.Parse(output)!;
        return (answer["schema"].Deserialize<string[]>()!, answer["documents"].Deserialize<string[][]>()!);
    }
}

/// <summary>A test that needs the validator; without it the test is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class JsonSchemaValidatorFactAttribute : FactAttribute
{
    public JsonSchemaValidatorFactAttribute() => Skip = JsonSchemaValidator.Missing;
}
