using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>
/// What a source under test is compiled against: .NET with ASP.NET Core, Newtonsoft.Json, Serilog and NLog, and a Stripe.net.
/// The references are made once and shared by all tests, so that the compiler reads each of them once.
/// </summary>
public sealed class ReferenceSet
{
    private static readonly ConcurrentDictionary<string, MetadataReference> ByPath = [];

    private readonly Lazy<ImmutableArray<MetadataReference>> _references;

    private ReferenceSet(params string[] groups) => _references = new(() => [.. groups.SelectMany(Group)]);

    private ReferenceSet(ImmutableArray<MetadataReference> references) => _references = new(references);

    /// <summary>Stripe.net 52.2.0, or the release that the build was given as StripeNetVersion.</summary>
    public static ReferenceSet Stripe52 { get; } = new("framework", "packages", "stripe-52");

    /// <summary>Stripe.net 43.23.0.</summary>
    public static ReferenceSet Stripe43 { get; } = new("framework", "packages", "stripe-43");

    public static ReferenceSet WithoutStripe { get; } = new("framework", "packages");

    public ImmutableArray<MetadataReference> References => _references.Value;

    /// <summary>This and xunit, as a test project has it.</summary>
    public ReferenceSet WithXunit() => With(Group("xunit"));

    public ReferenceSet With(params IEnumerable<MetadataReference> references) => new([.. References, .. references]);

    private static IEnumerable<MetadataReference> Group(string name) =>
        TestReferences.Paths(name).Select(path => ByPath.GetOrAdd(path, _ => MetadataReference.CreateFromFile(path)));
}
