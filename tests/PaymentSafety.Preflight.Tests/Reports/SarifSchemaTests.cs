using PaymentSafety.Preflight.Tests.ForeignPrograms;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Reports;

/// <summary>preflight.sarif by the schema of SARIF 2.1.0, in a validator that nobody here wrote.</summary>
public sealed class SarifSchemaTests : IAsyncLifetime
{
    private GateFixture _gate = null!;

    public async Task InitializeAsync()
    {
        _gate = await GateFixture.StartAsync();
        _gate.ReportDirectory = Path.Combine(_gate.Folder, "obj", "paymentsafety");
    }

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [JsonSchemaValidatorFact]
    public async Task Every_kind_of_result_is_valid_Sarif()
    {
        var passed = await SarifAsync();

        // Failed with a place in a file, a suppressed one, one that could not be made, and one outside of the project's folder.
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("LiteL", "NopeL", StringComparison.Ordinal).Replace("Pro5L", "NopeP", StringComparison.Ordinal));
        _gate.Write("payment-safety.suppressions.json", """[ { "id": "PF4001", "contains": "Plan 'lite-monthly'", "reason": "made \"tomorrow\"", "expires": "2099-12-31" } ]""");
        _gate.Server.Faults.Add(Fault.Status(500), "/v1/webhook_endpoints");
        _gate.Options = _gate.Options with { ProjectFile = null };
        var failed = await SarifAsync();

        _gate.Variables.Clear();
        _gate.Options = _gate.Options with { PriceMap = "no such/mäp.json" };
        var without = await SarifAsync();

        Assert.Contains("\"open\"", failed, StringComparison.Ordinal);
        Assert.Contains("\"suppressions\"", failed, StringComparison.Ordinal);
        var (schema, documents) = await JsonSchemaValidator.ValidateAsync("04", JsonSchemaValidator.SarifSchema, passed, failed, without);
        Assert.Empty(schema);
        Assert.Equal(3, documents.Count);
        Assert.All(documents, Assert.Empty);
    }

    [JsonSchemaValidatorFact]
    public async Task The_validator_refuses_what_is_not_valid()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("LiteL", "NopeL", StringComparison.Ordinal));
        var sarif = await SarifAsync();
        string[] wrong =
        [
            sarif.Replace("\"version\": \"2.1.0\"", "\"version\": \"2.0.0\"", StringComparison.Ordinal),
            sarif.Replace("\"level\": \"error\"", "\"level\": \"fatal\"", StringComparison.Ordinal),
            sarif.Replace("\"startLine\":", "\"line\":", StringComparison.Ordinal),
        ];

        var (_, documents) = await JsonSchemaValidator.ValidateAsync("04", JsonSchemaValidator.SarifSchema, wrong);

        Assert.Equal(3, documents.Count);
        Assert.All(documents, Assert.NotEmpty);
    }

    private async Task<string> SarifAsync()
    {
        await _gate.RunAsync();
        return await File.ReadAllTextAsync(Path.Combine(_gate.ReportDirectory!, "preflight.sarif"));
    }
}
