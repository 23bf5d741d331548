using Microsoft.CodeAnalysis;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Options;

/// <summary>Tells client projects from servers: by what the build says, and by what is compiled where it says nothing.</summary>
internal static class CompiledClient
{
    public static ClientKind KindOf(Compilation compilation, ProjectFacts project)
    {
        var told = ClientProject.KindOf(name => project.TryGet(name, out var value) ? value : null);
        return told != ClientKind.None ? told
            : StartsWebAssemblyHost(compilation) ? ClientKind.BlazorWebAssembly
            : compilation.FindBestType("Microsoft.Maui.Hosting.MauiApp") is not null ? ClientKind.MobileApp
            : ClientKind.None;
    }

    /// <summary>The program's entry point makes the WebAssembly host.</summary>
    private static bool StartsWebAssemblyHost(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
        && compilation.FindBestType("Microsoft.AspNetCore.Components.WebAssembly.Hosting.WebAssemblyHostBuilder") is not null
        && compilation.GetEntryPoint(CancellationToken.None) is { } main
        && main.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().DescendantTokens().Any(token => token.ValueText == "WebAssemblyHostBuilder"));
}
