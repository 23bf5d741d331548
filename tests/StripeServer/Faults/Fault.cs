using System.Text;
using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>What goes wrong with a request. Each is made once by a factory below and added to <see cref="FaultList"/>.</summary>
public abstract record Fault
{
    /// <summary>The answer has this status. Without a body it has the error body of Stripe's own server errors.</summary>
    public static Fault Status(int status, string? body = null, params (string Name, string Value)[] headers)
        => new ReplaceFault(status, body ?? """{"error":{"message":"An unknown error occurred","type":"api_error"}}""", "application/json", headers);

    /// <summary>200 with this body.</summary>
    public static Fault Body(string body, string contentType = "application/json") => new ReplaceFault(200, body, contentType, []);

    /// <summary>200 with these bytes.</summary>
    public static Fault Bytes(byte[] body, params (string Name, string Value)[] headers) => new BytesFault(body, headers);

    /// <summary>A login page.</summary>
    public static Fault WebPage(int status = 200)
        => new ReplaceFault(status, "<!DOCTYPE html><html><body><form action=/login>Sign in</form></body></html>", "text/html", []);

    /// <summary>302 to this address.</summary>
    public static Fault Redirect(string location) => new ReplaceFault(302, "", "text/plain", [("Location", location)]);

    /// <summary>The right answer, said to be compressed, and not.</summary>
    public static Fault NotGzip() => new ReplaceFault(200, """{"object":"balance"}""", "application/json", [("Content-Encoding", "gzip")]);

    /// <summary>The right answer, compressed.</summary>
    public static Fault Gzip() => new GzipFault();

    /// <summary>JSON of about this many bytes.</summary>
    public static Fault Huge(int bytes) => new HugeFault(bytes);

    /// <summary>The error that a careless proxy writes, with the request's Authorization header in it.</summary>
    public static Fault EchoKey(int status) => new EchoFault(status);

    /// <summary>The right answer, changed.</summary>
    public static Fault Change(Action<JsonObject> change) => new ChangeFault(change);

    /// <summary>The right answer with these headers.</summary>
    public static Fault Headers(params (string Name, string Value)[] headers) => new HeadersFault(headers);

    /// <summary>The right answer, later.</summary>
    public static Fault Delay(TimeSpan delay) => new DelayFault(delay);

    /// <summary>No answer at all, until the client gives up.</summary>
    public static Fault Hang() => new HangFault();

    /// <summary>Headers, then blanks one by one, without end.</summary>
    public static Fault Drip(TimeSpan interval) => new DripFault(interval);

    /// <summary>The connection is reset.</summary>
    public static Fault Reset() => new RawFault([], EndsInReset: true);

    /// <summary>The request is carried out, and its answer is lost: the connection is reset.</summary>
    public static Fault LostAnswer() => new LostAnswerFault();

    /// <summary>The request is carried out, and no answer comes until the client gives up.</summary>
    public static Fault HoldAnswer() => new HoldAnswerFault();

    /// <summary>Stripe fails inside: nothing is carried out, and the 500 is what the idempotency key gives from now on.</summary>
    public static Fault FailInside() => new FailInsideFault();

    /// <summary>The connection is closed without a byte.</summary>
    public static Fault Close() => new RawFault([], EndsInReset: false);

    /// <summary>Headers and half a body, then a reset.</summary>
    public static Fault ResetInBody() => Raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"object\":", reset: true);

    /// <summary>Half a chunk, then a reset.</summary>
    public static Fault ResetInChunk() => Raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"object\":", reset: true);

    /// <summary>A body shorter than its Content-Length.</summary>
    public static Fault Truncated() => Raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"object\":", reset: false);

    /// <summary>Another protocol than HTTP.</summary>
    public static Fault Garbage() => Raw("SSH-2.0-OpenSSH_9.2\r\n\r\n", reset: false);

    /// <summary>A header of this many bytes.</summary>
    public static Fault HugeHeader(int bytes) => Raw($"HTTP/1.1 200 OK\r\nX-Filler: {new string('x', bytes)}\r\nContent-Length: 2\r\n\r\n{{}}", reset: false);

    /// <summary>These bytes on the connection, then its end.</summary>
    public static Fault Raw(string text, bool reset) => new RawFault(Encoding.Latin1.GetBytes(text), reset);
}

internal sealed record ReplaceFault(int Code, string Text, string ContentType, IReadOnlyList<(string Name, string Value)> Extra) : Fault;

internal sealed record BytesFault(byte[] Content, IReadOnlyList<(string Name, string Value)> Extra) : Fault;

internal sealed record GzipFault : Fault;

internal sealed record HugeFault(int Length) : Fault;

internal sealed record EchoFault(int Code) : Fault;

internal sealed record ChangeFault(Action<JsonObject> Apply) : Fault;

internal sealed record HeadersFault(IReadOnlyList<(string Name, string Value)> Extra) : Fault;

internal sealed record DelayFault(TimeSpan Time) : Fault;

internal sealed record LostAnswerFault : Fault;

internal sealed record HoldAnswerFault : Fault;

internal sealed record FailInsideFault : Fault
{
    /// <summary>By which the request knows that it has to fail.</summary>
    public const string Mark = "fails-inside";
}

internal sealed record HangFault : Fault;

internal sealed record DripFault(TimeSpan Interval) : Fault;

internal sealed record RawFault(byte[] Content, bool EndsInReset) : Fault;
