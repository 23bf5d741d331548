using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace PaymentSafety.Tool.Rehearsal;

/// <summary>A route that takes POST, and whether its handler checks the signature of a webhook.</summary>
internal sealed record PostRoute(string Pattern, bool ChecksSignature);

/// <summary>Finds the routes of an app that take POST, in its compiled code: MapPost with the groups before it, and actions with [HttpPost].</summary>
internal sealed class WebhookRoutes
{
    private static readonly string[] SignatureChecks = ["ConstructEvent", "ParseEventNotification", "ParseThinEvent"];

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly List<PostRoute> _found = [];

    private WebhookRoutes(PEReader file) => (_file, _metadata) = (file, file.GetMetadataReader());

    /// <exception cref="BadImageFormatException">The file is no assembly.</exception>
    /// <exception cref="InvalidOperationException">The file holds no .NET code.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<PostRoute> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var routes = new WebhookRoutes(file);
        foreach (var handle in routes._metadata.MethodDefinitions)
        {
            routes.ReadMapped(handle);
            routes.ReadAction(handle);
        }

        return [.. routes._found.DistinctBy(route => route.Pattern)];
    }

    /// <summary>app.MapGroup("/api").MapPost("/webhooks/stripe", handler), also with the group in a variable.</summary>
    private void ReadMapped(MethodDefinitionHandle method)
    {
        var variables = new Dictionary<int, string>();
        var (group, receiver, text, handler) = ("", "", "", default(EntityHandle));
        foreach (var (code, operand) in Body(method))
        {
            switch (code.Name)
            {
                case "ldstr":
                    (text, receiver) = (_metadata.GetUserString((UserStringHandle)MetadataTokens.Handle(operand)), group);
                    break;
                case "ldftn":
                    handler = (EntityHandle)MetadataTokens.Handle(operand);
                    break;
                case { } name when name.StartsWith("ldloc", StringComparison.Ordinal):
                    group = variables.GetValueOrDefault(Variable(name, operand), "");
                    break;
                case { } name when name.StartsWith("stloc", StringComparison.Ordinal):
                    variables[Variable(name, operand)] = group;
                    break;
                case "call" or "callvirt" when NameOf((EntityHandle)MetadataTokens.Handle(operand)) is "MapGroup":
                    group = Join(receiver, text);
                    break;
                case "call" or "callvirt" when NameOf((EntityHandle)MetadataTokens.Handle(operand)) is "MapPost":
                    _found.Add(new PostRoute(Join(receiver, text), handler.Kind == HandleKind.MethodDefinition && ChecksSignature((MethodDefinitionHandle)handler)));
                    group = "";
                    break;
            }
        }
    }

    /// <summary>[Route("api/[controller]")] over [HttpPost("stripe")].</summary>
    private void ReadAction(MethodDefinitionHandle handle)
    {
        var method = _metadata.GetMethodDefinition(handle);
        if (Attribute(method.GetCustomAttributes(), "HttpPostAttribute") is not { } post)
            return;
        var type = _metadata.GetTypeDefinition(method.GetDeclaringType());
        var name = _metadata.GetString(type.Name);
        var controller = name.EndsWith("Controller", StringComparison.Ordinal) ? name[..^"Controller".Length] : name;
        var pattern = post.StartsWith('/') || post.StartsWith("~/", StringComparison.Ordinal)
            ? post.TrimStart('~')
            : Join(Attribute(type.GetCustomAttributes(), "RouteAttribute") ?? "", Join(post, Attribute(method.GetCustomAttributes(), "RouteAttribute") ?? ""));
        pattern = pattern.Replace("[controller]", controller, StringComparison.OrdinalIgnoreCase).Replace("[action]", _metadata.GetString(method.Name), StringComparison.OrdinalIgnoreCase);
        _found.Add(new PostRoute(Join("", pattern), ChecksSignature(handle)));
    }

    /// <summary>The method itself, or the body that the compiler made of it: that of an async method stands in a type of its own.</summary>
    private bool ChecksSignature(MethodDefinitionHandle handle)
    {
        var bodies = new List<MethodDefinitionHandle> { handle };
        var method = _metadata.GetMethodDefinition(handle);
        var name = $"<{_metadata.GetString(method.Name)}>d";
        foreach (var nested in _metadata.GetTypeDefinition(method.GetDeclaringType()).GetNestedTypes().Select(_metadata.GetTypeDefinition))
        {
            if (_metadata.GetString(nested.Name).StartsWith(name, StringComparison.Ordinal))
                bodies.AddRange(nested.GetMethods());
        }

        return bodies.SelectMany(Body).Any(instruction => instruction.Code.Name is "call" or "callvirt" && NameOf((EntityHandle)MetadataTokens.Handle(instruction.Operand)) is { } called && SignatureChecks.Contains(called));
    }

    private List<IlInstruction> Body(MethodDefinitionHandle handle) =>
        _metadata.GetMethodDefinition(handle).RelativeVirtualAddress is > 0 and var address ? IlReader.Read(_file.GetMethodBody(address)) : [];

    private string? NameOf(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.MemberReference => _metadata.GetString(_metadata.GetMemberReference((MemberReferenceHandle)handle).Name),
        HandleKind.MethodDefinition => _metadata.GetString(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle).Name),
        HandleKind.MethodSpecification => NameOf(_metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method),
        _ => null,
    };

    /// <summary>The text of an attribute of this name; "" where it has none, null where there is no such attribute.</summary>
    private string? Attribute(CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var attribute in attributes.Select(_metadata.GetCustomAttribute))
        {
            if (attribute.Constructor.Kind != HandleKind.MemberReference || TypeNameOf(_metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent) != name)
                continue;
            var value = _metadata.GetBlobReader(attribute.Value);
            // The prolog, then the first argument: every constructor of these attributes has a text there, or nothing.
            value.ReadUInt16();
            return value.RemainingBytes > 2 ? value.ReadSerializedString() ?? "" : "";
        }

        return null;
    }

    private string? TypeNameOf(EntityHandle handle) =>
        handle.Kind == HandleKind.TypeReference ? _metadata.GetString(_metadata.GetTypeReference((TypeReferenceHandle)handle).Name) : null;

    private static int Variable(string name, int operand) => name[^1] is >= '0' and <= '3' and var digit ? digit - '0' : operand;

    private static string Join(string prefix, string route) => "/" + string.Join('/', new[] { prefix, route }.Select(part => part.Trim('/')).Where(part => part.Length > 0));
}
