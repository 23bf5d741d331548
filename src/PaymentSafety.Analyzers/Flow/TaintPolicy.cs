using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Flow;

/// <summary>What a call or a constructor does with what goes in.</summary>
[Flags]
internal enum DataFlow
{
    /// <summary>Nobody knows: the result counts as unknown, unless the callee's source can be read.</summary>
    Unknown = 0,

    /// <summary>Nothing of it comes out.</summary>
    Nothing = 1,

    /// <summary>The result is made of it.</summary>
    ToResult = 2,

    /// <summary>The receiver holds the arguments from then on.</summary>
    ToReceiver = 4,
}

/// <summary>A value that leaves at an operation; the label says where to, for the policy alone.</summary>
internal readonly record struct TaintSink(IOperation Value, object Label);

/// <summary>What is followed from where to where: all that the engine is told.</summary>
internal abstract class TaintPolicy
{
    /// <summary>What is known of a value by its declaration, its type or, where there is no symbol, its constant.</summary>
    /// <param name="symbol">The local, parameter, field, property or method that it is read from, where there is one.</param>
    /// <param name="operation">The place where it is read.</param>
    public abstract Taint Source(ISymbol? symbol, IOperation operation);

    /// <summary>Whether a value of the type can carry what is followed at all.</summary>
    public abstract bool CanCarry(ITypeSymbol type);

    public abstract DataFlow FlowOf(IMethodSymbol method);

    /// <summary>What is left of a value when it has gone through an operation: a mask leaves nothing.</summary>
    public abstract Taint Pass(IOperation operation, Taint taint);

    /// <summary>What an object is that holds the value in a member, or among its elements where there is no member.</summary>
    public abstract Taint Hold(Taint value, ISymbol? member, ITypeSymbol? owner);

    /// <summary>What is left of an object whose members are known to be clean, where it was known as a whole.</summary>
    public virtual Taint Without(Taint whole, IEnumerable<ISymbol> clean) => whole;

    /// <summary>What is left of a value where it is known to be of a type: of what may be anything, less than was feared.</summary>
    public virtual Taint AsSeen(Taint taint, ITypeSymbol? type) => taint;

    /// <summary>What a member of the object is, or an element where there is no member, when no more is known than the object as a whole.</summary>
    public abstract Taint Take(Taint whole, ISymbol? member);

    /// <summary>Whether the body of a helper may hold a source; false where it is known without a look at it that it holds none.</summary>
    public virtual bool MayBring(IMethodSymbol helper) => true;

    public abstract IEnumerable<TaintSink> SinksAt(IOperation operation);
}
