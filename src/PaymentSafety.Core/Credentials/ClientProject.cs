namespace PaymentSafety.Core;

/// <summary>
/// Tells client projects from servers by what the build makes of them: the same for the analyzers and the gate. What a project references
/// does not tell: a server that hosts a Blazor client references all that the client does.
/// </summary>
public static class ClientProject
{
    /// <summary>The kind of client that MSBuild's properties say; None where they say nothing.</summary>
    /// <param name="property">The value of a property by its name; null or empty where it has none.</param>
    public static ClientKind KindOf(Func<string, string?> property)
    {
        var framework = property("TargetFramework") ?? string.Empty;
        if (IsTrue(property("UsingMicrosoftNETSdkBlazorWebAssembly"))
            || property("RuntimeIdentifier") == "browser-wasm"
            || HasPlatform(framework, "browser")

            // The WebAssembly SDK narrows the supported platforms to this one; a Razor class library adds it to the others.
            || property("_SupportedPlatformList") == "browser")
        {
            return ClientKind.BlazorWebAssembly;
        }

        return IsTrue(property("UseMaui")) || HasPlatform(framework, "android") || HasPlatform(framework, "ios") || HasPlatform(framework, "maccatalyst")
            ? ClientKind.MobileApp
            : ClientKind.None;
    }

    /// <summary>Who is handed the code of a client, as a clause that follows "which".</summary>
    public static string Audience(ClientKind client) =>
        client == ClientKind.BlazorWebAssembly ? "every visitor's browser downloads" : "is installed on every user's device";

    private static bool IsTrue(string? value) => string.Equals(value?.Trim(), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>net9.0-android, net9.0-ios17.5</summary>
    private static bool HasPlatform(string framework, string platform)
    {
        var dash = framework.IndexOf('-');
        return dash > 0 && framework.IndexOf(platform, dash + 1, StringComparison.OrdinalIgnoreCase) == dash + 1;
    }
}
