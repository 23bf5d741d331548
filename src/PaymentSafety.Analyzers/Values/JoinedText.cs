using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers.Values;

/// <summary>
/// The text that an expression always gives, put together from constants: concatenation, interpolation, string.Concat and
/// string.Join, new string(char[]), through constants, readonly fields and locals that are written once. What is not known of it
/// leaves a gap.
/// </summary>
internal sealed class JoinedText
{
    /// <summary>Stands for what is not known: no character of any word.</summary>
    private const char Gap = '\0';

    private const int DeepestNesting = 32;

    private readonly ValueContext _context;
    private readonly StringBuilder _text = new();
    private readonly List<int> _partStarts = new();

    private JoinedText(ValueContext context) => _context = context;

    public string Text => _text.ToString();

    /// <summary>Whether all of it is known.</summary>
    public bool IsComplete { get; private set; } = true;

    public static JoinedText Of(IOperation operation, ValueContext context)
    {
        var joined = new JoinedText(context);
        joined.AppendOrGap(operation, 0);
        return joined;
    }

    /// <summary>Whether a span of the text comes from one part alone, and so stands whole where that part is written.</summary>
    public bool IsOnePart(int start, int length) => !_partStarts.Exists(part => part > start && part < start + length);

    private void AppendOrGap(IOperation operation, int depth)
    {
        if (!Append(operation, depth))
        {
            _partStarts.Add(_text.Length);
            _text.Append(Gap);
            IsComplete = false;
        }
    }

    private void AppendAll(IEnumerable<IOperation> operations, int depth)
    {
        foreach (var operation in operations)
        {
            AppendOrGap(operation, depth + 1);
        }
    }

    /// <summary>False, with nothing appended, where nothing is known.</summary>
    private bool Append(IOperation operation, int depth)
    {
        _context.Cancellation.ThrowIfCancellationRequested();
        if (depth > DeepestNesting)
        {
            return false;
        }

        switch (operation)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } concatenation:
                AppendAll(Operands(concatenation), depth);
                return true;
            case IInterpolatedStringOperation interpolated:
                AppendAll(interpolated.Parts, depth);
                return true;
            case IInterpolatedStringTextOperation text:
                return Append(text.Text, depth + 1);
            case IInterpolationOperation { Alignment: null, FormatString: null } hole:
                return Append(hole.Expression, depth + 1);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Append(conversion.Operand, depth + 1);
            case IParenthesizedOperation parenthesized:
                return Append(parenthesized.Operand, depth + 1);
            case IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } invocation:
                return AppendStringMethod(invocation, depth);
            case IObjectCreationOperation { Type.SpecialType: SpecialType.System_String, Arguments: { Length: 1 } arguments }:
                return Append(arguments[0].Value, depth + 1);
            case IArrayCreationOperation { Initializer.ElementValues: var elements }:
                AppendAll(elements, depth);
                return true;
            case { ConstantValue: { HasValue: true, Value: var value } }:
                return AppendPart(value);
            case ILocalReferenceOperation local:
                return AppendVariable(local.Local, depth);
            case IFieldReferenceOperation field:
                return AppendVariable(field.Field, depth);
            case IPropertyReferenceOperation property:
                return AppendVariable(property.Property, depth);
            case var collection when OperationKinds.IsCollectionExpression(collection):
                AppendAll(collection.ChildOperations, depth);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A chain of additions is nested to the left, one level for each: it is unrolled, so that a long one is no deep recursion.</summary>
    private static Stack<IOperation> Operands(IBinaryOperation concatenation)
    {
        var operands = new Stack<IOperation>();
        IOperation current = concatenation;
        while (current is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } addition)
        {
            operands.Push(addition.RightOperand);
            current = addition.LeftOperand;
        }

        operands.Push(current);
        return operands;
    }

    private bool AppendStringMethod(IInvocationOperation invocation, int depth)
    {
        switch (invocation.TargetMethod.Name)
        {
            case nameof(string.Concat):
                AppendAll(invocation.Arguments.OrderBy(argument => argument.Parameter?.Ordinal).Select(argument => argument.Value), depth);
                return true;
            case nameof(string.Join) when invocation.Arguments.Length == 2 && invocation.Arguments[0].Value.ConstantValue is { HasValue: true, Value: "" or null }:
                return Append(invocation.Arguments[1].Value, depth + 1);
            default:
                return false;
        }
    }

    private bool AppendVariable(ISymbol variable, int depth)
    {
        if (AssignedOnce.ValueOf(variable, _context) is not { } value)
        {
            return false;
        }

        // What the variable holds is reported where it is written: to this expression it is one part.
        var held = new JoinedText(_context);
        if (!held.Append(value, depth + 1))
        {
            return false;
        }

        _partStarts.Add(_text.Length);
        _text.Append(held._text);
        IsComplete &= held.IsComplete;
        return true;
    }

    private bool AppendPart(object? value)
    {
        if (value is not (string or char or null))
        {
            return false;
        }

        _partStarts.Add(_text.Length);
        _text.Append(value);
        return true;
    }
}
