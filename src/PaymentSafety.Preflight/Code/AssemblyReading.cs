using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace PaymentSafety.Preflight.Code;

/// <summary>Reads assemblies as files: their tables and their texts.</summary>
internal static class AssemblyReading
{
    private const string StripeNet = "Stripe.net";

    /// <param name="assemblies">The app's own and those of the projects that it references.</param>
    /// <param name="stripeNet">Stripe.net.dll; null when the app has none.</param>
    public static CodeFacts Read(IEnumerable<string> assemblies, string? stripeNet)
    {
        var unreadable = new List<(string, string)>();
        var read = assemblies.Select(path => TryRead(path, metadata => Assembly(path, metadata), unreadable)).OfType<AssemblyFacts>().ToList();
        var library = stripeNet is null ? null : TryRead(stripeNet, Library, unreadable);
        return new CodeFacts(read, library) { Unreadable = unreadable };
    }

    private static T? TryRead<T>(string path, Func<MetadataReader, T> read, List<(string, string)> unreadable)
        where T : class
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            if (file.HasMetadata)
                return read(file.GetMetadataReader());
            unreadable.Add((path, "it holds no .NET code"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            unreadable.Add((path, exception.Message));
        }

        return null;
    }

    private static AssemblyFacts Assembly(string path, MetadataReader metadata)
    {
        Version? stripeNet = null;
        foreach (var handle in metadata.AssemblyReferences)
        {
            var reference = metadata.GetAssemblyReference(handle);
            if (metadata.StringComparer.Equals(reference.Name, StripeNet))
                stripeNet ??= reference.Version;
        }

        return new AssemblyFacts(path, [.. Texts(metadata).Distinct(StringComparer.Ordinal)], stripeNet);
    }

    private static IEnumerable<string> Texts(MetadataReader metadata)
    {
        // The heap of texts that code loads; offset 0 is the empty one that every heap begins with.
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            if (metadata.GetUserString(handle) is { Length: > 0 } text)
                yield return text;
        }
    }

    private static StripeNetFacts Library(MetadataReader metadata)
    {
        string? apiVersion = null;
        var eventTypes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(type => metadata.StringComparer.Equals(type.Namespace, "Stripe")))
        {
            // Events until version 45, EventTypes since.
            if (metadata.StringComparer.Equals(type.Name, "EventTypes") || metadata.StringComparer.Equals(type.Name, "Events"))
                eventTypes.UnionWith(Constants(metadata, type).Select(constant => constant.Value));
            else if (metadata.StringComparer.Equals(type.Name, "ApiVersion"))
                apiVersion = Constants(metadata, type).FirstOrDefault(constant => constant.Name == "Current").Value;
        }

        return new StripeNetFacts(metadata.GetAssemblyDefinition().Version, apiVersion, eventTypes);
    }

    private static IEnumerable<(string Name, string Value)> Constants(MetadataReader metadata, TypeDefinition type)
    {
        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            if (field.GetDefaultValue() is { IsNil: false } handle && metadata.GetConstant(handle) is { TypeCode: ConstantTypeCode.String } constant)
                yield return (metadata.GetString(field.Name), metadata.GetBlobReader(constant.Value).ReadConstant(ConstantTypeCode.String) as string ?? "");
        }
    }
}
