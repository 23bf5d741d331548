using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;

namespace PaymentSafety.CodeFixes.Secrets;

/// <summary>How a setting can be read at one place of the code, as C# text.</summary>
internal sealed class SettingRead
{
    private const string Configuration = "Microsoft.Extensions.Configuration.IConfiguration";

    private readonly SemanticModel _model;
    private readonly int _position;
    private readonly InstanceAccess _instance;
    private readonly StripeSetting _setting;

    public SettingRead(SemanticModel model, ExpressionSyntax place, StripeSetting setting)
    {
        _model = model;
        _position = place.SpanStart;
        _instance = AccessAt(place);
        _setting = setting;
    }

    /// <summary>From the environment; possible everywhere.</summary>
    public string FromEnvironment =>
        OrThrow($"{NameOf("Environment")}.GetEnvironmentVariable(\"{_setting.Variable}\")", _setting.Variable);

    /// <summary>Said where another source comes first and this constant was the last resort.</summary>
    public string Throw => $"throw new {NameOf("InvalidOperationException")}(\"{_setting.Key} is not set.\")";

    /// <summary>From a settings class or IConfiguration that is in scope; null where there is none.</summary>
    public string? FromScope()
    {
        var configuration = _model.Compilation.FindBestType(Configuration);
        string? best = null;
        foreach (var symbol in _model.LookupSymbols(_position))
        {
            if (!IsUsable(symbol) || TypeOf(symbol) is not { } type)
            {
                continue;
            }

            if (Settings(symbol.Name, type) is { } settings)
            {
                return settings;
            }

            best ??= configuration is null ? null : FromConfiguration(symbol.Name, type, configuration);
        }

        return best;
    }

    private string? FromConfiguration(string name, ITypeSymbol type, INamedTypeSymbol configuration)
    {
        if (Implements(type, configuration))
        {
            return OrThrow($"{name}[\"{_setting.Key}\"]", _setting.Key);
        }

        // WebApplicationBuilder, WebApplication, HostApplicationBuilder, HostBuilderContext
        var property = type.GetMembers("Configuration").OfType<IPropertySymbol>().FirstOrDefault(member => !member.IsStatic && member.DeclaredAccessibility == Accessibility.Public);
        return property is not null && type.IsInNamespace("Microsoft") && Implements(property.Type, configuration)
            ? OrThrow($"{name}.Configuration[\"{_setting.Key}\"]", _setting.Key)
            : null;
    }

    /// <summary>A class of settings for Stripe, or IOptions of one.</summary>
    private string? Settings(string name, ITypeSymbol type)
    {
        if (HasSetting(type))
        {
            return $"{name}.{_setting.Property}";
        }

        return type is INamedTypeSymbol { Name: "IOptions" or "IOptionsSnapshot", TypeArguments: { Length: 1 } arguments } && HasSetting(arguments[0])
            ? $"{name}.Value.{_setting.Property}"
            : null;
    }

    private bool HasSetting(ITypeSymbol type) =>
        type.Name.IndexOf("Stripe", StringComparison.Ordinal) >= 0
        && type.GetMembers(_setting.Property).OfType<IPropertySymbol>().Any(property => !property.IsStatic && property.Type.SpecialType == SpecialType.System_String);

    private static bool Implements(ITypeSymbol type, INamedTypeSymbol contract) =>
        SymbolEqualityComparer.Default.Equals(type, contract) || type.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default);

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol { IsIndexer: false } property => property.Type,
        _ => null,
    };

    /// <summary>LookupSymbols also gives locals that come later, and what needs an instance where there is none.</summary>
    private bool IsUsable(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.DeclaringSyntaxReferences is { Length: 1 } references && references[0].Span.End < _position,

        // A primary constructor's parameter is seen in the whole type, and can be read in what an instance has.
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } =>
            _instance != InstanceAccess.None || SymbolEqualityComparer.Default.Equals(constructor, _model.GetEnclosingSymbol(_position)),
        IParameterSymbol => true,
        _ => symbol.IsStatic || _instance == InstanceAccess.All,
    };

    private static InstanceAccess AccessAt(ExpressionSyntax expression)
    {
        foreach (var outer in expression.Ancestors())
        {
            switch (outer)
            {
                case LocalFunctionStatementSyntax local when local.Modifiers.Any(SyntaxKind.StaticKeyword):
                case AnonymousFunctionExpressionSyntax lambda when lambda.Modifiers.Any(SyntaxKind.StaticKeyword):
                case MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.StaticKeyword) || member.Modifiers.Any(SyntaxKind.ConstKeyword):
                    return InstanceAccess.None;
                case BaseFieldDeclarationSyntax or EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } or ConstructorInitializerSyntax:
                    return InstanceAccess.PrimaryParameters;
                case GlobalStatementSyntax:
                    return InstanceAccess.None;
                case BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax:
                    return InstanceAccess.All;
            }
        }

        return InstanceAccess.None;
    }

    private enum InstanceAccess
    {
        None,

        /// <summary>An initialiser: before there is an instance, but with the primary constructor's parameters.</summary>
        PrimaryParameters,
        All,
    }

    private string OrThrow(string read, string name) =>
        $"{read} ?? throw new {NameOf("InvalidOperationException")}(\"{name} is not set.\")";

    private string NameOf(string type) => SystemNames.At(_model, _position, type);
}
