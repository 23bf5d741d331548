using System.Security.Cryptography;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Json;

namespace PaymentSafety.Preflight.Prices;

/// <summary>Finds the price map of a project and reads it, whatever is in its place.</summary>
public static class PriceMapFile
{
    /// <summary>The names that are looked for in the project's folder when none is given, in this order.</summary>
    public static readonly IReadOnlyList<string> DefaultNames = ["stripe-prices.json", "price-map.json"];

    /// <summary>Finds and reads the map.</summary>
    /// <param name="projectDirectory">The project's folder.</param>
    /// <param name="configuredPath">PaymentSafetyPriceMap, relative to the project's folder; null or empty to search the default names.</param>
    /// <param name="project">Where to point when there is no map.</param>
    public static PriceMapReading Read(string projectDirectory, string? configuredPath, SourcePlace project)
    {
        var path = string.IsNullOrWhiteSpace(configuredPath)
            ? DefaultNames.Select(name => Path.Combine(projectDirectory, name)).FirstOrDefault(Path.Exists) ?? Path.Combine(projectDirectory, DefaultNames[0])
            : Path.GetFullPath(configuredPath, projectDirectory);
        var shown = Path.GetRelativePath(projectDirectory, path);

        if (Directory.Exists(path))
            return Nothing(CheckTable.PriceMapMissing.At(project, ("path", shown), ("reason", ": a folder has that name")));
        if (!File.Exists(path))
            return Nothing(CheckTable.PriceMapMissing.At(project, ("path", shown), ("reason", "")));

        try
        {
            var reading = PriceMapReader.Read(path, PositionedJson.ReadFile(path));
            return reading.Map is { } map ? reading with { Map = map with { Hash = HashOf(path) } } : reading;
        }
        catch (PositionedJsonException exception)
        {
            return Nothing(NotJson(path, exception.Message, exception.Position));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Nothing(NotJson(path, "it cannot be read (" + exception.Message.TrimEnd('.') + ")", TextPosition.Start));
        }
    }

    internal static Finding NotJson(string path, string reason, TextPosition position) =>
        CheckTable.PriceMapUnreadable.At(new SourcePlace(path, position), ("reason", reason), ("line", Words.Number(position.Line)));

    /// <summary>Of the text without carriage returns: git gives a file other line ends on other computers.</summary>
    private static string HashOf(string path) => Convert.ToHexString(SHA256.HashData(Array.FindAll(File.ReadAllBytes(path), character => character != '\r'))).ToLowerInvariant();

    private static PriceMapReading Nothing(Finding problem) => new(null, [problem]);
}
