using System.Text.Json;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Prices;

namespace PaymentSafety.Preflight.Tests.Prices;

public sealed class PriceMapStarterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("starter-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_first_map_is_read_without_a_problem_and_its_schema_lies_beside_it()
    {
        Assert.True(PriceMapStarter.TryWrite(Path.Combine(_folder, "stripe-prices.json")));

        var reading = PriceMapFile.Read(_folder, null, new SourcePlace("x", TextPosition.Start));
        Assert.Empty(reading.Problems);
        Assert.Single(reading.Map!.Plans);
        Assert.True(File.Exists(Path.Combine(_folder, "stripe-prices.schema.json")));
    }

    [Fact]
    public void The_map_of_the_samples_names_the_schema_that_the_package_ships()
    {
        var sample = Path.Combine(Repository.Root, "samples", "RightShop");
        using var map = JsonDocument.Parse(File.ReadAllText(Path.Combine(sample, "stripe-prices.json")), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });

        var schema = Path.GetFullPath(map.RootElement.GetProperty("$schema").GetString()!, sample);

        Assert.Equal(Path.Combine(Repository.Root, "build", "schema", "stripe-prices.schema.json"), schema);
        Assert.True(File.Exists(schema), schema);
    }

    [Fact]
    public void What_is_there_is_left_as_it_is()
    {
        var path = Path.Combine(_folder, "stripe-prices.json");
        File.WriteAllText(path, "mine");

        Assert.False(PriceMapStarter.TryWrite(path));
        Assert.Equal("mine", File.ReadAllText(path));
    }
}
