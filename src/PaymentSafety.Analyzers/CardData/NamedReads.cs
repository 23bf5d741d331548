using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>Values that are read by a name in a text: settings, form fields, headers, columns, environment variables.</summary>
internal static class NamedReads
{
    private static readonly HashSet<string> Readers = new()
    {
        "IConfiguration", "IConfigurationSection", "IConfigurationRoot", "ConfigurationManager", "IFormCollection", "IQueryCollection", "IHeaderDictionary", "RouteValueDictionary", "NameValueCollection",
        "DataRow", "IDataRecord", "IDataReader", "DbDataReader", "SqlDataReader", "JObject", "JToken", "JsonNode", "JsonObject", "IRequestCookieCollection", "HttpRequestHeaders",
    };

    /// <summary>Words that name a box on a form, and not what is typed into it.</summary>
    private static readonly HashSet<string> Widgets = new(StringComparer.OrdinalIgnoreCase) { "Text", "Txt", "Tb", "Box", "Entry", "Input", "Field", "Edit", "Editor", "Control", "View", "Ctl" };

    /// <summary>The same in names that are written small: <c>txtcardnumber</c>, <c>cvvtextbox</c>.</summary>
    private static readonly Regex FlatWidget = new("^(txt|tb|text)(?=.)|(?<=.)(textbox|txtbox|textfield|txt|box|tb|text|entry)$", RegexOptions.CultureInvariant);

    /// <summary>Whether a read of the member can be told by a name, whatever object it is read from: of most, its own name says that it cannot.</summary>
    public static bool MayBe(ISymbol member) => member switch
    {
        IPropertySymbol property => property.IsIndexer || property.Name is "Text" or "Password" or "Authorization",
        IMethodSymbol method => method.Name is "GetEnvironmentVariable" or "GetValue" or "GetSection" or "GetRequiredSection" or "GetProperty",
        _ => false,
    };

    /// <summary>What the name says; none where nothing is read by name.</summary>
    public static DataKind KindOf(IOperation operation) => operation.Kind switch
    {
        OperationKind.PropertyReference when MayBe(((IPropertyReferenceOperation)operation).Property) => KindOfRead(operation),
        OperationKind.Invocation when MayBe(((IInvocationOperation)operation).TargetMethod) => KindOfRead(operation),
        OperationKind.DynamicMemberReference => KindOfRead(operation),
        _ => DataKind.None,
    };

    private static DataKind KindOfRead(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } arguments, Instance.Type: { } type } => KindOfKey(arguments[0].Value) is var kind and not DataKind.None && IsReader(type) ? kind : DataKind.None,
        IPropertyReferenceOperation { Property: { Name: "Text" or "Password", Type.SpecialType: SpecialType.System_String }, Instance: { } widget } => KindOfWidget(widget),
        IDynamicMemberReferenceOperation { MemberName: var name } => SensitiveSymbols.KindOfName(name),
        IPropertyReferenceOperation { Property: { Name: "Authorization", ContainingType.Name: "IHeaderDictionary" or "RequestHeaders" or "HttpRequestHeaders" } } => DataKind.Secret,
        IInvocationOperation { TargetMethod: { Name: "GetEnvironmentVariable", ContainingType.Name: "Environment" }, Arguments: { Length: > 0 } arguments } => KindOfKey(arguments[0].Value),
        IInvocationOperation { TargetMethod: { Name: "GetValue", ContainingType.Name: "ConfigurationBinder" }, Arguments: { Length: > 1 } arguments } => KindOfKey(arguments[1].Value),
        IInvocationOperation { TargetMethod: { Name: "GetSection" or "GetRequiredSection" or "GetProperty" }, Arguments: { Length: > 0 } arguments } call when call.TargetMethod.ContainingType.Name is "JsonElement" => KindOfKey(arguments[0].Value),
        _ => DataKind.None,
    };

    /// <summary><c>txtCardNumber.Text</c>, <c>CvvTextBox.Text</c>, <c>card.Number.Value.Text</c>: what is typed, or read, is called after its box.</summary>
    private static DataKind KindOfWidget(IOperation widget)
    {
        while (widget.Unconverted() is IMemberReferenceOperation { Member.Name: "Value", Instance: { } inner })
        {
            widget = inner;
        }

        return widget.ReferencedSymbol() is { Name: var name } && Words.Of(name) is var words
            ? SensitiveSymbols.KindOfName(string.Join("_", words.Where(word => !Widgets.Contains(word)).Select(word => FlatWidget.Replace(word, string.Empty))))
            : DataKind.None;
    }

    /// <summary><c>Stripe:SecretKey</c>, <c>STRIPE__WEBHOOK_SECRET</c>: the last part names the value.</summary>
    private static DataKind KindOfKey(IOperation key)
    {
        if (key.ConstantValue is not { HasValue: true, Value: string text })
        {
            return DataKind.None;
        }

        var last = text.Substring(text.LastIndexOf(':') + 1);
        var separator = last.LastIndexOf("__", StringComparison.Ordinal);
        return string.Equals(last, "Authorization", StringComparison.OrdinalIgnoreCase) ? DataKind.Secret : SensitiveSymbols.KindOfName(separator < 0 ? last : last.Substring(separator + 2));
    }

    private static bool IsReader(ITypeSymbol type) => Readers.Contains(type.Name) || type.AllInterfaces.Any(contract => Readers.Contains(contract.Name));
}
