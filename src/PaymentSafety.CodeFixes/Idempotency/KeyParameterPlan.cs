using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace PaymentSafety.CodeFixes.Idempotency;

/// <summary>
/// Gives the method around a call a parameter <c>idempotencyKey</c>, and every caller in the solution something to pass: a key made from an id in scope there, or
/// its own new parameter. There is a plan only where all callers can be changed, so that what it leaves compiles.
/// </summary>
internal sealed class KeyParameterPlan
{
    private const string ParameterName = "idempotencyKey";

    /// <summary>A chain of callers longer than this is a redesign and not a quick fix.</summary>
    private const int MostMethods = 12;

    private readonly StripeCallSite _site;
    private readonly NodeEdits _edits = new();
    private readonly HashSet<IMethodSymbol> _methods = new(SymbolEqualityComparer.Default);
    private readonly HashSet<Location> _references = new();
    private int _calls;

    private KeyParameterPlan(StripeCallSite site) => _site = site;

    public string Title { get; private set; } = "";

    public static async Task<KeyParameterPlan?> CreateAsync(StripeCallSite site, CancellationToken cancellation)
    {
        if (IsRepeatedForItems(site.Call) || ContainerOf(site.Call) is not { } container || site.Model.GetDeclaredSymbol(container, cancellation) is not IMethodSymbol method)
        {
            return null;
        }

        var plan = new KeyParameterPlan(site);
        if (KeyParameterOf(method) is { } existing)
        {
            // A second operation of the same method needs a key of its own: Stripe compares the parameters.
            var isTaken = container.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment =>
                assignment.Left is IdentifierNameSyntax { Identifier.ValueText: "IdempotencyKey" } && assignment.Right.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == existing));
            var key = SyntaxFactory.IdentifierName(existing);
            plan.Title = $"Pass on '{existing}'";
            return site.TryAddKey(isTaken ? OperationKey.From(site.Method, key) : key, plan._edits) ? plan : null;
        }

        if (!site.TryAddKey(SyntaxFactory.IdentifierName(ParameterName), plan._edits) || !await plan.AddParameterAsync(method, cancellation).ConfigureAwait(false))
        {
            return null;
        }

        var calls = plan._calls switch { 0 => "", 1 => " (updates 1 call)", var count => $" (updates {count} calls)" };
        plan.Title = $"Add a parameter '{ParameterName}' to '{method.Name}' and pass it on{calls}";
        return plan;
    }

    public Task<Solution> ApplyAsync(CancellationToken cancellation) => _edits.ApplyAsync(_site.Document.Project.Solution, cancellation);

    private Solution Solution => _site.Document.Project.Solution;

    private async Task<bool> AddParameterAsync(IMethodSymbol method, CancellationToken cancellation)
    {
        if (_methods.Contains(method))
        {
            return true;
        }

        if (await FamilyAsync(method, cancellation).ConfigureAwait(false) is not { } family || _methods.Count + family.Count > MostMethods)
        {
            return false;
        }

        _methods.UnionWith(family);
        var callers = 0;
        foreach (var member in family)
        {
            foreach (var reference in (await SymbolFinder.FindReferencesAsync(member, Solution, cancellation).ConfigureAwait(false)).SelectMany(found => found.Locations))
            {
                if (await UpdateReferenceAsync(reference, member, cancellation).ConfigureAwait(false) is not { } isCall)
                {
                    return false;
                }

                callers += isCall ? 1 : 0;
            }
        }

        foreach (var member in family)
        {
            if (member.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not { } declaration
                || Solution.GetDocument(declaration.SyntaxTree) is not { } document
                || ParameterFor(member, declaration, callers) is not { } parameter)
            {
                return false;
            }

            var index = InsertionIndex(member);
            _edits.Add(document.Id, declaration, current => WithParameter(current, index, parameter));
        }

        return true;
    }

    /// <summary>The method, the interface members it implements and all that implements or overrides them; null where one of them is not ours to change.</summary>
    private async Task<IReadOnlyList<IMethodSymbol>?> FamilyAsync(IMethodSymbol method, CancellationToken cancellation)
    {
        var family = new List<IMethodSymbol> { method };
        for (var i = 0; i < family.Count; i++)
        {
            var member = family[i];
            if (!CanChange(member))
            {
                return null;
            }

            if (member.MethodKind == MethodKind.LocalFunction)
            {
                continue;
            }

            var related = new List<ISymbol>(member.ContainingType.AllInterfaces
                .SelectMany(type => type.GetMembers(member.Name).OfType<IMethodSymbol>())
                .Where(declared => SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(declared), member))
                .Select(declared => declared.OriginalDefinition));
            related.AddRange(member.ExplicitInterfaceImplementations);
            if (member.OverriddenMethod is { } overridden)
            {
                related.Add(overridden.OriginalDefinition);
            }

            related.AddRange(await SymbolFinder.FindOverridesAsync(member, Solution, cancellationToken: cancellation).ConfigureAwait(false));
            related.AddRange(await SymbolFinder.FindImplementationsAsync(member, Solution, cancellationToken: cancellation).ConfigureAwait(false));
            foreach (var found in related.OfType<IMethodSymbol>())
            {
                if (!family.Contains(found, SymbolEqualityComparer.Default))
                {
                    family.Add(found);
                }
            }
        }

        return family;
    }

    private static bool CanChange(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation
        && method.DeclaringSyntaxReferences.Length == 1
        && method is { PartialImplementationPart: null, PartialDefinitionPart: null, IsExtern: false, IsVararg: false }
        && !(method.IsStatic && method.Name == "Main")
        && !method.Parameters.Any(parameter => parameter.Name == ParameterName);

    /// <summary>True for a call that is updated, false for a mention that needs no change, null for a use that forbids the change.</summary>
    private async Task<bool?> UpdateReferenceAsync(ReferenceLocation reference, IMethodSymbol method, CancellationToken cancellation)
    {
        if (reference.IsImplicit || reference.Location.SourceTree is not { } tree)
        {
            return null;
        }

        // A call through an interface is found again for each implementation.
        if (!_references.Add(reference.Location))
        {
            return false;
        }

        var root = await tree.GetRootAsync(cancellation).ConfigureAwait(false);
        var name = root.FindNode(reference.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
        if (name.FirstAncestorOrSelf<CrefSyntax>() is not null || IsInNameof(name))
        {
            return false;
        }

        var target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name.Parent is MemberBindingExpressionSyntax binding ? (SyntaxNode)binding : name;
        if (target.Parent is not InvocationExpressionSyntax call || call.Expression != target)
        {
            return null;
        }

        var model = (await reference.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol called || await ArgumentAsync(call, model, cancellation).ConfigureAwait(false) is not { } value)
        {
            return null;
        }

        var index = InsertionIndex(method) - (called.ReducedFrom is null ? 0 : 1);
        _calls++;
        _edits.Add(reference.Document.Id, call, current => WithArgument((InvocationExpressionSyntax)current, index, value));
        return true;
    }

    /// <summary>What a caller passes: a key of an id in scope, its own key parameter, or a new one.</summary>
    private async Task<ExpressionSyntax?> ArgumentAsync(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (IdentifierInScope.Find(call, stripeMethod: null, model, _site.Stripe, cancellation) is { } identifier)
        {
            return OperationKey.From(_site.Method, identifier);
        }

        if (IsRepeatedForItems(call) || ContainerOf(call) is not { } container || model.GetDeclaredSymbol(container, cancellation) is not IMethodSymbol caller)
        {
            return null;
        }

        if (KeyParameterOf(caller) is { } existing)
        {
            return SyntaxFactory.IdentifierName(existing);
        }

        return await AddParameterAsync(caller, cancellation).ConfigureAwait(false) ? SyntaxFactory.IdentifierName(ParameterName) : null;
    }

    private static string? KeyParameterOf(IMethodSymbol method) =>
        method.Parameters.FirstOrDefault(parameter =>
            parameter.Type.SpecialType == SpecialType.System_String && parameter.Name.IndexOf("idempot", StringComparison.OrdinalIgnoreCase) >= 0)?.Name;

    /// <summary>The method or local function whose parameters the call can read; a lambda reads those of the method around it.</summary>
    private static SyntaxNode? ContainerOf(SyntaxNode node)
    {
        for (var current = node.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case MethodDeclarationSyntax or LocalFunctionStatementSyntax:
                    return current;
                case AnonymousFunctionExpressionSyntax lambda when lambda.Modifiers.Any(SyntaxKind.StaticKeyword):
                case MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>One key for a loop over items would make the second item a repeat of the first.</summary>
    private static bool IsRepeatedForItems(SyntaxNode call)
    {
        for (var node = call.Parent; node is not null and not (MethodDeclarationSyntax or LocalFunctionStatementSyntax); node = node.Parent)
        {
            switch (node)
            {
                case CommonForEachStatementSyntax:
                case ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax when !node.DescendantNodes().OfType<TryStatementSyntax>().Any():
                case SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: not ("_" or "ct" or "token" or "cancellationToken") }:
                    return true;
            }
        }

        return false;
    }

    private static bool IsInNameof(SyntaxNode name) =>
        name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } };

    /// <summary>After the last parameter that must be given, and before a CancellationToken.</summary>
    private static int InsertionIndex(IMethodSymbol method)
    {
        var index = 0;
        while (index < method.Parameters.Length && method.Parameters[index] is { IsOptional: false, IsParams: false, Type.Name: not "CancellationToken" })
        {
            index++;
        }

        return index;
    }

    /// <summary>A plain string; for an action that a browser or a service calls, the header that Stripe's own API uses.</summary>
    private static ParameterSyntax? ParameterFor(IMethodSymbol method, SyntaxNode declaration, int callers)
    {
        var attributes = method.GetAttributes();
        var isAction = attributes.Any(attribute => attribute.AttributeClass is { } type && IsHttpMethodAttribute(type));
        if (callers == 0 && attributes.Length > 0 && !isAction)
        {
            // Called by a framework that knows its parameters by attribute: a test, a function, a job.
            return null;
        }

        var prefix = isAction ? $"[{HeaderAttribute(declaration)}(Name = \"Idempotency-Key\")] " : "";
        return SyntaxFactory.ParseParameterList($"({prefix}string {ParameterName})").Parameters[0];
    }

    private static bool IsHttpMethodAttribute(INamedTypeSymbol type) => type.Name.StartsWith("Http", StringComparison.Ordinal) && type.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Mvc";

    private static string HeaderAttribute(SyntaxNode declaration) =>
        declaration.SyntaxTree.GetRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>()
            .Any(directive => directive.Name?.ToString() == "Microsoft.AspNetCore.Mvc")
            ? "FromHeader"
            : "Microsoft.AspNetCore.Mvc.FromHeader";

    private static SyntaxNode WithParameter(SyntaxNode declaration, int index, ParameterSyntax parameter) => declaration switch
    {
        MethodDeclarationSyntax method => method.WithParameterList(method.ParameterList.WithParameters(SeparatedLayout.Insert(method.ParameterList.Parameters, index, parameter))),
        LocalFunctionStatementSyntax function => function.WithParameterList(function.ParameterList.WithParameters(SeparatedLayout.Insert(function.ParameterList.Parameters, index, parameter))),
        _ => declaration,
    };

    private static InvocationExpressionSyntax WithArgument(InvocationExpressionSyntax call, int index, ExpressionSyntax value)
    {
        var positional = call.ArgumentList.Arguments.TakeWhile(argument => argument.NameColon is null).Count();
        if (positional >= index)
        {
            return call.WithArgumentList(RequestOptionsEditor.Insert(call.ArgumentList, index, SyntaxFactory.Argument(value)));
        }

        var named = SyntaxFactory.Argument(SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(ParameterName)).WithTrailingTrivia(SyntaxFactory.Space), default, value);
        return call.WithArgumentList(RequestOptionsEditor.Insert(call.ArgumentList, call.ArgumentList.Arguments.Count, named));
    }
}
