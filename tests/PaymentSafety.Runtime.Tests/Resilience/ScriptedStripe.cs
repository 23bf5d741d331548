using System.Net;

namespace PaymentSafety.Runtime.Tests.Resilience;

/// <summary>Answers what a test says, and counts.</summary>
internal sealed class ScriptedStripe(Func<int, HttpResponseMessage> answer) : HttpMessageHandler
{
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>The bodies as they arrived.</summary>
    public List<string> Bodies { get; } = [];

    public static HttpResponseMessage Status(int status, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("{}", null, "application/json") };
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _requests);
        if (request.Content is { } content)
        {
            var body = await content.ReadAsStringAsync(cancellationToken);
            lock (Bodies) Bodies.Add(body);
        }

        return answer(number);
    }
}
