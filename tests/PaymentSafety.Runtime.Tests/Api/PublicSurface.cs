using System.Globalization;
using System.Reflection;
using System.Text;

namespace PaymentSafety.Runtime.Tests.Api;

/// <summary>The public surface of an assembly as text, one line a member, in an order that does not change.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.Namespace).Append('.').Append(Name(type)).Append(Bases(type)).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal)) text.Append("    ").Append(line).Append('\n');
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsSealed ? "sealed class" : "class";

    private static string Bases(Type type)
    {
        if (type.IsEnum) return "";
        var bases = (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? new[] { Name(parent) } : [])
            .Concat(type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(type => type.IsPublic).Select(Name).Order(StringComparer.Ordinal));
        return string.Join(", ", bases) is { Length: > 0 } list ? " : " + list : "";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        return type.GetConstructors(Declared).Where(IsVisible).Select(constructor => $"new({Parameters(constructor)})")
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Field))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)).Select(Property))
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method) && !method.IsSpecialName && !method.Name.Contains('<')).Select(Method))
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method) && method.Name.StartsWith("op_", StringComparison.Ordinal)).Select(Method));
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Field(FieldInfo field)
    {
        var type = Nullable(new NullabilityInfoContext().Create(field));
        return field.IsLiteral ? $"const {type} {field.Name} = {(field.GetRawConstantValue() is string text && text.Contains('\n') ? "…" : field.GetRawConstantValue())}" : $"{Static(field.IsStatic)}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = new[] { (property.GetMethod, "get;"), (property.SetMethod, property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init;" : "set;") }
            .Where(accessor => accessor.Item1 is { } method && IsVisible(method))
            .Select(accessor => accessor.Item2);
        var parameters = property.GetIndexParameters() is { Length: > 0 } index ? $"[{string.Join(", ", index.Select(Parameter))}]" : "";
        return $"{Static(property.GetAccessors(nonPublic: true)[0].IsStatic)}{Nullable(new NullabilityInfoContext().Create(property))} {property.Name}{parameters} {{ {string.Join(' ', accessors)} }}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        var family = method.IsPublic ? "" : "protected ";
        return $"{family}{Static(method.IsStatic)}{Nullable(new NullabilityInfoContext().Create(method.ReturnParameter))} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var direction = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "";
        var value = parameter.HasDefaultValue ? " = " + (parameter.RawDefaultValue ?? "default") : "";
        return $"{direction}{Nullable(new NullabilityInfoContext().Create(parameter))} {parameter.Name}{value}";
    }

    private static string Nullable(NullabilityInfo info)
    {
        if (info.Type.IsByRef) return Name(info.Type.GetElementType()!);
        if (System.Nullable.GetUnderlyingType(info.Type) is { } underlying) return Name(underlying) + "?";
        var name = info.ElementType is { } element ? Nullable(element) + "[]"
            : info.GenericTypeArguments.Length > 0 ? $"{Name(info.Type).Split('<')[0]}<{string.Join(", ", info.GenericTypeArguments.Select(Nullable))}>"
            : Name(info.Type);
        return !info.Type.IsValueType && info.ReadState == NullabilityState.Nullable ? name + "?" : name;
    }

    private static string Name(Type type)
    {
        if (type.IsGenericParameter) return type.Name;
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        var name = type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
