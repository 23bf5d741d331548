using System.Net;
using System.Text.RegularExpressions;

namespace PaymentSafety.Runtime.Tests.Shop;

/// <summary>Sends the shop's forms without a browser, with the cookies and the token of its page.</summary>
internal sealed partial class ShopClient(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    /// <returns>The answer's status, and where it leads.</returns>
    public async Task<(HttpStatusCode Status, string Location)> PostAsync(string handler, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = Token().Match(await _client.GetStringAsync("/")).Groups[1].Value;
        using var answer = await _client.PostAsync("/?handler=" + handler, new FormUrlEncodedContent(fields));
        return (answer.StatusCode, answer.Headers.Location?.OriginalString ?? "");
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
