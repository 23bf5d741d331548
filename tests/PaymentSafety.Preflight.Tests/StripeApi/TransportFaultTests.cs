using System.Net;
using System.Net.Sockets;
using PaymentSafety.StripeApi;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.StripeApi;

public class TransportFaultTests : StripeApiTest
{
    public static TheoryData<string, Fault> Breaks => new()
    {
        { "reset", Fault.Reset() },
        { "reset in the body", Fault.ResetInBody() },
        { "reset in a chunk", Fault.ResetInChunk() },
        { "truncated", Fault.Truncated() },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_broken_connection_is_tried_four_times_and_then_unknown(string name, Fault fault)
    {
        Assert.NotEmpty(name);

        var result = await FaultOfAsync(fault);

        Assert.Equal("PF9001", result.Code);
        Assert.Equal("The connection was broken.", result.Message);
        Assert.Equal(4, result.Tries);
        Assert.Equal(4, Server.Log.Count);
        Assert.True(result.IsTransient);
    }

    [Fact]
    public async Task A_connection_that_is_reset_when_it_is_made_is_a_broken_one()
    {
        Server.Faults.ResetAtAccept();

        var fault = await FaultOfPriceAsync(Client());

        Assert.Equal("The connection was broken.", fault.Message);
        Assert.Equal(4, fault.Tries);
    }

    [Fact]
    public void A_new_connection_that_is_gone_before_it_is_used_is_a_broken_one()
    {
        // Timing decides whether HttpClient gives this one in a reset, so that no server can be made to cause it each time.
        var gone = new SocketException((int)SocketError.NotConnected);
        var options = new StripeApiOptions();
        var faults = new TransportFaults(new FaultText(new StripeApiKey("STRIPE_SECRET_KEY", "unknown"), options), proxy: null);

        Assert.True(TransportFaults.Covers(gone));
        Assert.Same(TryCause.Broken, faults.Of(gone).Cause);
    }

    [Fact]
    public async Task A_connection_that_breaks_once_is_no_fault()
    {
        Server.Faults.Add(Fault.ResetInBody(), times: 1);

        var result = await Client().GetPriceAsync(ShopScenario.LiteLivePrice);

        Assert.True(result.Succeeded);
        Assert.Equal(2, result.Exchange.Tries);
    }

    [Fact]
    public async Task A_connection_that_is_closed_without_a_byte_is_tried_once_more()
    {
        var fault = await FaultOfAsync(Fault.Close());

        Assert.Equal("PF9001", fault.Code);
        Assert.Equal("The connection was broken.", fault.Message);
        Assert.Equal(2, fault.Tries);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_answer_is_waited_for_fifteen_seconds_four_times(bool drip)
    {
        Server.Faults.Add(drip ? Fault.Drip(TimeSpan.FromMilliseconds(20)) : Fault.Hang());
        var reading = FaultOfPriceAsync(Client());
        for (var tries = 1; tries <= 4; tries++)
        {
            await Server.Log.WaitForAsync(tries);
            Assert.False(reading.IsCompleted);
            Clock.Advance(Seconds(15));
        }

        var fault = await reading;

        Assert.Equal("PF9001", fault.Code);
        Assert.Equal($"No answer from {Server.Address.Authority} within 15 s.", fault.Message);
        Assert.Equal(4, fault.Tries);
    }

    [Fact]
    public async Task No_answer_once_is_no_fault()
    {
        Server.Faults.Add(Fault.Hang(), times: 1);
        var reading = Client().GetPriceAsync(ShopScenario.LiteLivePrice);
        await Server.Log.WaitForAsync(1);
        Clock.Advance(Seconds(15));

        Assert.True((await reading.WaitAsync(Patience)).Succeeded);
    }

    [Fact]
    public async Task A_refused_connection_is_tried_three_times_and_stops_everything()
    {
        var client = Client(options => options with { BaseAddress = new Uri($"http://127.0.0.1:{FreePort()}") });

        var fault = await FaultOfPriceAsync(client);

        Assert.Equal("PF9001", fault.Code);
        Assert.Matches(@"^127\.0\.0\.1:\d+ cannot be reached \(refused\)\. Is this build agent offline\? Set PaymentSafetyOffline=true to run the offline checks only\.$", fault.Message);
        Assert.Equal(3, fault.Tries);
        Assert.Same(fault, (await client.GetBalanceAsync()).Fault);
        Assert.Equal(3, client.RequestsSent);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, "name unknown", 2)]
    [InlineData(SocketError.TryAgain, "name unknown", 2)]
    [InlineData(SocketError.NetworkUnreachable, "no route", 3)]
    [InlineData(SocketError.AccessDenied, "AccessDenied", 3)]
    public async Task A_host_that_cannot_be_reached_is_said_by_its_name_and_reason(SocketError error, string reason, int tries)
    {
        var client = Client(options => options with { BaseAddress = StripeHost.Default, Connect = (_, _) => throw new SocketException((int)error) });

        var fault = await FaultOfPriceAsync(client);

        Assert.Equal("PF9001", fault.Code);
        Assert.Equal($"api.stripe.com cannot be reached ({reason}). Is this build agent offline? Set PaymentSafetyOffline=true to run the offline checks only.", fault.Message);
        Assert.Equal(tries, fault.Tries);
    }

    [Fact]
    public async Task Another_protocol_is_not_asked_twice()
    {
        var fault = await FaultOfAsync(Fault.Garbage());

        Assert.Equal("PF9004", fault.Code);
        Assert.Equal($"{Server.Address.Authority} answered something that is not HTTP. A proxy or login page is in between.", fault.Message);
        Assert.Equal(1, fault.Tries);
        Assert.True(fault.StopsAll);
    }

    [Theory]
    [InlineData("untrusted", "UntrustedRoot")]
    [InlineData("expired", "NotTimeValid, UntrustedRoot")]
    [InlineData("wrong name", "RemoteCertificateNameMismatch, RemoteCertificateChainErrors")]
    public async Task A_certificate_that_is_not_trusted_is_refused_with_its_reasons_and_no_way_around(string kind, string reasons)
    {
        using var certificate = kind switch
        {
            "untrusted" => TlsCertificates.Untrusted(),
            "expired" => TlsCertificates.Expired(),
            _ => TlsCertificates.WrongName(),
        };
        await using var server = await StripeServer.StartAsync(options: new StripeServerOptions { Certificate = certificate });
        var client = Client(options => options with { BaseAddress = server.Address });

        var fault = await FaultOfPriceAsync(client);

        Assert.Equal("PF9002", fault.Code);
        Assert.Equal(
            $"The certificate of {server.Address.Authority} is not trusted ({reasons}). If a company proxy inspects TLS, install its root certificate; never switch validation off.",
            fault.Message);
        Assert.Equal(1, fault.Tries);
        Assert.True(fault.StopsAll);
        Assert.Equal(0, server.Log.Count);
    }

    [Fact]
    public async Task Tls_to_a_port_without_it_is_said()
    {
        var client = Client(options => options with { BaseAddress = new Uri($"https://127.0.0.1:{Server.Address.Port}") });

        var fault = await FaultOfPriceAsync(client);

        Assert.Equal("PF9002", fault.Code);
        Assert.Equal($"127.0.0.1:{Server.Address.Port} does not speak TLS.", fault.Message);
        Assert.Equal(1, fault.Tries);
    }

    [Fact]
    public async Task A_connection_that_breaks_during_the_tls_handshake_is_a_broken_one_and_no_bad_certificate()
    {
        Server.Faults.ResetAtAccept();
        var client = Client(options => options with { BaseAddress = new Uri($"https://127.0.0.1:{Server.Address.Port}") });

        var fault = await FaultOfPriceAsync(client);

        Assert.Equal("PF9001", fault.Code);
        Assert.Equal(4, fault.Tries);
    }

    [Fact]
    public async Task No_tls_to_a_port_that_wants_it_is_unknown()
    {
        using var certificate = TlsCertificates.Untrusted();
        await using var server = await StripeServer.StartAsync(options: new StripeServerOptions { Certificate = certificate });
        var client = Client(options => options with { BaseAddress = new Uri($"http://127.0.0.1:{server.Address.Port}") });

        var fault = await FaultOfPriceAsync(client);

        Assert.Equal("PF9001", fault.Code);
        Assert.Equal(2, fault.Tries);
    }

    [Fact]
    public async Task A_dead_proxy_is_named_without_its_password()
    {
        var port = FreePort();
        var proxy = new WebProxy(new Uri($"http://127.0.0.1:{port}")) { Credentials = new NetworkCredential("user", "hunter2") };
        var client = Client(options => options with { Proxy = proxy });

        var fault = await FaultOfPriceAsync(client);

        Assert.Equal("PF9003", fault.Code);
        Assert.Equal($"The proxy http://127.0.0.1:{port} (system settings) cannot be reached.", fault.Message);
        Assert.Equal(3, fault.Tries);
        Assert.Equal(0, Server.Log.Count);
    }

    [Theory]
    [InlineData("https_proxy", "http://127.0.0.1:3128", "https_proxy")]
    [InlineData("HTTPS_PROXY", "http://user:hunter2@127.0.0.1:3128/", "HTTPS_PROXY")]
    [InlineData("ALL_PROXY", "127.0.0.1:3128", "ALL_PROXY")]
    [InlineData("HTTPS_PROXY", "http://127.0.0.1:9999", "system settings")]
    [InlineData("HTTP_PROXY", "http://127.0.0.1:3128", "system settings")]
    [InlineData("HTTPS_PROXY", "::", "system settings")]
    public void A_proxy_is_named_by_where_it_is_set(string variable, string value, string setting)
    {
        var source = ProxySource.For(StripeHost.Default, new WebProxy("http://127.0.0.1:3128"), name => name == variable ? value : null);

        Assert.Equal(new ProxySource("http://127.0.0.1:3128", setting), source);
    }

    [Fact]
    public void A_host_that_the_proxy_leaves_out_has_none()
        => Assert.Null(ProxySource.For(StripeHost.Default, new WebProxy(new Uri("http://127.0.0.1:3128"), BypassOnLocal: false, [@"api\.stripe\.com"]), _ => null));

    [Theory]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", "The proxy wants a login.")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "The proxy {0} (system settings) makes no connection to api.stripe.com (it answered 403).")]
    public async Task A_proxy_that_makes_no_tunnel_is_said(string answer, string message)
    {
        Server.Faults.Add(Fault.Raw(answer, reset: false));
        var proxy = Server.Address.GetLeftPart(UriPartial.Authority);
        var client = Client(options => options with { BaseAddress = StripeHost.Default, Proxy = new WebProxy(proxy) });

        var fault = await FaultOfPriceAsync(client);

        Assert.Equal("PF9003", fault.Code);
        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, message, proxy), fault.Message);
        Assert.Equal(1, fault.Tries);
        Assert.Equal("", Assert.Single(Server.Log.All).MaskedKey);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
