using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Retries;

/// <summary>Code that runs again for the same operation, and what runs it.</summary>
internal sealed class Repeat
{
    public Repeat(RepeatKind kind, SyntaxNode region, string description, SyntaxNode cause)
    {
        Kind = kind;
        Region = region;
        Description = description;
        Cause = cause;
    }

    public RepeatKind Kind { get; }

    /// <summary>What is run again as a whole: the loop, the delegate, the method.</summary>
    public SyntaxNode Region { get; }

    /// <summary>Who runs it again, for a message: <c>the retry loop</c>, <c>'policy.ExecuteAsync'</c>, <c>the Quartz job</c>.</summary>
    public string Description { get; }

    /// <summary>The loop, the call that is handed the delegate, or the method that a framework calls.</summary>
    public SyntaxNode Cause { get; }

    /// <summary>The same repeat seen from a method that the repeated code calls.</summary>
    public Repeat OfCallee(SyntaxNode method) => new(Kind, method, Description, Cause);
}

internal enum RepeatKind
{
    /// <summary>A loop that tries until it succeeds.</summary>
    Loop,

    /// <summary>A delegate handed to something that retries.</summary>
    Delegate,

    /// <summary>A job or a message handler that its framework runs again after a failure.</summary>
    Handler,
}
