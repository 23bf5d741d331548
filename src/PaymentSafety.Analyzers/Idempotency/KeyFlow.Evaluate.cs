using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>What an expression can be, and what it does to the state.</summary>
internal sealed partial class KeyFlow
{
    private const string KeyHeader = "Idempotency-Key";

    private ImmutableArray<FlowValue> Evaluate(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return One(constant is null or "" ? _state.Nothing : Text(operation, new KeyPart(KeyPartKind.Constant, operation.Syntax)));
        }

        switch (operation)
        {
            case IFlowCaptureOperation capture:
                _captured[capture.Id] = capture.Value;
                return Set(capture.Id, Evaluate(capture.Value));
            case IFlowCaptureReferenceOperation reference:
                return Read(reference.Id, reference);
            case ILocalReferenceOperation local:
                return Read(local.Local, local);
            case IParameterReferenceOperation parameter:
                return Read(parameter.Parameter, parameter);
            case IDefaultValueOperation:
                return One(_state.Nothing);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, Evaluate(assignment.Value));
            case ICompoundAssignmentOperation compound when IsText(compound.Type):
                var both = Parts(Evaluate(compound.Target), compound).Concat(Parts(Evaluate(compound.Value), compound));
                return Assign(compound.Target, One(Text(compound, (compound.Type is { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } ? both.Append(new KeyPart(KeyPartKind.Operation, compound.Syntax)) : both).ToArray())));
            case IIncrementOrDecrementOperation counter:
                // Another number at each turn of a loop, whatever it began with.
                return Assign(counter.Target, One(Text(counter, Parts(Evaluate(counter.Target), counter).Append(new KeyPart(KeyPartKind.Operation, counter.Syntax)).ToArray())));
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction.Target, deconstruction.Value);
            case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator:
                return Set(declarator.Symbol, Evaluate(value));
            case IConversionOperation { Operand: IFlowAnonymousFunctionOperation } conversion when IsExpressionTree(conversion.Type):
                return Unknown(conversion);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Evaluate(conversion.Operand);
            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation);
            case IObjectCreationOperation creation:
                return Create(creation);
            case IPropertyReferenceOperation property:
                return ReadProperty(property);
            case IInvocationOperation or IInvalidOperation when CallOf(operation) is { } call:
                return Invoke(call);
            case IInvalidOperation { Syntax: BaseObjectCreationExpressionSyntax } creation when _stripe.IsRequestOptions(creation.Type):
                return CreateOptions(creation);
            case IInvalidOperation:
                return LetUnknownHave(operation);
            case IInterpolatedStringOperation interpolated:
                return One(Text(interpolated, Interpolated(interpolated).ToArray()));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return One(Text(sum, Parts(Evaluate(sum.LeftOperand), sum).Concat(Parts(Evaluate(sum.RightOperand), sum)).ToArray()));
            case IFlowAnonymousFunctionOperation lambda:
                AnalyzeLambda(lambda);
                return Unknown(lambda);
            case IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation } creation when IsExpressionTree(creation.Type):
                return Unknown(creation);
            case IDelegateCreationOperation { Target: IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } target }:
                EnterLocalFunction(target.Method);
                return Unknown(operation);
            case IFieldReferenceOperation field:
                if (field.Instance is { } instance)
                {
                    Evaluate(instance);
                }

                return ValueOf(field.Field, field.Type, field.Syntax);
            default:
                var parts = operation.ChildOperations.SelectMany(child => Parts(Evaluate(child), child)).ToArray();

                // A text made from text in a way that has no name here: a range of it, a sum, a remainder, and what later compilers bring.
                return IsText(operation.Type) && parts.Length > 0 ? One(Text(operation, parts)) : Unknown(operation);
        }
    }

    private ImmutableArray<FlowValue> Set(object variable, ImmutableArray<FlowValue> values)
    {
        _state = _state.WithVariable(variable, values);
        return values;
    }

    private ImmutableArray<FlowValue> Read(object variable, IOperation reference)
    {
        var values = _state.Variable(variable);
        return values.IsDefault ? ValueOf(variable as ISymbol, reference.Type, reference.Syntax) : values;
    }

    private ImmutableArray<FlowValue> Assign(IOperation target, ImmutableArray<FlowValue> values)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                return Set(local.Local, values);
            case IParameterReferenceOperation parameter:
                return Set(parameter.Parameter, values);
            case IFlowCaptureReferenceOperation capture:
                // Where the right side is lowered over several statements, the target is captured before it.
                return _captured.TryGetValue(capture.Id, out var captured) && captured is ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation
                    ? Assign(captured, values)
                    : Set(capture.Id, values);
            case IPropertyReferenceOperation { Property.Name: "IdempotencyKey", Instance: { } instance }:
                SetKey(Evaluate(instance), values);
                return values;
            case IPropertyReferenceOperation { Property.Name: "AdditionalHeaders", Instance: { } instance }:
                SetHeaders(Evaluate(instance), values);
                return values;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } headers, Arguments: { Length: 1 } arguments }
                when IsKeyHeader(arguments[0].Value):
                SetKey(HeaderOwners(headers), values);
                return values;
            default:
                foreach (var child in target.ChildOperations)
                {
                    Evaluate(child);
                }

                return values;
        }
    }

    private ImmutableArray<FlowValue> Deconstruct(IOperation target, IOperation value)
    {
        var unconverted = value is IConversionOperation { OperatorMethod: null } conversion ? conversion.Operand : value;
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        if (target is ITupleOperation targets && unconverted is ITupleOperation values && values.Elements.Length == targets.Elements.Length)
        {
            var evaluated = values.Elements.Select(Evaluate).ToList();
            for (var i = 0; i < evaluated.Count; i++)
            {
                AssignPart(targets.Elements[i], evaluated[i]);
            }
        }
        else
        {
            Evaluate(value);
            AssignUnknown(target);
        }

        return Unknown(value);
    }

    private void AssignPart(IOperation target, ImmutableArray<FlowValue> values)
    {
        switch (target)
        {
            case ITupleOperation:
                AssignUnknown(target);
                break;
            case IDeclarationExpressionOperation declaration:
                AssignPart(declaration.Expression, values);
                break;
            default:
                Assign(target, values);
                break;
        }
    }

    /// <summary>What an out parameter or a deconstruction writes: it is known by the name of its variable.</summary>
    private void AssignUnknown(IOperation target)
    {
        foreach (var variable in target.DescendantsAndSelf().Where(part => part is ILocalReferenceOperation or IParameterReferenceOperation))
        {
            Set(ReferencedSymbol(variable)!, ValueOf(ReferencedSymbol(variable), variable.Type, variable.Syntax));
        }
    }

    /// <summary>
    /// Whichever object it is gets the key. Where it may be one of several, the others keep what they had; but the one that this variable goes on to
    /// stand for has the key, and it is through the variable that the object reaches a call.
    /// </summary>
    private void SetKey(ImmutableArray<FlowValue> owners, ImmutableArray<FlowValue> key)
    {
        foreach (var owner in owners.Where(owner => owner.Kind == FlowValueKind.Created))
        {
            _state = _state.WithKey(owner.Syntax!, key);
        }
    }

    private void SetHeaders(ImmutableArray<FlowValue> owners, ImmutableArray<FlowValue> headers)
    {
        foreach (var value in headers)
        {
            if (value.Kind == FlowValueKind.Created)
            {
                if (_state.KeyOf(value.Syntax!) is { IsDefault: false } key)
                {
                    SetKey(owners, key);
                }
            }
            else if (value.Kind is FlowValueKind.Trusted or FlowValueKind.Text)
            {
                SetKey(owners, One(FlowValue.Trusted(value.Syntax!)));
            }
        }
    }

    /// <summary>The options whose header dictionary this is, or the dictionary itself before it is given to them.</summary>
    private ImmutableArray<FlowValue> HeaderOwners(IOperation headers) =>
        headers is IPropertyReferenceOperation { Property.Name: "AdditionalHeaders", Instance: { } options } ? Evaluate(options) : Evaluate(headers);

    private static bool IsKeyHeader(IOperation name) =>
        name.ConstantValue is { HasValue: true, Value: string text } && string.Equals(text, KeyHeader, StringComparison.OrdinalIgnoreCase);

    private ImmutableArray<FlowValue> Create(IObjectCreationOperation creation)
    {
        var arguments = creation.Arguments.Select(argument => Evaluate(argument.Value)).ToList();
        if (creation.Initializer is { } initializer)
        {
            Evaluate(initializer);
        }

        if (_stripe.IsRequestOptions(creation.Type))
        {
            // A class of the user's that derives from RequestOptions knows its own key.
            if (creation.Type!.ContainingAssembly.Name != "Stripe.net")
            {
                return One(FlowValue.Trusted(creation.Syntax));
            }

            return CreateOptions(creation);
        }

        if (creation.Type is INamedTypeSymbol { Name: "Dictionary", TypeArguments.Length: 2 })
        {
            return One(FlowValue.Created(creation.Syntax));
        }

        return IsText(creation.Type)
            ? One(Text(creation, arguments.SelectMany(values => Parts(values, creation)).ToArray()))
            : Unknown(creation);
    }

    private ImmutableArray<FlowValue> CreateOptions(IOperation creation)
    {
        _state = _state.WithKey(creation.Syntax, One(_state.Nothing));
        return One(FlowValue.Created(creation.Syntax));
    }

    private ImmutableArray<FlowValue> ReadProperty(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        var owners = reference.Instance is { } instance ? Evaluate(instance) : default;
        foreach (var argument in reference.Arguments)
        {
            Evaluate(argument.Value);
        }

        if (property.Name == "IdempotencyKey" && !owners.IsDefault && owners.All(owner => owner.Kind == FlowValueKind.Created))
        {
            return owners.Aggregate(default(ImmutableArray<FlowValue>), (keys, owner) => KeyState.Union(keys, _state.KeyOf(owner.Syntax!)));
        }

        if (FreshValues.IsFresh(property))
        {
            return One(Text(reference, new KeyPart(KeyPartKind.Fresh, reference.Syntax, property)));
        }

        var parts = owners.IsDefault ? [] : Parts(owners, reference).ToArray();
        if (FreshValues.IsDate(property) && parts.All(part => part.Kind is KeyPartKind.Fresh or KeyPartKind.Date))
        {
            return One(Text(reference, new KeyPart(KeyPartKind.Date, reference.Syntax, property)));
        }

        if (parts.Length > 0 && parts.All(part => part.Kind is KeyPartKind.Fresh or KeyPartKind.Date))
        {
            return One(Text(reference, parts));
        }

        if (_helpers?.Evaluate(property, _cancellation) is { } summary && (_stripe.IsRequestOptions(property.Type) || IsText(property.Type)))
        {
            return Bind(summary, reference.Syntax, static _ => default);
        }

        return ValueOf(property, reference.Type, reference.Syntax);
    }

    /// <summary>A call is told once: in a loop it is evaluated several times.</summary>
    private MethodCall? CallOf(IOperation operation)
    {
        if (!_methodCalls.TryGetValue(operation, out var call))
        {
            _methodCalls[operation] = call = MethodCall.From(operation, _model);
        }

        return call;
    }

    private ImmutableArray<FlowValue> Invoke(MethodCall call)
    {
        var method = call.Method;
        var receiver = call.Instance is { } instance ? Evaluate(instance) : default;
        var arguments = new Dictionary<IParameterSymbol, ImmutableArray<FlowValue>>(SymbolEqualityComparer.Default);
        var optionsArgument = StripeCall.OptionsArgumentOf(call, _stripe);
        var options = default(ImmutableArray<FlowValue>);
        foreach (var argument in call.Arguments)
        {
            var values = Evaluate(argument.Value);
            options = argument.Equals(optionsArgument) ? values : options;
            if (argument.Parameter is { } parameter)
            {
                arguments[parameter.OriginalDefinition] = values;
            }
        }

        Record(call, options);
        if (method.Name is "Add" or "TryAdd" && call.Arguments.Length == 2 && call.Instance is { } headers && IsKeyHeader(call.Arguments[0].Value))
        {
            SetKey(HeaderOwners(headers), arguments.TryGetValue(call.Arguments[1].Parameter?.OriginalDefinition!, out var key) ? key : Unknown(call.Operation));
        }

        if (method.MethodKind == MethodKind.LocalFunction)
        {
            EnterLocalFunction(method);
        }

        foreach (var written in call.Arguments.Where(argument => argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref }))
        {
            AssignUnknown(written.Value);
        }

        LetEscape(call, arguments);
        var result = ResultOf(call, receiver, arguments);
        if (method.ContainingType is { Name: "StringBuilder" } && RootVariable(call.Instance) is { } builder)
        {
            Set(builder, result);
        }

        return result;
    }

    /// <summary>The variable whose object a chain of calls changes: <c>builder.Append("pay-").Append(id)</c>.</summary>
    private object? RootVariable(IOperation? receiver) => receiver switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFlowCaptureReferenceOperation capture => _captured.TryGetValue(capture.Id, out var captured) ? RootVariable(captured) : null,
        IInvocationOperation invocation => RootVariable(invocation.Instance),
        _ => null,
    };

    private ImmutableArray<FlowValue> ResultOf(
        MethodCall call, ImmutableArray<FlowValue> receiver, Dictionary<IParameterSymbol, ImmutableArray<FlowValue>> arguments)
    {
        var method = call.Method;
        var invocation = call.Operation;
        if (_trustedFactories.Matches(method))
        {
            return Unknown(invocation);
        }

        if (FreshValues.IsFresh(method))
        {
            return One(Text(invocation, new KeyPart(KeyPartKind.Fresh, invocation.Syntax, method)));
        }

        if (method.Name is "ConfigureAwait" or "AsTask" or "GetAwaiter" or "GetResult" && !receiver.IsDefault)
        {
            return receiver;
        }

        if (method.Name is "FromResult" && arguments.Count == 1)
        {
            return arguments.Values.First();
        }

        if (HelperOf(method) is { } summary)
        {
            return Bind(summary, invocation.Syntax, parameter => arguments.TryGetValue(parameter, out var values) ? values : default);
        }

        var isKeyOfRuntime = KeyNames.IsKeyOfRuntime(method);
        if (!isKeyOfRuntime && (!IsText(method.ReturnType) && !IsBytes(method.ReturnType) || !method.IsInNamespace("System")))
        {
            return ValueOf(method, invocation.Type?.Awaited(), invocation.Syntax);
        }

        // Text made from text: Trim, Format, Join, Replace, ToString, Convert, Encoding, and hashes.
        var parts = (receiver.IsDefault ? [] : Parts(receiver, invocation))
            .Concat(arguments.Values.SelectMany(values => Parts(values, invocation)));
        if (isKeyOfRuntime || method.IsInNamespace("System", "Security", "Cryptography"))
        {
            parts = parts.Select(part => part.Hashed());
        }

        var known = parts.ToArray();
        if (call.Arguments.Any(argument => argument.Value.ConstantValue is { HasValue: true, Value: string format } && FreshValues.IsDateFormat(format)))
        {
            known = Array.ConvertAll(known, AsDate);
        }

        return known.Length == 0 ? ValueOf(method, invocation.Type, invocation.Syntax) : One(Text(invocation, known));
    }

    private IEnumerable<KeyPart> Interpolated(IInterpolatedStringOperation interpolated)
    {
        foreach (var part in interpolated.Parts)
        {
            if (part is not IInterpolationOperation interpolation)
            {
                yield return new KeyPart(KeyPartKind.Constant, part.Syntax);
                continue;
            }

            var isDate = interpolation.FormatString?.ConstantValue is { HasValue: true, Value: string format } && FreshValues.IsDateFormat(format);
            foreach (var known in Parts(Evaluate(interpolation.Expression), interpolation.Expression))
            {
                yield return isDate ? AsDate(known) : known;
            }
        }
    }

    private static KeyPart AsDate(KeyPart part) => part.Kind == KeyPartKind.Fresh ? new KeyPart(KeyPartKind.Date, part.Syntax, part.Symbol) : part;

    private void Record(MethodCall call, ImmutableArray<FlowValue> options)
    {
        if (!_isRecording || !PostsToStripe(call))
        {
            return;
        }

        options = options.IsDefault ? One(_state.Nothing) : options;
        var keys = options.Aggregate(default(ImmutableArray<FlowValue>), (known, option) => KeyState.Union(known, option.Kind switch
        {
            FlowValueKind.Created => _state.KeyOf(option.Syntax!) is { IsDefault: false } key ? key : One(_state.Nothing),
            _ => One(option),
        }));

        if (_calls.TryGetValue(call.Syntax, out var seen))
        {
            keys = KeyState.Union(seen.Keys, keys);
            options = KeyState.Union(seen.Options, options);
        }

        _calls[call.Syntax] = new StripeCall(call, _stripe, options, keys, _model, _graph, _block);
    }

    private bool PostsToStripe(MethodCall call) => StripeOperations.VerbOf(call.Method, _stripe) switch
    {
        StripeVerb.Post => true,
        StripeVerb.FromArgument => call.Arguments
            .Where(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, _stripe.HttpMethod))
            .Any(argument => Evaluate(argument.Value).Any(value => value.Symbol is { Name: "Post" } || IsPostLiteral(value.Syntax, argument.Value))),
        _ => false,
    };

    /// <summary><c>new HttpMethod("POST")</c>, also through a local.</summary>
    private static bool IsPostLiteral(SyntaxNode? made, IOperation argument) =>
        (made ?? argument.Syntax) is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }
        && arguments[0].Expression is LiteralExpressionSyntax { Token.ValueText: var verb }
        && string.Equals(verb, "POST", StringComparison.OrdinalIgnoreCase);

    /// <summary>The ingredients of a text; a value that is not known by parts counts as the operation's own.</summary>
    private static IEnumerable<KeyPart> Parts(ImmutableArray<FlowValue> values, IOperation operation) =>
        values.SelectMany(value => value.Kind switch
        {
            FlowValueKind.Text => value.Parts,
            FlowValueKind.Trusted => ImmutableArray.Create(new KeyPart(KeyPartKind.Operation, value.Syntax ?? operation.Syntax, value.Symbol)),
            _ => ImmutableArray<KeyPart>.Empty,
        });

    /// <summary>What is read from outside this method: a text is known by its name, an options object is trusted.</summary>
    private static ImmutableArray<FlowValue> ValueOf(ISymbol? symbol, ITypeSymbol? type, SyntaxNode syntax)
    {
        if (symbol is null || !IsText(type))
        {
            return One(FlowValue.Trusted(syntax, symbol));
        }

        var kind = KeyNames.IsParty(symbol) ? KeyPartKind.Party : KeyPartKind.Operation;
        return One(FlowValue.Text(syntax, ImmutableArray.Create(new KeyPart(kind, syntax, symbol, KeyNames.IsPersonal(symbol))), symbol));
    }

    private static ImmutableArray<FlowValue> Unknown(IOperation operation) => One(FlowValue.Trusted(operation.Syntax));

    private static FlowValue Text(IOperation operation, params KeyPart[] parts) => FlowValue.Text(operation.Syntax, parts.Distinct().ToImmutableArray());

    private static ImmutableArray<FlowValue> One(FlowValue value) => ImmutableArray.Create(value);

    /// <summary>Text, or a value that is made into text: an id of any kind, a number, a time.</summary>
    private static bool IsText(ITypeSymbol? type) => type switch
    {
        null => false,
        { SpecialType: SpecialType.System_String or SpecialType.System_Char } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => IsText(nullable.TypeArguments[0]),
        { IsValueType: true, SpecialType: not (SpecialType.System_Boolean or SpecialType.System_Void) } => type.TypeKind != TypeKind.Enum && type is not ITypeParameterSymbol,
        { Name: "Random" or "Stopwatch" or "Uri" or "StringBuilder" } => true,
        _ => false,
    };

    private static bool IsBytes(ITypeSymbol type) => type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte };

    private static bool IsExpressionTree(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Expression", ContainingNamespace.Name: "Expressions" };
}
