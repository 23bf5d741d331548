using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>What a branch tells: on the path where the caller's key is null, a missing key is the caller's choice and not this method's fault.</summary>
internal sealed partial class KeyFlow
{
    private void Assume(IOperation condition, bool holds)
    {
        if (EmptinessTest(condition, holds) is not { } test)
        {
            return;
        }

        var (tested, isEmpty) = test;
        var values = Evaluate(tested);
        if (isEmpty && values.Any(value => IsGivenKey(value, tested.Type)))
        {
            _state = _state.KeyLeftOut();
        }

        if (!isEmpty && tested is IPropertyReferenceOperation { Property.Name: "IdempotencyKey", Instance: { } options })
        {
            HasKey(Evaluate(options));
        }

        var variable = tested switch
        {
            IFlowCaptureReferenceOperation capture => (object)capture.Id,
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
        if (variable is null)
        {
            return;
        }

        var possible = values.RemoveAll(value => (value.Kind is FlowValueKind.Nothing or FlowValueKind.NothingByCaller) != isEmpty);
        if (possible.IsEmpty && isEmpty)
        {
            possible = ImmutableArray.Create(values.Any(value => IsGivenKey(value, tested.Type)) ? FlowValue.NothingByCaller : FlowValue.Nothing);
        }

        if (!possible.IsEmpty)
        {
            Set(variable, possible);
        }
    }

    /// <summary>What was found to hold a key holds none that is missing.</summary>
    private void HasKey(ImmutableArray<FlowValue> owners)
    {
        foreach (var owner in owners.Where(owner => owner.Kind == FlowValueKind.Created))
        {
            if (_state.KeyOf(owner.Syntax!) is { IsDefault: false } key)
            {
                var present = key.RemoveAll(value => value.Kind is FlowValueKind.Nothing or FlowValueKind.NothingByCaller);
                _state = _state.WithKey(owner.Syntax!, present.IsEmpty ? ImmutableArray.Create(FlowValue.Trusted(owner.Syntax!)) : present);
            }
        }
    }

    /// <summary>A key, or options that may hold one, that was given to this method.</summary>
    private bool IsGivenKey(FlowValue value, ITypeSymbol? type)
    {
        if (value is { Kind: FlowValueKind.Created, Syntax: ParameterSyntax })
        {
            // The options that a helper was given, followed as an object of their own.
            return true;
        }

        if (value.Kind is not (FlowValueKind.Text or FlowValueKind.Trusted))
        {
            return false;
        }

        if (_stripe.IsRequestOptions(type))
        {
            return true;
        }

        return value.Symbol is { } symbol
            && (_keySymbols.Contains(symbol) || Words.Of(symbol.Name).Any(word => word.StartsWith("idempot", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The expression that a condition tests for null or empty text, and whether it is so when the condition is as given.</summary>
    private static (IOperation Tested, bool IsEmpty)? EmptinessTest(IOperation condition, bool holds) => condition switch
    {
        IIsNullOperation test => (Unconverted(test.Operand), holds),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => EmptinessTest(not.Operand, !holds),
        IBinaryOperation { LeftOperand: IPropertyReferenceOperation { Property: { Name: "Length", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text } } length
            => MeasuredEmpty(length) is { } isEmpty ? (Unconverted(text), isEmpty == holds) : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals => Compared(equals, holds),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } differs => Compared(differs, !holds),
        IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String } } call
            => (Unconverted(call.Arguments[0].Value), holds),
        IPropertyReferenceOperation { Property.Name: "HasValue", Instance: { } instance } => (Unconverted(instance), !holds),
        IIsPatternOperation isPattern => Matched(isPattern.Value, isPattern.Pattern, holds),
        _ => null,
    };

    private static (IOperation, bool)? Matched(IOperation value, IPatternOperation pattern, bool holds) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null or "" } } => (Unconverted(value), holds),
        INegatedPatternOperation negated => Matched(value, negated.Pattern, !holds),
        IRecursivePatternOperation or IDeclarationPatternOperation or ITypePatternOperation when pattern is not IDeclarationPatternOperation { MatchesNull: true }
            => holds || !AsksForMore(pattern) ? (Unconverted(value), !holds) : null,
        _ => null,
    };

    /// <summary><c>{ Length: > 0 }</c> asks no more than that there is text; any other property may fail on a key that is there.</summary>
    private static bool AsksForMore(IPatternOperation pattern) =>
        pattern is IRecursivePatternOperation { PropertySubpatterns: var properties }
        && properties.Any(property => property.Member is not IPropertyReferenceOperation { Property.Name: "Length" });

    private static (IOperation, bool)? Compared(IBinaryOperation comparison, bool equal)
    {
        if (IsEmptyConstant(comparison.RightOperand))
        {
            return (Unconverted(comparison.LeftOperand), equal);
        }

        return IsEmptyConstant(comparison.LeftOperand) ? (Unconverted(comparison.RightOperand), equal) : null;
    }

    /// <summary>Whether a comparison of a length says "empty" when it holds; null where it says neither.</summary>
    private static bool? MeasuredEmpty(IBinaryOperation comparison) => (comparison.OperatorKind, comparison.RightOperand.ConstantValue) switch
    {
        (BinaryOperatorKind.Equals, { HasValue: true, Value: 0 }) => true,
        (BinaryOperatorKind.NotEquals or BinaryOperatorKind.GreaterThan, { HasValue: true, Value: 0 }) => false,
        _ => null,
    };

    private static bool IsEmptyConstant(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: null or "" };

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
