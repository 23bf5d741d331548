using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Flow;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Logging;

/// <summary>Which operands of an operation leave the program there: by the table of libraries, by shape where a library generates code, and by the user's own list.</summary>
internal sealed class SinkFinder
{
    private static readonly HashSet<string> ShownByStripe = new() { "Metadata", "Description", "StatementDescriptor", "StatementDescriptorSuffix", "IdempotencyKey" };

    /// <summary>Properties whose collections are ways out where they belong to the right type.</summary>
    private static readonly HashSet<string> Collections = new()
    {
        "Data", "Metadata", "Properties", "GlobalProperties", "Headers", "ViewData", "TempData", "ArgumentList", "Environment", "EnvironmentVariables",
    };

    /// <summary>What is written in code that sets, or fills, a way out which no table names.</summary>
    public static IEnumerable<string> NamesOfTargets => ShownByStripe.Concat(Collections).Append("ViewBag");

    private readonly LogSinks _table;
    private readonly Lazy<bool> _takesApart;

    /// <param name="compilation">Tells what is behind Microsoft.Extensions.Logging.</param>
    /// <param name="own">The user's own ways out.</param>
    public SinkFinder(Compilation compilation, SymbolPatterns own)
    {
        _table = new LogSinks(own);
        // Microsoft.Extensions.Logging itself prints {@Name} as {Name}; the libraries that are put behind it take the object apart.
        _takesApart = new(() => compilation.ReferencedAssemblyNames.Any(assembly =>
            assembly.Name.StartsWith("Serilog", StringComparison.Ordinal) || assembly.Name.StartsWith("NLog", StringComparison.Ordinal)));
    }

    /// <summary>Whether what a method or a constructor is given may leave there, by its definition.</summary>
    public bool IsSink(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Constructor ? method.ContainingType.IsException() || _table.Find(method) is not null
            : _table.Find(method) is not null || LoggerMessages.IsLoggerMessage(method);

    /// <summary>Whether a call of the method has to be asked: <see cref="IsDelegateOrFilling"/> is true of no other.</summary>
    public static bool IsDelegateOrAdder(IMethodSymbol method) => method.MethodKind == MethodKind.DelegateInvoke || IsAdder(method.Name);

    private static bool IsAdder(string name) => name is "Add" or "TryAdd" or "Append";

    /// <summary>Whether what is called takes its arguments out whatever method it is: a delegate of LoggerMessage.Define, a collection that leaves.</summary>
    public static bool IsDelegateOrFilling(IInvocationOperation call) => LoggerMessages.IsDefined(call.TargetMethod) || IsFilling(call) is not null;

    /// <summary>Whether what is set leaves.</summary>
    public bool IsSink(ISimpleAssignmentOperation assignment) => KindOfTarget(assignment.Target) is not null;

    public IEnumerable<TaintSink> SinksAt(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call when IsBaseOfException(call.TargetMethod):
                return call.Arguments.Select(argument => Sink(argument.Value, SinkKind.Exception, call.TargetMethod.ContainingType.Name, WrittenAs.Text));
            case IInvocationOperation call when _table.Find(call.TargetMethod) is { } row:
                return OfArguments(row, call.TargetMethod, call.Instance, call.Arguments);
            case IInvocationOperation call when LoggerMessages.IsLoggerMessage(call.TargetMethod):
                return call.Arguments.Where(argument => argument.Parameter is { } parameter && LoggerMessages.IsLogged(parameter))
                    .Select(argument => new TaintSink(argument.Value, LoggerMessages.UseOf(argument.Parameter!)));
            case IInvocationOperation call when LoggerMessages.IsDefined(call.TargetMethod):
                return call.Arguments.Skip(1).Select(argument => Sink(argument.Value, SinkKind.Log, "LoggerMessage.Define", WrittenAs.Text));
            case IInvocationOperation call when IsFilling(call) is { } use:
                return call.Arguments.Select(argument => new TaintSink(argument.Value, use));
            case IObjectCreationOperation { Constructor: { } constructor } creation when constructor.ContainingType.IsException():
                return creation.Arguments.SelectMany(argument => Elements(argument.Value)).Select(value => Sink(value, SinkKind.Exception, constructor.ContainingType.Name, WrittenAs.Text));
            case IObjectCreationOperation { Constructor: { } constructor } creation when _table.Find(constructor) is { } row:
                return OfArguments(row, constructor, null, creation.Arguments);
            case ISimpleAssignmentOperation assignment when KindOfTarget(assignment.Target) is { } use:
                return [new TaintSink(assignment.Value, use)];
            default:
                return [];
        }
    }

    /// <summary>What the constructor of an exception hands to that of its base: the message.</summary>
    private static bool IsBaseOfException(IMethodSymbol method) => method is { MethodKind: MethodKind.Constructor, ContainingType: var type } && type.IsException();

    private IEnumerable<TaintSink> OfArguments(SinkRow row, IMethodSymbol method, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments)
    {
        // Standard output and standard error are writers like any other, but what is written there is the log.
        var kind = receiver?.Unconverted() is IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType.Name: "Console" } } ? SinkKind.Console : row.Kind;
        var template = arguments.FirstOrDefault(argument => argument.Value.ConstantValue is { HasValue: true, Value: string text } && text.IndexOf('{') >= 0);
        var holes = template is { Value.ConstantValue.Value: string message } ? MessageTemplate.TakesApart(message) : [];
        var index = 0;
        foreach (var argument in arguments)
        {
            // A tag that says how it is classified is redacted by the library.
            if (argument == template || argument.Parameter is not { } parameter || !row.Takes(parameter.Name) || arguments.Any(other => other.Parameter?.Type.Name == "DataClassificationSet"))
            {
                continue;
            }

            foreach (var value in Elements(argument.Value))
            {
                var isHole = template is not null && parameter.Ordinal > template.Parameter?.Ordinal;
                yield return Sink(value, kind, method.Name == ".ctor" ? method.ContainingType.Name : method.Name, FormOf(row, method, arguments, isHole && index < holes.Count && holes[index]));
                index += isHole ? 1 : 0;
            }
        }
    }

    private WrittenAs FormOf(SinkRow row, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, bool isTakenApart) => row.Rendering switch
    {
        Rendering.Members => row.Kind is SinkKind.Outbound or SinkKind.Storage ? WrittenAs.Json : WrittenAs.LoggedMembers,
        Rendering.Template when isTakenApart && (_takesApart.Value || !method.IsInNamespace("Microsoft")) => WrittenAs.LoggedMembers,
        Rendering.Template when arguments.Any(argument => argument is { Parameter.Name: "destructureObjects", Value.ConstantValue: { HasValue: true, Value: true } }) => WrittenAs.LoggedMembers,
        _ => WrittenAs.Text,
    };

    /// <summary>What a property or an element is set for: an exception's data, a field that Stripe shows, a property of telemetry, a header, view data.</summary>
    private SinkUse? KindOfTarget(IOperation target)
    {
        if (target is not IPropertyReferenceOperation { Property: var property } reference)
        {
            return target is IDynamicMemberReferenceOperation { Instance: IPropertyReferenceOperation { Property.Name: "ViewBag" } } ? Use(SinkKind.Outbound, "ViewBag") : null;
        }

        if (property.IsIndexer)
        {
            return reference.Instance is { } collection ? UseOfCollection(collection) ?? (_table.Find(property.SetMethod ?? property.GetMethod!) is { } indexed ? Use(indexed.Kind, property.ContainingType.Name) : null) : null;
        }

        return ShownByStripe.Contains(property.Name) && IsStripe(property) ? Use(SinkKind.Outbound, property.Name)
            : property.SetMethod is { } setter && _table.Find(setter) is { } row ? Use(row.Kind, property.ContainingType.Name + "." + property.Name)
            : null;
    }

    /// <summary><c>exception.Data.Add(key, value)</c>, <c>options.Metadata.Add(key, value)</c>.</summary>
    private static SinkUse? IsFilling(IInvocationOperation call) =>
        IsAdder(call.TargetMethod.Name) && call.Instance is { } collection ? UseOfCollection(collection) : null;

    private static SinkUse? UseOfCollection(IOperation collection) => collection.Unconverted() is not IPropertyReferenceOperation { Property: var property } || !Collections.Contains(property.Name) ? null : property switch
    {
        { Name: "Data" } when property.ContainingType.IsException() => Use(SinkKind.Exception, "Exception.Data"),
        { Name: "Metadata" } when IsStripe(property) => Use(SinkKind.Outbound, "Metadata"),
        { Name: "Properties" or "GlobalProperties" } when property.ContainingType.Name.EndsWith("Telemetry", StringComparison.Ordinal) || property.ContainingType.Name is "ISupportProperties" or "TelemetryContext" => Use(SinkKind.Log, "telemetry"),
        { Name: "Properties" } when property.ContainingType.Name is "ThreadContext" or "LogicalThreadContext" or "GlobalContext" or "LogEventInfo" => Use(SinkKind.Log, property.ContainingType.Name),
        { Name: "Headers" } when property.ContainingType.Name is "HttpResponse" => Use(SinkKind.Outbound, "response header"),
        { Name: "ViewData" or "TempData" } => Use(SinkKind.Outbound, property.Name),
        { Name: "ArgumentList" or "Environment" or "EnvironmentVariables", ContainingType.Name: "ProcessStartInfo" } => Use(SinkKind.Outbound, "ProcessStartInfo." + property.Name),
        _ => null,
    };

    /// <summary>The elements of a params array stand for themselves.</summary>
    private static IEnumerable<IOperation> Elements(IOperation value) =>
        value.Unconverted() switch
        {
            IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues,
            var collection when OperationKinds.IsCollectionExpression(collection) => collection.ChildOperations,
            _ => new[] { value },
        };

    private static TaintSink Sink(IOperation value, SinkKind kind, string name, WrittenAs form) => new(value, new SinkUse(kind, name, form));

    private static SinkUse Use(SinkKind kind, string name) => new(kind, name, WrittenAs.Text);

    private static bool IsStripe(IPropertySymbol property) => property.ContainingAssembly?.Name == "Stripe.net" && property.SetMethod is not null;
}
