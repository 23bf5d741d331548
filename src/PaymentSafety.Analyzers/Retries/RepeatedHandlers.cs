using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.Retries;

/// <summary>
/// Methods that a framework calls again when they fail: jobs and message handlers, known by the name of an interface or an attribute, so that no package need be
/// referenced.
/// </summary>
internal static class RepeatedHandlers
{
    private static readonly (string Interface, string Method, string Description)[] ByInterface =
    [
        ("IJob", "Execute", "the Quartz job"),
        ("IConsumer", "Consume", "the message consumer"),
        ("IJobConsumer", "Run", "the message consumer"),
        ("IHandleMessages", "Handle", "the message handler"),
        ("IHandleTimeouts", "Timeout", "the message handler"),
        ("IAmStartedByMessages", "Handle", "the message handler"),
        ("IIntegrationEventHandler", "Handle", "the message handler"),
        ("IInvocable", "Invoke", "the Coravel job"),
        ("IBackgroundJob", "Execute", "the background job"),
        ("IBackgroundJob", "ExecuteAsync", "the background job"),
        ("IAsyncBackgroundJob", "ExecuteAsync", "the background job"),
        ("ICronJob", "Run", "the background job"),
    ];

    private static readonly HashSet<string> Triggers = new(StringComparer.Ordinal)
    {
        "QueueTrigger", "ServiceBusTrigger", "EventHubTrigger", "EventGridTrigger", "KafkaTrigger", "RabbitMQTrigger", "CosmosDBTrigger", "BlobTrigger", "ActivityTrigger", "RedisPubSubTrigger", "SqlTrigger",
    };

    private static readonly Dictionary<string, string> ByAttribute = new(StringComparer.Ordinal)
    {
        ["AutomaticRetry"] = "the Hangfire job",
        ["DisableConcurrentExecution"] = "the Hangfire job",
        ["Queue"] = "the Hangfire job",
        ["CapSubscribe"] = "the message handler",
        ["Topic"] = "the message handler",
        ["PersistJobDataAfterExecution"] = "the Quartz job",
        ["DisallowConcurrentExecution"] = "the Quartz job",
    };

    /// <summary>Who calls the method again, or null.</summary>
    public static string? Describe(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes().Concat(method.ContainingType.GetAttributes()))
        {
            var name = Name(attribute);
            if (name == "AutomaticRetry" && HasNoAttempts(attribute))
            {
                return null;
            }

            // The attributes of a class speak of the jobs in it only where the class has one entry.
            if (ByAttribute.TryGetValue(name, out var description) && (name != "Queue" || attribute.AttributeClass!.IsInNamespace("Hangfire")) && (name != "Topic" || attribute.AttributeClass!.IsInNamespace("Dapr"))
                && method.DeclaredAccessibility == Accessibility.Public)
            {
                return description;
            }
        }

        if (method.Parameters.SelectMany(parameter => parameter.GetAttributes()).Any(attribute => Triggers.Contains(Name(attribute))))
        {
            return "the function's trigger";
        }

        if (method.Parameters.Any(parameter => parameter.Type.Name is "SQSEvent" or "SNSEvent" or "KinesisEvent" or "DynamoDBEvent" && parameter.Type.IsInNamespace("Amazon")))
        {
            return "the Lambda function's event source";
        }

        foreach (var (name, handler, description) in ByInterface)
        {
            if (method.Name == handler && method.ContainingType.AllInterfaces.Any(type => type.Name == name))
            {
                return description;
            }
        }

        // An interface of a package that is not there is an error type, and in no list of interfaces.
        return method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax { BaseList: { } bases } }
            ? ByInterface.FirstOrDefault(row => row.Method == method.Name && bases.Types.Any(type => NameOf(type.Type) == row.Interface)).Description
            : null;
    }

    /// <summary>Read from the source too, where the package of the attribute is not there.</summary>
    private static bool HasNoAttempts(AttributeData attribute) =>
        attribute.NamedArguments.Any(argument => argument is { Key: "Attempts", Value.Value: 0 })
        || (attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var arguments }
            && arguments.Any(argument => argument is { NameEquals.Name.Identifier.ValueText: "Attempts", Expression: LiteralExpressionSyntax { Token.Value: 0 } }));

    private static string Name(AttributeData attribute)
    {
        var name = attribute.AttributeClass?.Name ?? "";
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    private static string NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        _ => "",
    };
}
