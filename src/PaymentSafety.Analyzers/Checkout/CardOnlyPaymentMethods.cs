using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Checkout;

/// <summary>PAY5002: the only method of a payment that the customer confirms is "card". Where it must be a card (by phone, a saved card, a terminal) it stays silent.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CardOnlyPaymentMethods : PaymentAnalyzer
{
    private static readonly HashSet<string> OptionsTypes = new(StringComparer.Ordinal)
    {
        "PaymentIntentCreateOptions", "PaymentIntentUpdateOptions", "SetupIntentCreateOptions", "SetupIntentUpdateOptions", "SessionCreateOptions", "PaymentLinkCreateOptions",
    };

    public CardOnlyPaymentMethods()
        : base(Rules.CardOnlyPaymentMethods)
    {
    }

    protected override bool ShouldAnalyze(StripeContext stripe) => stripe.IsNamed;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        if (!new ProjectFacts(context.Compilation, context.Options).IsTestProject)
        {
            var models = new SourceModels(context.Compilation);
            context.RegisterBodyAction(FileSigns.OfWords("PaymentMethodTypes"), body =>
            {
                foreach (var operation in body.Operations())
                {
                    Analyze(body, operation, models);
                }
            });
        }
    }

    private static void Analyze(OperationBlockAnalysisContext context, IOperation operation, SourceModels models)
    {
        var (types, value) = operation switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation set } assignment => (set, assignment.Value),
            IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation set } initializer => (set, (IOperation)initializer.Initializer),
            _ => default,
        };
        if (types is null || types.Property.Name != "PaymentMethodTypes" || !OptionsTypes.Contains(types.Property.ContainingType.Name) || !StripeOperations.IsStripeNet(types.Property) || operation.SemanticModel is not { } model)
        {
            return;
        }

        var values = new ValueContext(model, models, context.CancellationToken);
        if (IsCardOnly(value, values) && !MustBeCard(types, operation, values))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.CardOnlyPaymentMethods, operation.Syntax.GetLocation(), types.Property.ContainingType.Name));
        }
    }

    /// <summary>All that is in the list, and all that is added to it afterwards, is "card".</summary>
    private static bool IsCardOnly(IOperation value, ValueContext context)
    {
        var texts = (value is IObjectOrCollectionInitializerOperation initializer ? Added(initializer).SelectMany(item => PartsOf.Value(item, context)) : PartsOf.Value(value, context).SelectMany(part => Unlisted(part, context)))
            .Select(part => part.ConstantValue is { HasValue: true, Value: var constant } ? constant as string : "")
            .Where(text => text is not null)
            .ToArray();
        var added = AddedLater(value, context);
        return texts.Length + added.Count > 0 && texts.Concat(added).All(text => text == "card");
    }

    private static IEnumerable<IOperation> Added(IObjectOrCollectionInitializerOperation initializer) =>
        initializer.Initializers.OfType<IInvocationOperation>().SelectMany(add => add.Arguments.Select(argument => argument.Value));

    /// <summary><c>new[] { "card" }.ToList()</c></summary>
    private static IEnumerable<IOperation> Unlisted(IOperation part, ValueContext context) =>
        part is IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray" or "AsEnumerable" or "Create" or "Repeat" } } call && call.Arguments.Length > 0
            ? call.Arguments.Take(1).SelectMany(argument => PartsOf.Value(argument.Value, context)).SelectMany(inner => Unlisted(inner, context))
            : [part];

    /// <summary>What a list that stands in a variable, or in the options, is given later; null for what is not known.</summary>
    private static IReadOnlyList<string?> AddedLater(IOperation value, ValueContext context)
    {
        var variable = value.ReferencedSymbol()?.Name;
        return
        [
            .. AssignedOnce.BodyOf(value.Syntax).DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "AddRange" or "Insert", Expression: var list }
                    && ((variable is not null && list is IdentifierNameSyntax name && name.Identifier.ValueText == variable) || list is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "PaymentMethodTypes" }))
                .Select(call => call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" }, ArgumentList.Arguments: { Count: 1 } arguments }
                    ? context.OperationOf(arguments[0].Expression)?.ConstantValue.Value as string
                    : null),
        ];
    }

    /// <summary>Confirmed by the server with a method that is there, off session, by mail or by phone.</summary>
    private static bool MustBeCard(IPropertyReferenceOperation types, IOperation assignment, ValueContext context)
    {
        var set = new Dictionary<string, IOperation>(StringComparer.Ordinal);
        if (assignment.Parent is IObjectOrCollectionInitializerOperation initializer)
        {
            foreach (var sibling in initializer.Initializers.OfType<ISimpleAssignmentOperation>())
            {
                if (sibling.Target is IPropertyReferenceOperation { Property.Name: var name })
                {
                    set[name] = sibling.Value;
                }
            }
        }

        var owner = types.Instance?.ReferencedSymbol() ?? OwnerOf(assignment);
        if (owner is not null)
        {
            foreach (var later in AssignedOnce.BodyOf(assignment.Syntax).DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                if (later.Left is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax variable, Name.Identifier.ValueText: var name } && variable.Identifier.ValueText == owner.Name && context.OperationOf(later.Right) is { } value)
                {
                    set[name] = value;
                }
            }
        }

        // Half of a variable's options may be set where it is made.
        if (owner is ILocalSymbol local && assignment.Parent is not IObjectOrCollectionInitializerOperation)
        {
            foreach (var made in AssignedValues.Of(local, context).OfType<IObjectCreationOperation>())
            {
                foreach (var sibling in made.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? [])
                {
                    if (sibling.Target is IPropertyReferenceOperation { Property.Name: var name })
                    {
                        set[name] = sibling.Value;
                    }
                }
            }
        }

        return IsTrue("Confirm") || IsTrue("OffSession") || (Value("OffSession") is { } off && !off.ConstantValue.HasValue)
            || (Value("PaymentMethodOptions") is { } options && IsByPhone(options))
            || Value("PaymentMethod") is { } saved && saved.ConstantValue is not { HasValue: true, Value: null }
            || Value("Source") is not null;

        IOperation? Value(string name) => set.TryGetValue(name, out var value) ? value.Unconverted() : null;

        bool IsTrue(string name) => Value(name)?.ConstantValue is { HasValue: true, Value: true };
    }

    private static ISymbol? OwnerOf(IOperation assignment) =>
        assignment.Parent?.Parent is IObjectCreationOperation made
            ? Outer(made) switch
            {
                IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
                ISimpleAssignmentOperation { Target: var target } => target.ReferencedSymbol(),
                _ => null,
            }
            : null;

    private static IOperation? Outer(IOperation operation)
    {
        var outer = operation.Parent;
        while (outer is IConversionOperation)
        {
            outer = outer.Parent;
        }

        return outer;
    }

    private static bool IsByPhone(IOperation options) =>
        options.DescendantsAndSelf().OfType<IPropertyReferenceOperation>().Any(property => property.Property.Name is "Moto" or "RequestMoto");
}
