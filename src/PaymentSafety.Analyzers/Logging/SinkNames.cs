using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Options;

namespace PaymentSafety.Analyzers.Logging;

/// <summary>
/// What a helper must be written with to let a value out: a call, a creation or an assignment by the name of a way out, of the table or of the compilation's own, that is
/// given more than constants. Known by the words alone first, then by the syntax, and without a symbol of its body.
/// </summary>
internal sealed class SinkNames
{
    private readonly bool _isAny;
    private readonly Lazy<HashSet<string>> _members;
    private readonly Lazy<HashSet<string>> _types;
    private readonly IdentifierSearch _words;

    /// <param name="compilation">Whose code may declare log methods, and which says what libraries there are.</param>
    /// <param name="own">The user's own ways out: which names they match, nobody knows without the symbols.</param>
    public SinkNames(Compilation compilation, SymbolPatterns own)
    {
        _isAny = !own.IsEmpty;
        var rows = new Lazy<SinkRow[]>(() => SinkTable.Rows.Where(row => row.Namespaces.Any(name => IsDeclared(compilation, name))).ToArray());
        _members = new(() => new HashSet<string>(rows.Value.SelectMany(row => row.NamesOfMembers).Concat(SinkFinder.NamesOfTargets).Concat(DeclaredIn(compilation)), StringComparer.Ordinal));
        // Delegates of LoggerMessage.Define take an ILogger, and are called whatever the code likes.
        _types = new(() => new HashSet<string>(rows.Value.SelectMany(row => row.NamesOfTypes).Concat(["ILogger", "LoggerMessage"]), StringComparer.Ordinal));
        _words = new IdentifierSearch(word => word == "throw" || IsType(word) || IsMember(word));
    }

    public bool MayLetOut(SyntaxReference helper) => _isAny || (_words.IsIn(helper) && helper.GetSyntax().DescendantNodes().Any(MayLetOut));

    private bool MayLetOut(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call => IsGivenValue(call.ArgumentList) && MayTakeOut(call.Expression),
        ObjectCreationExpressionSyntax creation => IsGivenValue(creation.ArgumentList) && (creation.Parent is ThrowStatementSyntax or ThrowExpressionSyntax || IsType(creation.Type.LastName())),
        ImplicitObjectCreationExpressionSyntax creation => IsGivenValue(creation.ArgumentList),
        ConstructorInitializerSyntax { Parent: ConstructorDeclarationSyntax constructor } initializer => IsGivenValue(initializer.ArgumentList) && IsType(constructor.Identifier.ValueText),
        AssignmentExpressionSyntax assignment => !IsConstant(assignment.Right) && _members.Value.Contains(Filled(assignment.Left).LastName()),
        SimpleNameSyntax { Parent: not (ObjectCreationExpressionSyntax or QualifiedNameSyntax { Parent: ObjectCreationExpressionSyntax }) } name => _types.Value.Contains(name.Identifier.ValueText),
        _ => false,
    };

    /// <summary>What is set, or the collection of which an element is.</summary>
    private static ExpressionSyntax Filled(ExpressionSyntax target) => target switch
    {
        ConditionalAccessExpressionSyntax { WhenNotNull: var access } => Filled(access),
        ElementAccessExpressionSyntax { Expression: var collection } => collection,
        _ => target,
    };

    /// <summary>The table has to know the method, or what is filled or invoked.</summary>
    private bool MayTakeOut(ExpressionSyntax called) =>
        IsMember(called.LastName())
        || (called.LastName() is "Add" or "TryAdd" or "Append" or "Invoke"
            && (called is MemberBindingExpressionSyntax || (called is MemberAccessExpressionSyntax { Expression: var filled } && IsMember(filled.LastName()))));

    private bool IsMember(string word) => _members.Value.Contains(word) || LogSinks.IsLoggingWord(word);

    private bool IsType(string word) => word.EndsWith("Exception", StringComparison.Ordinal) || _types.Value.Contains(word);

    private static bool IsGivenValue(ArgumentListSyntax? arguments) => arguments is not null && arguments.Arguments.Any(argument => !IsConstant(argument.Expression));

    /// <summary>Literals and what is made of them by their looks; a constant with a name counts as a value.</summary>
    private static bool IsConstant(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax or InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } => true,
        ParenthesizedExpressionSyntax inner => IsConstant(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => IsConstant(sum.Left) && IsConstant(sum.Right),
        _ => false,
    };

    /// <summary>A library's methods are called where the library is, or what stands for it: a name like Add or Name is met everywhere.</summary>
    private static bool IsDeclared(Compilation compilation, string name)
    {
        INamespaceSymbol? current = compilation.GlobalNamespace;
        foreach (var part in name.Split('.'))
        {
            current = current.GetMembers(part).OfType<INamespaceSymbol>().FirstOrDefault();
            if (current is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Methods with [LoggerMessage], and what keeps a delegate that takes a logger.</summary>
    private static HashSet<string> DeclaredIn(Compilation compilation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var files = FileSigns.OfWords("LoggerMessage", "ILogger");
        foreach (var tree in compilation.SyntaxTrees.Where(files.AreIn))
        {
            foreach (var node in tree.GetRoot().DescendantNodes(node => node is not (BlockSyntax or ExpressionSyntax)))
            {
                switch (node)
                {
                    case MethodDeclarationSyntax { AttributeLists.Count: > 0 } method:
                        names.Add(method.Identifier.ValueText);
                        break;
                    case PropertyDeclarationSyntax { Type: GenericNameSyntax { Identifier.ValueText: "Action" or "Func" } } property:
                        names.Add(property.Identifier.ValueText);
                        break;
                    case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: GenericNameSyntax { Identifier.ValueText: "Action" or "Func" } } } field:
                        names.Add(field.Identifier.ValueText);
                        break;
                }
            }
        }

        return names;
    }
}
