using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace PaymentSafety.StripeApi;

/// <summary>What an exception of the network layer means.</summary>
internal sealed class TransportFaults(FaultText text, ProxySource? proxy)
{
    /// <summary>What the message of .NET's AuthenticationException lists when a certificate is refused.</summary>
    private static readonly string[] CertificateReasons =
    [
        .. Enum.GetNames<SslPolicyErrors>().Where(name => name != nameof(SslPolicyErrors.None)),
        .. Enum.GetNames<X509ChainStatusFlags>().Where(name => name != nameof(X509ChainStatusFlags.NoError)),
    ];

    /// <summary>Whether <see cref="Of(Exception)"/> knows the exception; others are bugs and are not caught.</summary>
    /// <remarks>A SocketException comes out of HttpClient as it is when a new connection is reset before its addresses were read.</remarks>
    public static bool Covers(Exception exception) => exception is HttpRequestException or IOException or InvalidDataException or SocketException;

    public TryFailure TimedOut() => Failure(TryCause.TimedOut, text.NoAnswer());

    public TryFailure Of(Exception exception) => exception switch
    {
        InvalidDataException => Failure(TryCause.NotJson, text.NotJson(), exception),
        HttpRequestException http => Of(http),
        SocketException => NotConnected(exception),
        _ => Failure(TryCause.Broken, text.Broken(), exception),
    };

    private TryFailure Of(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError when proxy is not null
            => Failure(TryCause.ProxyDead, text.ProxyDead(proxy), exception),
        HttpRequestError.NameResolutionError => Failure(TryCause.NameUnknown, text.Unreachable("name unknown"), exception),
        HttpRequestError.ConnectionError => NotConnected(exception),
        HttpRequestError.SecureConnectionError => Insecure(exception),
        HttpRequestError.ProxyTunnelError => Tunnel(exception),
        HttpRequestError.ResponseEnded => Failure(TryCause.Closed, text.Broken(), exception),
        HttpRequestError.ConfigurationLimitExceeded => Failure(TryCause.TooLarge, text.HeadersTooLarge(), exception),
        HttpRequestError.InvalidResponse => Failure(TryCause.NotHttp, text.NotHttp(), exception),
        _ => Failure(TryCause.Broken, text.Broken(), exception),
    };

    private TryFailure NotConnected(Exception exception) => Find<SocketException>(exception)?.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Failure(TryCause.NameUnknown, text.Unreachable("name unknown"), exception),
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown => Failure(TryCause.Refused, text.Unreachable("no route"), exception),
        SocketError.TimedOut => Failure(TryCause.TimedOut, text.NoAnswer(), exception),
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.NotConnected => Failure(TryCause.Broken, text.Broken(), exception),
        SocketError.ConnectionRefused => Failure(TryCause.Refused, text.Unreachable("refused"), exception),
        var other => Failure(TryCause.Refused, text.Unreachable(other?.ToString() ?? "no connection"), exception),
    };

    private TryFailure Insecure(HttpRequestException exception)
    {
        // A connection that breaks during the handshake says nothing about certificates; it is like any other that breaks.
        if (Find<AuthenticationException>(exception) is not { } refusal) return Failure(TryCause.Broken, text.Broken(), exception);

        var reasons = CertificateReasons.Where(reason => Names(refusal.Message, reason)).ToArray();
        if (reasons.Length > 0) return Failure(TryCause.Tls, text.NotTrusted(string.Join(", ", reasons)), exception);
        return Failure(TryCause.Tls, refusal.Message.Contains("frame size", StringComparison.Ordinal) ? text.NotTls() : text.TlsFailed(), exception);
    }

    private TryFailure Tunnel(HttpRequestException exception)
        => exception.StatusCode == HttpStatusCode.ProxyAuthenticationRequired || proxy is null
            ? Failure(TryCause.ProxyRefuses, text.ProxyLogin(), exception)
            : Failure(TryCause.ProxyRefuses, text.ProxyRefuses(proxy, (int?)exception.StatusCode), exception);

    private TryFailure Failure(TryCause cause, string message, Exception? exception = null)
    {
        var detail = exception is null ? null : text.Clean((exception.InnerException ?? exception).Message);
        return new TryFailure(cause, history => new StripeFault
        {
            Kind = cause.Kind,
            Message = message,
            Fix = cause.Fix,
            Detail = detail,
            Tries = history.Tries,
            StopsAll = cause.StopsAll,
            IsTransient = cause.Retries > 0,
        });
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is T found) return found;
        return null;
    }

    /// <summary>Whole words: NotTimeValid is not part of CtlNotTimeValid.</summary>
    private static bool Names(string message, string word)
    {
        var at = message.IndexOf(word, StringComparison.Ordinal);
        return at >= 0
            && (at == 0 || !char.IsLetter(message[at - 1]))
            && (at + word.Length == message.Length || !char.IsLetter(message[at + word.Length]));
    }
}
