using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>What a type's own ToString writes: the members that stand as they are in a text, and all of them where it serializes itself.</summary>
internal sealed class OwnText
{
    private static readonly OwnText Nothing = new(new HashSet<string>(), everything: false);
    private static readonly OwnText Everything = new(new HashSet<string>(), everything: true);

    private readonly HashSet<string> _members;
    private readonly bool _everything;

    private OwnText(HashSet<string> members, bool everything) => (_members, _everything) = (members, everything);

    public bool Shows(ISymbol member) => _everything || _members.Contains(member.Name);

    /// <summary>Null where the type has no ToString of its own, in this compilation.</summary>
    public static OwnText? Of(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers("ToString").Concat(current.GetMembers("PrintMembers")))
            {
                if (member is IMethodSymbol { IsImplicitlyDeclared: false, IsOverride: true } or { Name: "PrintMembers", IsImplicitlyDeclared: false }
                    && member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declaration)
                {
                    return Read(declaration);
                }
            }
        }

        return null;
    }

    private static OwnText Read(SyntaxNode declaration)
    {
        var members = new HashSet<string>();
        foreach (var node in declaration.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } call
                && arguments.Any(argument => argument.Expression is ThisExpressionSyntax)
                && call.Expression.ToString().Contains("Serialize"))
            {
                return Everything;
            }

            if (node is IdentifierNameSyntax name && IsWritten(name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access ? access : name))
            {
                members.Add(name.Identifier.ValueText);
            }
        }

        return members.Count == 0 ? Nothing : new OwnText(members, everything: false);
    }

    /// <summary>As it is: in a hole, in a sum of texts, as what is returned, as an argument of Format, Concat, Join or Append.</summary>
    private static bool IsWritten(ExpressionSyntax value) => value.Parent switch
    {
        InterpolationSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax => true,
        BinaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.AddExpression } => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Format" or "Concat" or "Join" or "Append" or "AppendLine" or "AppendFormat" } } } => true,
        _ => false,
    };
}
