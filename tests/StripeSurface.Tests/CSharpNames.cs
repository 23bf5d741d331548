using Mono.Cecil;

namespace StripeSurface.Tests;

/// <summary>Writes metadata as the tables do: C# keywords, full names, <c>T?</c>, type arguments in angle brackets.</summary>
internal static class CSharpNames
{
    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["System.String"] = "string", ["System.Boolean"] = "bool", ["System.Int32"] = "int", ["System.Int64"] = "long",
        ["System.Decimal"] = "decimal", ["System.Double"] = "double", ["System.Object"] = "object", ["System.Void"] = "void",
    };

    public static string Of(TypeReference type) => type switch
    {
        GenericInstanceType { ElementType.FullName: "System.Nullable`1" } nullable => Of(nullable.GenericArguments[0]) + "?",
        GenericInstanceType generic => $"{WithoutArity(generic)}<{string.Join(", ", generic.GenericArguments.Select(Of))}>",
        ArrayType array => Of(array.ElementType) + "[]",
        GenericParameter parameter => parameter.Name,
        TypeDefinition { HasGenericParameters: true } definition =>
            $"{WithoutArity(definition)}<{string.Join(", ", definition.GenericParameters.Select(p => p.Name))}>",
        _ => Keywords.GetValueOrDefault(type.FullName, type.FullName),
    };

    public static string Of(TypeReference type, ICustomAttributeProvider declaration) => HasAttribute(declaration, "DynamicAttribute") ? "dynamic" : Of(type);

    public static bool HasAttribute(ICustomAttributeProvider declaration, string name) => declaration.CustomAttributes.Any(a => a.AttributeType.Name == name);

    public static string Parameters(MethodDefinition method) =>
        string.Join(", ", method.Parameters.Select(p => $"{Of(p.ParameterType, p)} {p.Name}{(p.IsOptional ? " = " + Default(p) : "")}"));

    private static string Default(ParameterDefinition parameter) => parameter.Constant switch
    {
        null when parameter.ParameterType.IsValueType && parameter.ParameterType is not GenericInstanceType => $"default({Of(parameter.ParameterType)})",
        null => "null",
        bool value => value ? "true" : "false",
        var value => value.ToString()!,
    };

    private static string WithoutArity(TypeReference type) => $"{type.Namespace}.{type.Name.Split('`')[0]}";
}
