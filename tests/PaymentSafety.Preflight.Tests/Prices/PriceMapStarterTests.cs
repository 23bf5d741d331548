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
    public void What_is_there_is_left_as_it_is()
    {
        var path = Path.Combine(_folder, "stripe-prices.json");
        File.WriteAllText(path, "mine");

        Assert.False(PriceMapStarter.TryWrite(path));
        Assert.Equal("mine", File.ReadAllText(path));
    }
}
