using System.Reflection;
using Mono.Cecil;

namespace StripeSurface.Tests;

/// <summary>What other parts of the product read from the assembly instead of calling it.</summary>
public sealed class VersionTests
{
    private static readonly Assembly Stripe = typeof(Stripe.StripeClient).Assembly;

    [Fact]
    public void Is_named_and_versioned_as_the_package() =>
        Assert.Equal(("Stripe.net", Version.Parse(Facts.Release + ".0")), (Stripe.GetName().Name, Stripe.GetName().Version));

    [Fact]
    public void Holds_the_pinned_api_version_as_a_constant_of_an_internal_class()
    {
        var pinned = new Dictionary<string, string>
        {
            ["39.126.0"] = "2020-08-27", ["43.23.0"] = "2023-10-16", ["47.4.0"] = "2025-02-24.acacia", ["52.2.0"] = "2026-07-29.dahlia",
        };
        using var assembly = AssemblyDefinition.ReadAssembly(Stripe.Location);
        var type = assembly.MainModule.GetType("Stripe.ApiVersion");

        Assert.False(type.IsPublic);
        Assert.Equal(pinned[Facts.Release], type.Fields.Single(f => f.Name == "Current").Constant);
    }
}
