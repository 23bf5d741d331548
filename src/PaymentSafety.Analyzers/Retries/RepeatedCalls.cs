using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.Retries;

/// <summary>
/// Every mention, by name, of a method inside a loop with a try, a delegate, or a class that looks like a handler. Made when the first call that lacks a key asks for it;
/// most compilations never do.
/// </summary>
internal sealed class RepeatedCalls
{
    private static readonly string[] Signs =
    [
        "catch", "etry", "etries", "Execute", "Enqueue", "Schedule", "AddOrUpdate", "IJob", "IConsumer", "IHandle", "Trigger", "IInvocable", "ttempt", "BackgroundJob", "CapSubscribe", "SQSEvent", "esilien",
    ];

    private readonly Lazy<ILookup<string, SimpleNameSyntax>> _names;

    public RepeatedCalls(Compilation compilation) => _names = new(() => Collect(compilation));

    public IEnumerable<SimpleNameSyntax> Named(string name, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return _names.Value[name];
    }

    private static ILookup<string, SimpleNameSyntax> Collect(Compilation compilation)
    {
        var found = new List<SimpleNameSyntax>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            // A file without one of these words holds neither a retry nor a handler.
            var text = tree.GetText().ToString();
            if (!Signs.Any(sign => text.IndexOf(sign, StringComparison.Ordinal) >= 0))
            {
                continue;
            }

            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                switch (node)
                {
                    case InvocationExpressionSyntax { Expression: SimpleNameSyntax name }:
                        found.Add(name);
                        break;
                    case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } }:
                        found.Add(name);
                        break;
                    case InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name: var name } }:
                        found.Add(name);
                        break;
                    case ArgumentSyntax { Expression: SimpleNameSyntax name }:
                        found.Add(name);
                        break;
                    case ArgumentSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } }:
                        found.Add(name);
                        break;
                }
            }
        }

        return found.ToLookup(name => name.Identifier.ValueText, StringComparer.Ordinal);
    }
}
