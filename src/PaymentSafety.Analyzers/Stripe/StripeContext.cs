using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Stripe;

/// <summary>
/// The known types of one compilation, found when first asked for. It is made in CompilationStart and dies with the compilation:
/// nothing of it is static.
/// </summary>
public sealed class StripeContext
{
    private readonly Lazy<bool> _isNamed;
    private readonly Lazy<INamedTypeSymbol?> _requestOptions;
    private readonly Lazy<INamedTypeSymbol?> _stripeEntity;
    private readonly Lazy<INamedTypeSymbol?> _httpMethod;
    private readonly Lazy<HashSet<string>> _serviceMethods;

    public StripeContext(Compilation compilation)
    {
        Compilation = compilation;
        _isNamed = new(() => IsReferenced && compilation.SyntaxTrees.Any(tree => tree.GetText().ToString().Mentions("Stripe")));
        _requestOptions = new(() => FindOfLibrary("Stripe.RequestOptions"));
        _stripeEntity = new(() => FindOfLibrary("Stripe.StripeEntity"));
        _httpMethod = new(() => Find("System.Net.Http.HttpMethod"));
        _serviceMethods = new(ServiceMethods);
    }

    public Compilation Compilation { get; }

    /// <summary>Whether Stripe.net, or a project that stands for it, is referenced.</summary>
    public bool IsReferenced => RequestOptions is not null;

    /// <summary>
    /// Whether any file can name what Stripe.net declares, for which "Stripe" is written in one: in a using, which may be global, a name or a namespace. In a solution all of whose
    /// projects reference Stripe.net, most have none.
    /// </summary>
    public bool IsNamed => _isNamed.Value;

    public INamedTypeSymbol? RequestOptions => _requestOptions.Value;

    public INamedTypeSymbol? StripeEntity => _stripeEntity.Value;

    public INamedTypeSymbol? HttpMethod => _httpMethod.Value;

    /// <summary>Stripe.RequestOptions or a type derived from it, such as RawRequestOptions.</summary>
    public bool IsRequestOptions(ITypeSymbol? type) => RequestOptions is { } known && type.IsOrInheritsFrom(known);

    /// <summary>An object of Stripe's API: its ToString writes the whole of its JSON.</summary>
    public bool IsEntity(ITypeSymbol? type) => StripeEntity is { } known && type.IsOrInheritsFrom(known);

    /// <summary>The best accessible definition of a type by metadata name, or null.</summary>
    public INamedTypeSymbol? Find(string metadataName) => Compilation.FindBestType(metadataName);

    /// <summary>The same for a type that the framework does not declare: its assemblies are most of what is referenced, and are not opened.</summary>
    private INamedTypeSymbol? FindOfLibrary(string metadataName) =>
        Compilation.Assembly.GetTypeByMetadataName(metadataName)
        ?? (Compilation.SourceModule.ReferencedAssemblySymbols.Any(assembly => !IsFramework(assembly.Name) && assembly.GetTypeByMetadataName(metadataName) is not null) ? Find(metadataName) : null);

    private static bool IsFramework(string assembly) =>
        assembly.StartsWith("System.", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.", StringComparison.Ordinal) || assembly is "System" or "mscorlib" or "netstandard";

    /// <summary>Whether a service, a client or a contract of Stripe.net has a member of this name.</summary>
    internal bool HasServiceMethod(string name) => name.Length > 0 && _serviceMethods.Value.Contains(name);

    private HashSet<string> ServiceMethods()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (RequestOptions is { ContainingAssembly.GlobalNamespace: var root })
        {
            Add(root);
        }

        return names;

        void Add(INamespaceSymbol container)
        {
            foreach (var member in container.GetMembers())
            {
                if (member is INamespaceSymbol inner)
                {
                    Add(inner);
                }
                else if (member is INamedTypeSymbol type && (type.TypeKind == TypeKind.Interface || IsCaller(type.Name)))
                {
                    names.UnionWith(type.MemberNames);
                }
            }
        }

        static bool IsCaller(string name) => name.EndsWith("Service", StringComparison.Ordinal) || name.EndsWith("Client", StringComparison.Ordinal);
    }
}
