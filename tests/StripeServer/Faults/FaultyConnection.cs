using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;

namespace PaymentSafety.Tests.Stripe;

/// <summary>What only the socket can do: bytes that are not HTTP, and a connection that ends in the middle.</summary>
internal static class FaultyConnection
{
    public static async Task EndAsync(HttpContext context, RawFault fault)
    {
        var socket = Socket(context.Features);
        if (fault.Content.Length > 0) await socket.SendAsync(fault.Content);
        if (fault.EndsInReset)
        {
            // What was sent must arrive before the reset overtakes it.
            if (fault.Content.Length > 0) await Task.Delay(50);
            Reset(socket);
        }
        else
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        // Ends the request without a byte of Kestrel's own.
        context.Abort();
    }

    /// <summary>Closing with a linger of zero sends RST instead of FIN.</summary>
    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    public static Socket Socket(Microsoft.AspNetCore.Http.Features.IFeatureCollection features)
        => (features.Get<IConnectionSocketFeature>() ?? throw new InvalidOperationException("The connection has no socket: raw faults need plain TCP.")).Socket;
}
