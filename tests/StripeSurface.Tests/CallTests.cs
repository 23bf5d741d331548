using Mono.Cecil;

namespace StripeSurface.Tests;

/// <summary>Every call that methods-*.tsv gives a verb can be written against the assembly.</summary>
public sealed class CallTests : IDisposable
{
    private readonly AssemblyDefinition _assembly = AssemblyDefinition.ReadAssembly(typeof(Stripe.StripeClient).Assembly.Location);

    [Fact]
    public void Has_every_call_that_the_facts_give_a_verb()
    {
        var calls = Facts.Read("methods");
        Assert.True(calls.Count > 1_000, $"only {calls.Count} calls were read");

        // Calls are listed under the type that offers them, inherited ones too.
        var missing = calls
            .Where(row => !Offered(row[2]).Contains($"{row[5]} {row[3]}({row[4]})"))
            .Select(row => $"{row[5]} {row[2]}.{row[3]}({row[4]})")
            .ToList();

        Assert.True(missing.Count == 0, $"{missing.Count} of {calls.Count} missing:\n" + string.Join("\n", missing.Take(30)));
    }

    public void Dispose() => _assembly.Dispose();

    private HashSet<string> Offered(string typeName)
    {
        var signatures = new HashSet<string>();
        for (var type = _assembly.MainModule.GetType(typeName); type is not null; type = type.BaseType as TypeDefinition)
        {
            foreach (var method in type.Methods.Where(m => m.IsPublic))
                signatures.Add($"{Short(CSharpNames.Of(method.ReturnType))} {method.Name}({Parameters(method)})");
        }

        return signatures;
    }

    private static string Parameters(MethodDefinition method) =>
        string.Join(
            ", ",
            method.Parameters.Select(p => $"{Short(CSharpNames.Of(p.ParameterType))} {p.Name}{(p.IsOptional ? $"={p.Constant ?? "null"}" : "")}"));

    /// <summary>This table leaves the namespace off the types that every call has.</summary>
    private static string Short(string type) => type
        .Replace("System.Threading.Tasks.", "").Replace("System.Threading.", "").Replace("System.Collections.Generic.", "");
}
