using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.Configuration;

/// <summary>Code that runs once, before the first request: Program, Startup, Configure*, modules, static constructors, option validators.</summary>
internal static class StartUpCode
{
    private static readonly string[] TypeWords = ["Program", "Startup", "Bootstrap", "Bootstrapper", "Bootstraper", "Module", "Installer", "Initializer", "Initialiser", "Registration", "DependencyInjection", "HostedService", "Seeder"];

    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal)
    {
        "Main", "Application_Start", "OnStartup", "OnLaunched", "CreateMauiApp", "CreateHostBuilder", "CreateWebHostBuilder", "OnApplicationInitialization", "OnPreApplicationInitialization", "OnModelCreating", "PostConfigure", "Validate", "StartAsync",
    };

    /// <summary>What a method is given that builds a host or fills its container.</summary>
    private static readonly HashSet<string> Builders = new(StringComparer.Ordinal)
    {
        "IServiceCollection", "IApplicationBuilder", "WebApplicationBuilder", "WebApplication", "IHostBuilder", "IHost", "IWebHostBuilder", "IHostApplicationBuilder", "HostApplicationBuilder", "ContainerBuilder", "IAppBuilder", "IFunctionsHostBuilder",
        "ServiceConfigurationContext", "IContainerRegistry", "MauiAppBuilder", "HostBuilderContext", "WebHostBuilderContext", "HttpConfiguration", "IEndpointRouteBuilder",
    };

    /// <summary>Types whose constructor runs once when the app starts.</summary>
    private static readonly string[] Applications = ["Application", "HttpApplication", "BackgroundService", "IHostedService"];

    /// <param name="node">Code.</param>
    /// <param name="models">Where the callers of its method are looked up: what only start-up code calls is part of it.</param>
    /// <param name="model">The model of the code's file.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static bool Contains(SyntaxNode node, SemanticModel model, SourceModels models, CancellationToken cancellation) =>
        Contains(node, model, cancellation) || IsCalledByStartUpAlone(node, model, models, cancellation);

    private static bool Contains(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        // A lambda of a request or of a container stands in start-up code and runs later.
        if (node.Ancestors().TakeWhile(ancestor => ancestor is not MemberDeclarationSyntax || ancestor is GlobalStatementSyntax).OfType<AnonymousFunctionExpressionSyntax>().Any(RunsLater))
        {
            return false;
        }

        var member = model.GetEnclosingSymbol(node.SpanStart, cancellation);
        while (member is IMethodSymbol { MethodKind: MethodKind.LambdaMethod or MethodKind.LocalFunction })
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.LocalFunction } local && IsStartUp(local))
            {
                return true;
            }

            member = member.ContainingSymbol;
        }

        return member switch
        {
            IMethodSymbol method => IsStartUp(method) || (method.MethodKind == MethodKind.Constructor && (IsLambda(method.ContainingType) || IsSingleton(method.ContainingType, model.Compilation, cancellation))),

            // An initialiser of a static field runs once, whenever that is.
            IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true } => true,
            _ => false,
        };
    }

    private static bool IsStartUp(IMethodSymbol method) =>
        method.MethodKind == MethodKind.StaticConstructor
        || Methods.Contains(method.Name)
        || method.Name == "<Main>$"
        || method.Name.StartsWith("Configure", StringComparison.Ordinal)
        || method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "ModuleInitializerAttribute" or "AssemblyInitializeAttribute")
        || method.Parameters.Any(parameter => Builders.Contains(parameter.Type.Name))
        || (method.IsStatic && method.Parameters.Any(parameter => parameter.Type.Name is "IConfiguration" or "IConfigurationRoot") && Words.Of(method.Name).FirstOrDefault() is "Add" or "Use" or "Setup" or "Set" or "Register" or "Init" or "Initialize" or "Initialise")
        || (method.ContainingType is { } type && IsStartUpType(type));

    private static bool IsStartUpType(INamedTypeSymbol type)
    {
        if (Words.Of(type.Name) is { Count: > 0 } words && (TypeWords.Contains(words[words.Count - 1]) || (words.Count > 1 && TypeWords.Contains(words[words.Count - 2] + words[words.Count - 1]))))
        {
            return true;
        }

        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (Applications.Contains(ancestor.Name))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(contract => Applications.Contains(contract.Name) || contract.Name is "IValidateOptions" or "IConfigureOptions" or "IPostConfigureOptions" or "IStartupFilter" or "IConfigureNamedOptions");
    }

    private static bool RunsLater(AnonymousFunctionExpressionSyntax lambda) =>
        lambda.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } }
        && (name.StartsWith("Map", StringComparison.Ordinal) || name is "Use" or "UseWhen" or "Run" or "AddScoped" or "AddTransient" or "TryAddScoped" or "TryAddTransient" or "AddKeyedScoped" or "AddHttpClient");

    /// <summary>A function of AWS Lambda: made once, called for each request.</summary>
    private static bool IsLambda(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Any(method => method.Name == "FunctionHandler" || method.Parameters.Any(parameter => parameter.Type.Name == "ILambdaContext"));

    /// <summary>Whether there are callers, and each of them is start-up code. Asked only where the key is set elsewhere.</summary>
    private static bool IsCalledByStartUpAlone(SyntaxNode node, SemanticModel model, SourceModels models, CancellationToken cancellation)
    {
        if (model.GetEnclosingSymbol(node.SpanStart, cancellation) is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor } method)
        {
            return false;
        }

        var isCalled = false;
        foreach (var tree in model.Compilation.SyntaxTrees)
        {
            foreach (var call in tree.GetRoot(cancellation).DescendantNodes().Where(syntax => NameOf(syntax) == (method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name)))
            {
                if (models.Of(tree) is not { } caller || !SymbolEqualityComparer.Default.Equals((caller.GetSymbolInfo(call, cancellation).Symbol as IMethodSymbol)?.OriginalDefinition, method.OriginalDefinition))
                {
                    continue;
                }

                isCalled = true;
                if (!Contains(call, caller, cancellation))
                {
                    return false;
                }
            }
        }

        return isCalled;
    }

    private static string? NameOf(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier.ValueText,
        ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax { Right: var name } } => name.Identifier.ValueText,
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Registered with AddSingleton, somewhere in the compilation. Asked only where a constructor sets the key.</summary>
    private static bool IsSingleton(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        compilation.SyntaxTrees.Any(tree => tree.GetRoot(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            call.Expression is MemberAccessExpressionSyntax { Name: var name }
            && name.Identifier.ValueText is "AddSingleton" or "TryAddSingleton" or "AddHostedService"
            && (name is GenericNameSyntax { TypeArgumentList.Arguments: var types } && types.LastOrDefault() is { } registered ? IsNamed(registered, type) : call.DescendantNodes().OfType<TypeSyntax>().Any(node => IsNamed(node, type)))));

    private static bool IsNamed(TypeSyntax syntax, INamedTypeSymbol type) =>
        (syntax is QualifiedNameSyntax qualified ? qualified.Right : syntax) is SimpleNameSyntax name && name.Identifier.ValueText == type.Name;
}
