using PaymentSafety.Preflight.Checks;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Json;

namespace PaymentSafety.Preflight.Configuration;

/// <summary>JSON files of settings, flattened into keys as Microsoft.Extensions.Configuration does, with the place of every value.</summary>
internal sealed class AppSettingsFiles(string projectDirectory, List<Finding> problems)
{
    /// <summary>Adds the file to <paramref name="sources"/>, if there is one.</summary>
    /// <param name="sources">The sources so far, the strongest last.</param>
    /// <param name="path">The file.</param>
    /// <param name="name">What it is called in messages; null for its path relative to the project.</param>
    public void AddIfPresent(List<ConfigurationSource> sources, string path, string? name = null)
    {
        if (!File.Exists(path))
            return;
        name ??= Path.GetRelativePath(projectDirectory, path);
        var source = new ConfigurationSource(name);
        sources.Add(source);
        try
        {
            var root = PositionedJson.ReadFile(path);
            if (root.Kind == JsonValueKind.Object)
                Add(source, path, "", root);
            else
                Unreadable(name, path, $"the root must be an object, but is {Words.Describe(root)}", root.Position);
        }
        catch (PositionedJsonException exception)
        {
            Unreadable(name, path, exception.Message, exception.Position);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Unreadable(name, path, exception.Message.TrimEnd('.'), TextPosition.Start);
        }
    }

    private void Add(ConfigurationSource source, string path, string key, JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.Properties)
                    Add(source, path, Join(key, property.Name), property.Value);
                break;
            case JsonValueKind.Array:
                for (var i = 0; i < value.Items.Count; i++)
                    Add(source, path, Join(key, Words.Number(i)), value.Items[i]);
                break;
            default:
                // .NET refuses the whole file then.
                if (source.Find(key) is { Place: { } first })
                    Unreadable(source.Name, path, $"'{key}' is written twice (lines {Words.Number(first.Position.Line)} and {Words.Number(value.Position.Line)})", value.Position);
                // A null hides a weaker source's value as an empty text does.
                source.Set(key, new ConfigurationValue(key, value.Kind == JsonValueKind.Null ? "" : value.Text, source.Name, new SourcePlace(path, value.Position)));
                break;
        }
    }

    // A property may hold the whole path in its name: "Stripe:SecretKey" is the same as { "Stripe": { "SecretKey" } }.
    private static string Join(string outer, string name) => outer.Length == 0 ? name : outer + ":" + name;

    private void Unreadable(string name, string path, string reason, TextPosition position) =>
        problems.Add(CheckTable.SettingsUnreadable.At(new SourcePlace(path, position), ("file", name), ("reason", reason), ("line", Words.Number(position.Line))));
}
