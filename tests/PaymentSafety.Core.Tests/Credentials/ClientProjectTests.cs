namespace PaymentSafety.Core.Tests.Credentials;

public class ClientProjectTests
{
    [Theory]
    [InlineData("UsingMicrosoftNETSdkBlazorWebAssembly", "true", ClientKind.BlazorWebAssembly)]
    [InlineData("UsingMicrosoftNETSdkBlazorWebAssembly", "false", ClientKind.None)]
    [InlineData("RuntimeIdentifier", "browser-wasm", ClientKind.BlazorWebAssembly)]
    [InlineData("RuntimeIdentifier", "linux-x64", ClientKind.None)]
    [InlineData("TargetFramework", "net10.0-browser", ClientKind.BlazorWebAssembly)]
    [InlineData("TargetFramework", "net10.0-ios18.0", ClientKind.MobileApp)]
    [InlineData("TargetFramework", "net10.0-android", ClientKind.MobileApp)]
    [InlineData("TargetFramework", "net10.0-windows", ClientKind.None)]
    [InlineData("TargetFramework", "net10.0", ClientKind.None)]
    [InlineData("UseMaui", " True ", ClientKind.MobileApp)]
    [InlineData("UseMaui", "", ClientKind.None)]
    [InlineData("_SupportedPlatformList", "browser", ClientKind.BlazorWebAssembly)]
    [InlineData("_SupportedPlatformList", "Linux,macOS,Windows,browser", ClientKind.None)]
    public void What_the_build_makes_of_a_project_tells_a_client(string property, string value, ClientKind expected) =>
        Assert.Equal(expected, ClientProject.KindOf(name => name == property ? value : null));

    [Theory]
    [InlineData("src/Pages/Pay.razor", ClientKind.None, null)]
    [InlineData("src/Pages/Pay.razor", ClientKind.MobileApp, "is installed on every user's device")]
    [InlineData("src/Pages/Pay.cshtml", ClientKind.BlazorWebAssembly, "every visitor's browser downloads")]
    [InlineData("src/wwwroot/js/pay.js", ClientKind.None, "every visitor can fetch")]
    [InlineData("src/appsettings.json", ClientKind.BlazorWebAssembly, null)]
    public void What_a_client_is_made_of_goes_where_it_goes(string path, ClientKind client, string? audience) =>
        Assert.Equal(audience, CredentialFile.AudienceOf(path, client));
}
