using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary><see cref="PaymentPages"/> over HTTP on 127.0.0.1, for nodes that are processes, with the faults of a network and of a server.</summary>
internal sealed class PaymentPagesServer : IAsyncDisposable
{
    private readonly PaymentPages _pages;
    private readonly Random _random;
    private readonly double _faults;
    private readonly Func<string, IReadOnlyList<string>, Task> _asked;
    private readonly ConcurrentDictionary<int, int> _played = new();
    private readonly WebApplication _app;

    private PaymentPagesServer(PaymentPages pages, Random random, double faults, Func<string, IReadOnlyList<string>, Task> asked)
    {
        (_pages, _random, _faults, _asked) = (pages, random, faults, asked);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>How many kinds of faults there were.</summary>
    public int FaultKinds => _played.Count;

    /// <param name="faults">Which part of the requests goes wrong.</param>
    /// <param name="asked">Called before each right answer, with the key that asks and with the ids that it is about to read.</param>
    public static async Task<PaymentPagesServer> StartAsync(PaymentPages pages, Random random, double faults, Func<string, IReadOnlyList<string>, Task> asked)
    {
        var server = new PaymentPagesServer(pages, random, faults, asked);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var key = context.Request.Headers.Authorization.ToString()["Bearer ".Length..];
        var fault = -1;
        lock (_random)
        {
            if (_random.NextDouble() < _faults) fault = _random.Next(7);
        }

        if (fault >= 0) _played.AddOrUpdate(fault, 1, (_, count) => count + 1);
        try
        {
            switch (fault)
            {
                case 0:
                    context.Abort();
                    return;
                case 1:
                    await WriteAsync(context, 500, """{"error":{"type":"api_error"}}""");
                    return;
                case 2:
                    await WriteAsync(context, 429, """{"error":{"type":"invalid_request_error","code":"rate_limit"}}""");
                    return;
                case 3:
                    await WriteAsync(context, 503, "<html>busy</html>");
                    return;
                case 4:
                    await WriteAsync(context, 200, """{"object":"list","data":[],"has_more":true}""");
                    return;
            }

            var (json, ids) = _pages.Answer(new Uri(Address, context.Request.Path + context.Request.QueryString));
            await _asked(key, ids);
            // The answer is lost, or half of it is.
            if (fault == 5) context.Abort();
            else if (fault == 6) await LoseHalfAsync(context, json);
            else await WriteAsync(context, 200, json);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The node was killed; there is nobody to answer.
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static async Task LoseHalfAsync(HttpContext context, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }
}
