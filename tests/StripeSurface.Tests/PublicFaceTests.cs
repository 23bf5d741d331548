using Mono.Cecil;

namespace StripeSurface.Tests;

/// <summary>The assembly's face is the table's, row by row: nothing missing, nothing more.</summary>
public sealed class PublicFaceTests : IDisposable
{
    private readonly AssemblyDefinition _assembly = AssemblyDefinition.ReadAssembly(typeof(Stripe.StripeClient).Assembly.Location);

    private readonly HashSet<string> _expected = Facts.Read("api")
        // An enum has no constructor in metadata, though a compiler's symbols say so.
        .Where(row => !(row[1] == "constructor" && row[0] == "Stripe.ApiMode"))
        .Select(row => PublicFace.Row(row[0], row[1], row[2], row[3], row[4], row[5], row[6]))
        .ToHashSet();

    [Fact]
    public void Has_every_type_member_and_constant_of_the_facts()
    {
        Assert.True(_expected.Count > 18_000, $"only {_expected.Count} rows of facts were read");
        AssertNone(_expected.Except(PublicFace.Rows(_assembly)), "missing");
    }

    [Fact]
    public void Has_nothing_that_the_facts_do_not_know() => AssertNone(PublicFace.Rows(_assembly).Except(_expected), "too many");

    public void Dispose() => _assembly.Dispose();

    private static void AssertNone(IEnumerable<string> rows, string what)
    {
        var list = rows.ToList();
        Assert.True(list.Count == 0, $"{list.Count} {what}:\n" + string.Join("\n", list.Take(30)));
    }
}
