namespace StripeSurface.Generator;

/// <summary>What the tables cannot say, because it is not public or has no column: the spots set by hand.</summary>
internal static class Supplement
{
    /// <summary>Internal to the library, so it appears among the bases and nowhere else.</summary>
    public const string DroppedInterface = "Stripe.Infrastructure.IHasSetTracking";

    private const string Enumerator =
        "System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw SurfaceOnly.Error;";

    /// <summary>Explicit implementations: private in metadata, needed for the type to implement its interfaces.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> ExplicitMembers = new Dictionary<string, string[]>
    {
        ["Stripe.StripeList<T>"] = [Enumerator],
        ["Stripe.V2.StripeList<T>"] = [Enumerator],
        ["Stripe.StripeSearchResult<T>"] = [Enumerator],
        ["Stripe.ExpandableField<T>"] =
        [
            "object Stripe.IExpandableField.ExpandedObject { get => ExpandedObject; set => ExpandedObject = (T)value; }",
            "bool Stripe.IExpandableField.IsExpanded => ExpandedObject != null;",
        ],
    };

    /// <summary>The API version that each release pins. The gate reads it from the library's metadata.</summary>
    private static readonly IReadOnlyDictionary<string, string> PinnedApiVersions = new Dictionary<string, string>
    {
        ["43.23.0"] = "2023-10-16",
        ["52.2.0"] = "2026-07-29.dahlia",
    };

    /// <summary>Types that the library keeps internal and that others read, plus the error every body throws.</summary>
    /// <exception cref="InvalidDataException">No pinned API version is known for the release.</exception>
    public static string InternalTypes(string version)
    {
        if (!PinnedApiVersions.TryGetValue(version, out var apiVersion))
        {
            throw new InvalidDataException(
                $"No pinned API version is known for Stripe.net {version}. Add it to {nameof(Supplement)}.{nameof(PinnedApiVersions)}.");
        }

        return $$"""
            internal static class SurfaceOnly
            {
                internal static System.Exception Error => new System.NotSupportedException(
                    "This is the surface of Stripe.net {{version}}: signatures to compile against, with nothing behind them. " +
                    "Build with -p:StripeNetVersion={{version}} to run against the real package.");
            }

            namespace Stripe
            {
                internal class ApiVersion
                {
                    public const string Current = "{{apiVersion}}";
                }
            }

            """;
    }

    /// <summary>The constraint on a method's own type parameter, which the tables have no column for.</summary>
    public static string MethodConstraint(string method) => method switch
    {
        _ when !method.EndsWith("<T>", StringComparison.Ordinal) => "",
        _ when method.StartsWith("SetExpandable", StringComparison.Ordinal) => " where T : Stripe.IHasId",
        _ when method.StartsWith("FetchEvent", StringComparison.Ordinal) => " where T : Stripe.V2.Core.Event",
        _ => " where T : Stripe.IStripeEntity",
    };
}
