using System.Reflection;

namespace PaymentSafety.Runtime.Tests;

/// <summary>Where things of the repository are, as the build wrote it down.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
