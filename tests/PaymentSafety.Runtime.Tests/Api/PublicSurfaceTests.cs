using System.Reflection;
using System.Xml.Linq;
using PaymentSafety.Core;
using PaymentSafety.Runtime.PostgreSql;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Tests.Api;

/// <summary>
/// What users compile against. A change of it is seen in review, as a change of Surface/*.txt: <c>PAYMENTSAFETY_REGENERATE=1 dotnet test tests/PaymentSafety.Runtime.Tests
/// --filter FullyQualifiedName~PublicSurface</c> writes them.
/// </summary>
public sealed class PublicSurfaceTests
{
    public static TheoryData<string> Assemblies => [.. Shipped.Keys];

    private static Dictionary<string, Assembly> Shipped => new Assembly[]
    {
        typeof(PaymentSafetyOptions).Assembly, typeof(Microsoft.AspNetCore.Builder.StripeWebhookEndpointExtensions).Assembly, typeof(PostgreSqlSchema).Assembly,
        typeof(PaymentSafety.Runtime.Quartz.ReconciliationJob).Assembly,
        typeof(Redaction).Assembly, typeof(StripeApiClient).Assembly,
    }.ToDictionary(assembly => assembly.GetName().Name!);

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_surface_changes_only_on_purpose(string name)
    {
        var file = Path.Combine(Repository.Root, "tests", "PaymentSafety.Runtime.Tests", "Api", "Surface", name + ".txt");
        var surface = PublicSurface.Of(Shipped[name]);
        if (Environment.GetEnvironmentVariable("PAYMENTSAFETY_REGENERATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, surface);
        }

        Assert.Equal(File.ReadAllText(file), surface);
    }

    [Theory]
    [InlineData("PaymentSafety.Runtime")]
    [InlineData("PaymentSafety.Runtime.AspNetCore")]
    [InlineData("PaymentSafety.Runtime.PostgreSql")]
    [InlineData("PaymentSafety.Runtime.Quartz")]
    public void Every_public_member_is_documented(string name)
    {
        var documented = XDocument.Load(Path.ChangeExtension(Shipped[name].Location, ".xml")).Descendants("member").Select(member => member.Attribute("name")!.Value).ToHashSet(StringComparer.Ordinal);

        var missing = Shipped[name].GetExportedTypes().SelectMany(type => type
            .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is FieldInfo { IsSpecialName: false } or PropertyInfo or EventInfo or MethodInfo { IsSpecialName: false })
            // What the compiler writes for a record, its positional properties among it, is described by the record's parameters.
            .Where(member => !IsWrittenByCompiler(type, member))
            .Select(member => $"{type.FullName}.{member.Name}")
            .Append(type.FullName!)).Where(member => !documented.Any(id => id[2..] == member || id[2..].StartsWith(member + "(", StringComparison.Ordinal) || id[2..].StartsWith(member + "``", StringComparison.Ordinal)));

        Assert.Empty(missing);
    }

    private static bool IsWrittenByCompiler(Type type, MemberInfo member)
    {
        if (type.GetMethod("<Clone>$") is null) return false;
        return member.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is not null
            || (member is PropertyInfo property && type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == property.Name)));
    }
}
