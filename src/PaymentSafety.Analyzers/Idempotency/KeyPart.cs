using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>What an ingredient of a key says about the operation that the key stands for.</summary>
internal enum KeyPartKind
{
    /// <summary>Text that is the same at every call.</summary>
    Constant,

    /// <summary>A new value at every evaluation: a new Guid, a random number, the clock.</summary>
    Fresh,

    /// <summary>The clock cut to a day or more: the same for all calls of that day.</summary>
    Date,

    /// <summary>A customer, a user, a tenant or a currency: the same for many operations.</summary>
    Party,

    /// <summary>Anything else, taken for the operation's own: an order's id, a parameter, a value read from a store.</summary>
    Operation,
}

/// <summary>One ingredient of the text of a key.</summary>
internal readonly struct KeyPart : IEquatable<KeyPart>
{
    public KeyPart(KeyPartKind kind, SyntaxNode syntax, ISymbol? symbol = null, bool personal = false)
    {
        Kind = kind;
        Syntax = syntax;
        Symbol = symbol;
        IsPersonal = personal;
    }

    public KeyPartKind Kind { get; }

    /// <summary>Where the ingredient is made: for a fresh value the call of NewGuid, also when a local carries it to the key.</summary>
    public SyntaxNode Syntax { get; }

    public ISymbol? Symbol { get; }

    /// <summary>An e-mail address, a person's name, a telephone number or card data, in clear text.</summary>
    public bool IsPersonal { get; }

    public KeyPart Hashed() => new(Kind, Syntax, Symbol);

    public KeyPart AsOperation() => new(KeyPartKind.Operation, Syntax, Symbol, IsPersonal);

    public KeyPart At(SyntaxNode syntax) => new(Kind, syntax, Symbol, IsPersonal);

    public bool Equals(KeyPart other) => Kind == other.Kind && Syntax == other.Syntax && IsPersonal == other.IsPersonal;

    public override bool Equals(object? obj) => obj is KeyPart other && Equals(other);

    public override int GetHashCode() => unchecked((Syntax.GetHashCode() * 31) + (int)Kind);
}
