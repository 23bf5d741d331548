using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PaymentSafety.Core;

namespace PaymentSafety.Tool.Init;

/// <summary>Plans from constants that hold price ids: <c>const string LiteMonthly = "price_…"</c>. The mode cannot be read from an id; a class or constant may say it.</summary>
internal static class CodePlans
{
    /// <exception cref="BadImageFormatException">The file is no assembly.</exception>
    /// <exception cref="InvalidOperationException">The file holds no .NET code.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<FoundPlan> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var found = new Dictionary<string, FoundPlan>(StringComparer.Ordinal);
        var names = new PlanNames();
        foreach (var (owner, name, id) in Constants(metadata))
        {
            var mode = ModeOf(owner + name);
            var plain = Without(name, "Test", "Live", "PriceId", "Price", "Id");
            var plan = FoundPlan.Of(plain, mode ?? StripeMode.Live, id, null);
            // A test and a live constant of one name are two slots of one plan.
            found[plain] = found.TryGetValue(plain, out var other) ? new FoundPlan(plain, plan.Test ?? other.Test, plan.Live ?? other.Live, null) : plan;
        }

        return [.. found.Values.Select(plan => plan with { Name = names.For(plan.Name) })];
    }

    private static IEnumerable<(string Owner, string Name, string Id)> Constants(MetadataReader metadata)
    {
        foreach (var handle in metadata.FieldDefinitions)
        {
            var field = metadata.GetFieldDefinition(handle);
            if (field.GetDefaultValue() is not { IsNil: false } value || metadata.GetConstant(value) is not { TypeCode: ConstantTypeCode.String } constant)
                continue;
            var text = metadata.GetBlobReader(constant.Value).ReadConstant(ConstantTypeCode.String) as string ?? "";
            var position = 0;
            if (PriceId.TryFindNext(text, ref position, out var start, out var length) && start == 0 && length == text.Length)
                yield return (metadata.GetString(metadata.GetTypeDefinition(field.GetDeclaringType()).Name), metadata.GetString(field.Name), text);
        }
    }

    private static StripeMode? ModeOf(string name) =>
        name.Contains("Test", StringComparison.OrdinalIgnoreCase) || name.Contains("Sandbox", StringComparison.OrdinalIgnoreCase) ? StripeMode.Test
        : name.Contains("Live", StringComparison.OrdinalIgnoreCase) || name.Contains("Prod", StringComparison.OrdinalIgnoreCase) ? StripeMode.Live
        : null;

    private static string Without(string name, params ReadOnlySpan<string> words)
    {
        var plain = name;
        foreach (var word in words)
            plain = plain.Replace(word, "", StringComparison.Ordinal);
        return plain.Trim('_').Length > 0 ? plain.Trim('_') : name;
    }
}
