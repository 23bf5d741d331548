using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>Answers a request as its fault says.</summary>
internal static class FaultPlayer
{
    /// <param name="answer">The right answer.</param>
    public static async Task PlayAsync(HttpContext context, Fault fault, Func<(int Status, JsonObject Json)> answer)
    {
        var cancelled = context.RequestAborted;
        switch (fault)
        {
            case ReplaceFault replace:
                SetHeaders(context, replace.Extra);
                await WriteAsync(context, replace.Code, Encoding.UTF8.GetBytes(replace.Text), replace.ContentType);
                break;

            case BytesFault bytes:
                SetHeaders(context, bytes.Extra);
                await WriteAsync(context, 200, bytes.Content, "application/json");
                break;

            case GzipFault:
                context.Response.Headers.ContentEncoding = "gzip";
                await WriteAsync(context, 200, Compress(answer().Json.ToJsonString()), "application/json");
                break;

            case HugeFault huge:
                await HugeAsync(context, huge.Length);
                break;

            case EchoFault echo:
                var message = $"upstream refused header Authorization: {context.Request.Headers.Authorization}";
                var body = new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "invalid_request_error", ["code"] = context.Request.Headers.Authorization.ToString() } };
                context.Response.Headers["Request-Id"] = context.Request.Headers.Authorization.ToString();
                context.Response.Headers["Stripe-Rate-Limited-Reason"] = context.Request.Headers.Authorization.ToString();
                context.Response.Headers.Location = "https://login.example/?next=" + Uri.EscapeDataString(context.Request.Headers.Authorization.ToString());
                await WriteAsync(context, echo.Code, Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json");
                break;

            case ChangeFault change:
                var (status, json) = answer();
                change.Apply(json);
                await WriteAsync(context, status, Encoding.UTF8.GetBytes(json.ToJsonString()), "application/json");
                break;

            case HeadersFault headers:
                SetHeaders(context, headers.Extra);
                await WriteAsync(context, answer());
                break;

            case DelayFault delay:
                await Task.Delay(delay.Time, cancelled);
                await WriteAsync(context, answer());
                break;

            case LostAnswerFault:
                answer();
                await FaultyConnection.EndAsync(context, new RawFault([], EndsInReset: true));
                break;

            case HoldAnswerFault:
                answer();
                await Task.Delay(Timeout.Infinite, cancelled);
                break;

            case FailInsideFault:
                context.Items[FailInsideFault.Mark] = true;
                await WriteAsync(context, answer());
                break;

            case HangFault:
                await Task.Delay(Timeout.Infinite, cancelled);
                break;

            case DripFault drip:
                await DripAsync(context, drip.Interval, cancelled);
                break;

            case RawFault raw:
                await FaultyConnection.EndAsync(context, raw);
                break;

            default:
                throw new InvalidOperationException($"Nobody plays {fault.GetType().Name}.");
        }
    }

    public static Task WriteAsync(HttpContext context, (int Status, JsonObject Json) answer)
        => WriteAsync(context, answer.Status, Encoding.UTF8.GetBytes(answer.Json.ToJsonString()), "application/json");

    private static async Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> body, string contentType)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static async Task HugeAsync(HttpContext context, int length)
    {
        context.Response.ContentType = "application/json";
        var chunk = new byte[64 * 1024];
        chunk.AsSpan().Fill((byte)' ');
        for (var sent = 0; sent < length; sent += chunk.Length) await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        await context.Response.WriteAsync("{}", context.RequestAborted);
    }

    private static async Task DripAsync(HttpContext context, TimeSpan interval, CancellationToken cancelled)
    {
        context.Response.ContentType = "application/json";
        while (true)
        {
            await context.Response.WriteAsync(" ", cancelled);
            await context.Response.Body.FlushAsync(cancelled);
            await Task.Delay(interval, cancelled);
        }
    }

    private static void SetHeaders(HttpContext context, IReadOnlyList<(string Name, string Value)> headers)
    {
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
    }

    private static byte[] Compress(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return buffer.ToArray();
    }
}
