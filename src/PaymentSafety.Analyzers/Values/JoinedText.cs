using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers.Values;

/// <summary>
/// The text that an expression always gives, put together from constants: concatenation (of u8 literals too), interpolation,
/// string.Concat, string.Join and string.Format, new string(char[]), through constants, readonly fields and locals that are written
/// once. What is not known of it leaves a gap.
/// </summary>
internal sealed class JoinedText
{
    /// <summary>Stands for what is not known: no character of any word.</summary>
    private const char Gap = '\0';

    private const int DeepestNesting = 32;

    private static readonly char[] Braces = ['{', '}'];

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

    /// <summary>The text of the part that holds a place of the text, and where in that part the place is.</summary>
    public (string Text, int Offset) PartAt(int position)
    {
        var index = _partStarts.FindLastIndex(part => part <= position);
        var start = index < 0 ? 0 : _partStarts[index];
        var next = _partStarts.FindIndex(part => part > position);
        var end = next < 0 ? _text.Length : _partStarts[next];
        return (_text.ToString(start, end - start), position - start);
    }

    private void AppendOrGap(IOperation operation, int depth)
    {
        if (!Append(operation, depth))
        {
            AppendGap();
        }
    }

    private void AppendGap()
    {
        _partStarts.Add(_text.Length);
        _text.Append(Gap);
        IsComplete = false;
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
            case IBinaryOperation concatenation when IsConcatenation(concatenation):
                AppendAll(Operands(concatenation), depth);
                return true;
            case IUtf8StringOperation bytes:
                return AppendPart(bytes.Value);
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
            case IArrayCreationOperation { Initializer: { } initializer }:
                return Append(initializer, depth);
            case IArrayInitializerOperation { ElementValues: var elements }:
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
        while (current is IBinaryOperation addition && IsConcatenation(addition))
        {
            operands.Push(addition.RightOperand);
            current = addition.LeftOperand;
        }

        operands.Push(current);
        return operands;
    }

    private static bool IsConcatenation(IBinaryOperation operation) =>
        operation.OperatorKind == BinaryOperatorKind.Add
        && (operation.Type?.SpecialType == SpecialType.System_String || operation.RightOperand is IUtf8StringOperation);

    private bool AppendStringMethod(IInvocationOperation invocation, int depth)
    {
        var arguments = Arguments(invocation);
        switch (invocation.TargetMethod.Name)
        {
            case nameof(string.Concat):
                AppendAll(arguments, depth);
                return true;
            case nameof(string.Join) when arguments.Length == 2 && arguments[0].ConstantValue is { HasValue: true, Value: var separator }:
                return ElementsOf(arguments[1]) is { } elements
                    ? AppendSeparated(separator, elements, depth)
                    : separator is null or "" && Append(arguments[1], depth + 1);
            case nameof(string.Format) when arguments.Length > 0 && arguments[0].ConstantValue is { HasValue: true, Value: string format }:
                var given = arguments.Skip(1).ToArray();
                return AppendFormat(format, given.Length == 1 ? ElementsOf(given[0]) ?? given : given, depth);
            default:
                return false;
        }
    }

    private static IOperation[] Arguments(IInvocationOperation invocation) =>
        invocation.Arguments.OrderBy(argument => argument.Parameter?.Ordinal).Select(argument => argument.Value).ToArray();

    /// <summary>The elements of an array that is made here; null where it comes from elsewhere.</summary>
    private static IReadOnlyList<IOperation>? ElementsOf(IOperation array) => array switch
    {
        IConversionOperation { OperatorMethod: null } conversion => ElementsOf(conversion.Operand),
        IArrayCreationOperation { Initializer.ElementValues: var elements } => elements,
        _ when OperationKinds.IsCollectionExpression(array) => array.ChildOperations.ToArray(),
        _ => null,
    };

    private bool AppendSeparated(object? separator, IReadOnlyList<IOperation> elements, int depth)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            if (i > 0 && !AppendPart(separator))
            {
                return false;
            }

            AppendOrGap(elements[i], depth + 1);
        }

        return true;
    }

    /// <summary>Composite formatting, with holes by number alone: an alignment or a format of its own leaves a gap.</summary>
    private bool AppendFormat(string format, IReadOnlyList<IOperation> arguments, int depth)
    {
        var position = 0;
        while (position < format.Length)
        {
            var brace = format.IndexOfAny(Braces, position);
            if (brace < 0)
            {
                break;
            }

            AppendPart(format.Substring(position, brace - position));
            var close = format.IndexOf('}', brace);
            if (brace + 1 < format.Length && format[brace + 1] == format[brace])
            {
                AppendPart(format[brace]);
                position = brace + 2;
            }
            else if (close > brace && int.TryParse(format.Substring(brace + 1, close - brace - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < arguments.Count)
            {
                AppendOrGap(arguments[index], depth + 1);
                position = close + 1;
            }
            else
            {
                AppendGap();
                position = close < 0 ? format.Length : close + 1;
            }
        }

        return AppendPart(format.Substring(Math.Min(position, format.Length)));
    }

    private bool AppendVariable(ISymbol variable, int depth)
    {
        if (AssignedOnce.ValueOf(variable, _context) is not { } value)
        {
            return false;
        }

        // What the variable holds is reported where it is written: to this expression it is one part. The elements of an array stand
        // next to each other nowhere but here.
        var held = new JoinedText(_context);
        if (!held.Append(value, depth + 1))
        {
            return false;
        }

        var start = _text.Length;
        _partStarts.Add(start);
        if (value is IArrayCreationOperation or IArrayInitializerOperation)
        {
            _partStarts.AddRange(held._partStarts.Select(part => start + part));
        }

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
