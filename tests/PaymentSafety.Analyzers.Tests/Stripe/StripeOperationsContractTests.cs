using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Tests.Stripe;

/// <summary>
/// StripeOperations says of every public method what the library was seen to send. The rows are counted, so that the contract
/// cannot shrink without a word.
/// </summary>
public class StripeOperationsContractTests
{
    private static readonly SymbolDisplayFormat NameAlone = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>How many methods of each release take RequestOptions.</summary>
    private static readonly Dictionary<string, int> Rows = new()
    {
        ["39.126.0"] = 1053,
        ["43.23.0"] = 1237,
        ["47.4.0"] = 1437,
        ["52.2.0"] = 1523,
    };

    public static TheoryData<string> Releases => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Releases))]
    public void Every_row_is_there(string version) => Assert.Equal(Rows[version], StripeMethodFact.Read(version).Count(fact => fact.HasRequestOptions));

    [Theory]
    [InlineData(nameof(ReferenceSet.Stripe52))]
    [InlineData(nameof(ReferenceSet.Stripe43))]
    public void Verb_of_a_symbol_is_what_the_library_sends(string references)
    {
        var (compilation, stripe, facts) = Referenced(references);

        Assert.Empty(
            from fact in facts
            let verb = StripeOperations.VerbOf(Resolve(compilation, fact), stripe)
            where verb != fact.Sends
            select $"{fact} sends {fact.Sends}, not {verb}");
    }

    [Theory]
    [InlineData(nameof(ReferenceSet.Stripe52))]
    [InlineData(nameof(ReferenceSet.Stripe43))]
    public void Every_public_method_that_sends_is_in_the_facts(string references)
    {
        var (compilation, stripe, facts) = Referenced(references);
        var known = facts.Select(fact => Resolve(compilation, fact)).ToHashSet<ISymbol>(SymbolEqualityComparer.Default);

        Assert.Empty(
            from type in Types(stripe.RequestOptions!.ContainingAssembly.GlobalNamespace)
            where type.DeclaredAccessibility == Accessibility.Public
            from method in type.GetMembers().OfType<IMethodSymbol>()
            where method.DeclaredAccessibility == Accessibility.Public && StripeOperations.VerbOf(method, stripe) != StripeVerb.None && !known.Contains(method)
            select method.ToDisplayString());
    }

    /// <summary>For releases that are not referenced; a method with an HttpMethod says its verb itself.</summary>
    [Theory]
    [MemberData(nameof(Releases))]
    public void Verb_by_name_is_what_the_library_sends(string version) =>
        Assert.Empty(
            from fact in StripeMethodFact.Read(version)
            where fact.HasRequestOptions
            let verb = fact.ParameterTypes.Contains("System.Net.Http.HttpMethod") ? StripeVerb.FromArgument : StripeOperations.VerbOf(fact.TypeName, fact.Method)
            where verb != fact.Sends
            select $"{fact} sends {fact.Sends}, not {verb}");

    /// <summary>The facts of the release that the tests are built with, which StripeNetVersion may have changed.</summary>
    private static (Compilation Compilation, StripeContext Stripe, IReadOnlyList<StripeMethodFact> Facts) Referenced(string name)
    {
        var references = name == nameof(ReferenceSet.Stripe43) ? ReferenceSet.Stripe43 : ReferenceSet.Stripe52;
        var compilation = CSharpCompilation.Create("Contract", references: references.References);
        var stripe = new StripeContext(compilation);
        return (compilation, stripe, StripeMethodFact.Read(stripe.RequestOptions!.ContainingAssembly.Identity.Version.ToString(fieldCount: 3)));
    }

    private static IMethodSymbol Resolve(Compilation compilation, StripeMethodFact fact) =>
        compilation.GetTypesByMetadataName(fact.Type)
            .SelectMany(type => type.GetMembers(fact.Method))
            .OfType<IMethodSymbol>()
            .SingleOrDefault(method => method.Parameters.Select(parameter => TypeName(parameter.Type)).SequenceEqual(fact.ParameterTypes))
        ?? throw new InvalidOperationException($"The compilation has no method {fact}.");

    /// <summary>As the facts write it: CancellationToken alone is short.</summary>
    private static string TypeName(ITypeSymbol type) =>
        type.Name == nameof(CancellationToken) ? type.Name : type.ToDisplayString(NameAlone);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol ns) => ns.GetTypeMembers().Concat(ns.GetNamespaceMembers().SelectMany(Types));
}
