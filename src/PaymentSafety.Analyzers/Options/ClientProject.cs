using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Options;

/// <summary>Where a program runs that is handed to its users whole, strings included.</summary>
internal enum ClientKind
{
    None,
    BlazorWebAssembly,
    MobileApp,
}

/// <summary>
/// Tells client projects from servers. What a project references does not: a server that hosts a Blazor client references all that
/// the client does. What the build makes of it does.
/// </summary>
internal static class ClientProject
{
    public static ClientKind KindOf(Compilation compilation, ProjectFacts project)
    {
        if (project.IsTrue("UsingMicrosoftNETSdkBlazorWebAssembly")
            || IsBrowserOnly(project)
            || (project.TryGet("RuntimeIdentifier", out var runtime) && runtime == "browser-wasm")
            || StartsWebAssemblyHost(compilation))
        {
            return ClientKind.BlazorWebAssembly;
        }

        return project.IsTrue("UseMaui")
            || (project.TryGet("TargetFramework", out var framework) && IsMobile(framework))
            || compilation.FindBestType("Microsoft.Maui.Hosting.MauiApp") is not null
            ? ClientKind.MobileApp
            : ClientKind.None;
    }

    /// <summary>The WebAssembly SDK narrows the supported platforms to this one; a Razor class library adds it to the others.</summary>
    private static bool IsBrowserOnly(ProjectFacts project) =>
        (project.TryGet("_SupportedPlatformList", out var platforms) && platforms == "browser")
        || (project.TryGet("TargetFramework", out var framework) && HasPlatform(framework, "browser"));

    private static bool IsMobile(string framework) =>
        HasPlatform(framework, "android") || HasPlatform(framework, "ios") || HasPlatform(framework, "maccatalyst");

    /// <summary>net9.0-android, net9.0-ios17.5</summary>
    private static bool HasPlatform(string framework, string platform)
    {
        var dash = framework.IndexOf('-');
        return dash > 0 && framework.IndexOf(platform, dash + 1, StringComparison.OrdinalIgnoreCase) == dash + 1;
    }

    /// <summary>Without MSBuild's word for it: the program's entry point makes the WebAssembly host.</summary>
    private static bool StartsWebAssemblyHost(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
        && compilation.FindBestType("Microsoft.AspNetCore.Components.WebAssembly.Hosting.WebAssemblyHostBuilder") is not null
        && compilation.GetEntryPoint(CancellationToken.None) is { } main
        && main.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().DescendantTokens().Any(token => token.ValueText == "WebAssemblyHostBuilder"));
}
