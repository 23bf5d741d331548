using Mono.Cecil;
using static StripeSurface.Tests.CSharpNames;

namespace StripeSurface.Tests;

/// <summary>Reads an assembly's public and protected face as rows of an api-*.tsv, from metadata alone.</summary>
internal static class PublicFace
{
    public static IEnumerable<string> Rows(AssemblyDefinition assembly) =>
        assembly.MainModule.Types.Where(t => t.IsPublic).SelectMany(type => Members(type).Prepend(TypeRow(type)));

    /// <summary>One notation for rows that say the same: the order of interfaces carries no meaning, and one of them is internal.</summary>
    public static string Row(string type, string kind, string name, string value, string shape, string modifiers, string detail)
    {
        if (kind == "type")
            detail = string.Join(" ; ", detail.Split(" ; ").Where(b => b != "Stripe.Infrastructure.IHasSetTracking").Order(StringComparer.Ordinal));
        return string.Join(" | ", type, kind, name, value, shape, modifiers, detail);
    }

    private static string TypeRow(TypeDefinition type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : "class";
        var modifiers = "public" + (type.IsAbstract && type.IsSealed ? " static" : type.IsAbstract ? " abstract" : type.IsSealed ? " sealed" : "");
        var constraints = type.GenericParameters.Select(Constraints).Where(c => c.Length > 0);
        var bases = type.Interfaces.Select(i => i.InterfaceType).Prepend(type.BaseType).Where(b => b is not null && b.FullName != "System.Object");
        return Row(Of(type), "type", type.Name.Split('`')[0], kind, string.Join(" ; ", constraints), modifiers + Obsolete(type),
            string.Join(" ; ", bases.Select(Of!)));
    }

    private static string Constraints(GenericParameter parameter)
    {
        var parts = parameter.Constraints.Select(c => Of(c.ConstraintType)).ToList();
        if (parameter.HasReferenceTypeConstraint)
            parts.Insert(0, "class");
        if (parameter.HasDefaultConstructorConstraint)
            parts.Add("new()");
        return parts.Count == 0 ? "" : $"{parameter.Name}:{string.Join(",", parts)}";
    }

    private static IEnumerable<string> Members(TypeDefinition type) =>
        type.Fields.Where(f => f.IsPublic && !f.IsSpecialName).Select(FieldRow)
            .Concat(type.Methods.Where(m => IsVisible(m) && !m.IsGetter && !m.IsSetter && !(m.IsConstructor && m.IsStatic)).Select(MethodRow))
            .Concat(type.Properties.Where(p => IsVisible(p.GetMethod) || IsVisible(p.SetMethod)).Select(PropertyRow));

    private static string FieldRow(FieldDefinition field) =>
        Row(Of(field.DeclaringType), "field", field.Name, Of(field.FieldType, field), field.HasConstant ? "const" : "readonly",
            "public static" + Obsolete(field), field.Constant?.ToString() ?? "");

    private static string MethodRow(MethodDefinition method)
    {
        var name = method.HasGenericParameters ? $"{method.Name}<{string.Join(", ", method.GenericParameters.Select(p => p.Name))}>" : method.Name;
        return Row(Of(method.DeclaringType), method.IsConstructor ? "constructor" : "method", name, Of(method.ReturnType, method.MethodReturnType),
            Parameters(method), Modifiers(method) + Obsolete(method), "");
    }

    private static string PropertyRow(PropertyDefinition property)
    {
        var accessors = new[] { property.GetMethod, property.SetMethod }.Where(IsVisible).ToList();
        return Row(Of(property.DeclaringType), "property", property.Name, Of(property.PropertyType, property),
            string.Join(" ", accessors.Select(a => a.IsGetter ? "get" : "set")), Modifiers(accessors[0]) + Obsolete(property), "");
    }

    private static bool IsVisible(MethodDefinition? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static string Modifiers(MethodDefinition method) => (method.IsPublic ? "public" : "protected") + method switch
    {
        { IsStatic: true } => " static",
        { IsAbstract: true } => " abstract",
        { IsVirtual: true, IsNewSlot: false } => " override",
        // Final is what the compiler makes of a method that only implements an interface.
        { IsVirtual: true, IsFinal: false } => " virtual",
        _ => "",
    };

    private static string Obsolete(ICustomAttributeProvider declaration) => HasAttribute(declaration, "ObsoleteAttribute") ? " obsolete" : "";
}
