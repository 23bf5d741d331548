using PaymentSafety.Analyzers.Idempotency;
using PaymentSafety.CodeFixes.Idempotency;

namespace PaymentSafety.Analyzers.Tests.Idempotency;

/// <summary>PAY1006, and PAY1009 for the same requests: what posts to Stripe's API without Stripe.net.</summary>
public class RawStripePostTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Net.Http.Json;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;

        """;

    /// <summary>Signatures of RestSharp, Flurl, Polly and Microsoft.Extensions.Http.Resilience, so that no package need be referenced.</summary>
    private const string Stubs = """

        namespace RestSharp
        {
            public enum Method { Get, Post, Delete }
            public class RestClientOptions { public RestClientOptions(string url) { } }
            public class RestResponse { public bool IsSuccessful => true; }
            public class RestClient
            {
                public RestClient(string url) { }
                public RestClient(RestClientOptions options) { }
                public System.Threading.Tasks.Task<RestResponse> ExecuteAsync(RestRequest request) => null!;
                public System.Threading.Tasks.Task<RestResponse> ExecutePostAsync(RestRequest request) => null!;
            }
            public class RestRequest
            {
                public RestRequest(string resource, Method method = Method.Get) { }
                public Method Method { get; set; }
                public RestRequest AddHeader(string name, string value) => this;
                public RestRequest AddOrUpdateHeader(string name, string value) => this;
                public RestRequest AddParameter(string name, object value) => this;
            }
        }

        namespace Flurl.Http
        {
            public interface IFlurlRequest { }
            public class FlurlClient { public FlurlClient(string url) { } public IFlurlRequest Request(params object[] segments) => null!; }
            public static class Extensions
            {
                public static IFlurlRequest AppendPathSegment(this string url, string segment) => null!;
                public static IFlurlRequest WithHeader(this string url, string name, object value) => null!;
                public static IFlurlRequest WithHeader(this IFlurlRequest request, string name, object value) => request;
                public static IFlurlRequest WithHeaders(this IFlurlRequest request, object headers) => request;
                public static IFlurlRequest WithBasicAuth(this string url, string user, string password) => null!;
                public static IFlurlRequest WithOAuthBearerToken(this string url, string token) => null!;
                public static IFlurlRequest WithOAuthBearerToken(this IFlurlRequest request, string token) => request;
                public static System.Threading.Tasks.Task<object> PostUrlEncodedAsync(this string url, object body) => null!;
                public static System.Threading.Tasks.Task<object> PostUrlEncodedAsync(this IFlurlRequest request, object body) => null!;
                public static System.Threading.Tasks.Task<object> PostJsonAsync(this IFlurlRequest request, object body) => null!;
                public static System.Threading.Tasks.Task<object> PostAsync(this IFlurlRequest request, HttpContent? content = null) => null!;
                public static System.Threading.Tasks.Task<object> GetAsync(this IFlurlRequest request) => null!;
            }
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            public static class Resilience
            {
                public static IHttpClientBuilder AddPolicyHandler(this IHttpClientBuilder builder, Polly.IAsyncPolicy<HttpResponseMessage> policy) => builder;
                public static IHttpClientBuilder AddTransientHttpErrorPolicy(this IHttpClientBuilder builder, Func<Polly.PolicyBuilder, Polly.IAsyncPolicy<HttpResponseMessage>> configure) => builder;
                public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder) => builder;
            }
        }

        namespace Polly
        {
            public interface IAsyncPolicy { System.Threading.Tasks.Task<T> ExecuteAsync<T>(System.Func<System.Threading.Tasks.Task<T>> action); }
            public interface IAsyncPolicy<T> { }
            public class PolicyBuilder
            {
                public IAsyncPolicy<HttpResponseMessage> WaitAndRetryAsync(int count, Func<int, TimeSpan> wait) => null!;
                public IAsyncPolicy<HttpResponseMessage> CircuitBreakerAsync(int count, TimeSpan open) => null!;
            }
        }
        """;

    private static string Method(string lines) => Class($$"""
            public async Task<object?> PayAsync(string orderId, string path, string url, HttpContent content, string key, Dictionary<string, string> headers, bool flag)
            {
                {{lines}}
                await Task.CompletedTask;
                return null;
            }
        """);

    private static string Class(string members) => Usings + $$"""
        using Flurl.Http;
        using Microsoft.Extensions.DependencyInjection;
        using RestSharp;

        class Api
        {
            private const string BaseUrl = "https://api.stripe.com/v1";
            private static readonly Uri Charges = new("https://api.stripe.com/v1/charges");
            private readonly HttpClient http = new();

            {{members}}
        }
        """ + Stubs;

    private static Task VerifyAsync(string source) => new CSharpAnalyzerTest<RawStripePostWithoutIdempotencyKey> { TestCode = source, ReferenceSet = ReferenceSet.WithoutStripe }.RunAsync();

    [Theory]
    [InlineData("await http.{|PAY1006:PostAsync|}(\"https://api.stripe.com/v1/charges\", content);")]
    [InlineData("await http.{|PAY1006:PostAsync|}(\"https://api.stripe.com/v1/charges\", new StringContent(\"amount=1\", Encoding.UTF8, \"application/x-www-form-urlencoded\"));")]
    [InlineData("await http.{|PAY1006:PostAsync|}(BaseUrl + \"/charges\", new FormUrlEncodedContent(headers));")]
    [InlineData("await http.{|PAY1006:PostAsync|}($\"{BaseUrl}/payment_intents/{orderId}/capture\", content);")]
    [InlineData("await http.{|PAY1006:PostAsync|}($\"https://api.stripe.com/v1/{path}\", content);")]
    [InlineData("await http.{|PAY1006:PostAsync|}(new Uri(\"https://api.stripe.com/v1/charges\"), content);")]
    [InlineData("await http.{|PAY1006:PostAsync|}(new Uri(new Uri(\"https://api.stripe.com\"), \"/v1/charges\"), content);")]
    [InlineData("await http.{|PAY1006:PostAsync|}(Charges, content);")]
    [InlineData("var address = \"https://api.stripe.com/v1/refunds\"; await http.{|PAY1006:PostAsync|}(address, content);")]
    [InlineData("await http.{|PAY1006:PostAsync|}(flag ? \"http://localhost:12111/v1/charges\" : \"https://api.stripe.com/v1/charges\", content);")]
    [InlineData("await http.{|PAY1006:PostAsJsonAsync|}(\"https://api.stripe.com/v2/core/accounts\", new { name = orderId });")]
    [InlineData("using var client = new HttpClient(); client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", key); await client.{|PAY1006:PostAsync|}(Charges, content);")]
    [InlineData("var client = new HttpClient { BaseAddress = new Uri(\"https://api.stripe.com/v1/\") }; await client.{|PAY1006:PostAsync|}(\"charges\", content);")]
    [InlineData("var client = new HttpClient(); client.BaseAddress = new Uri(BaseUrl); await client.{|PAY1006:PostAsync|}(path, content);")]
    [InlineData("await http.{|PAY1006:SendAsync|}(new HttpRequestMessage(HttpMethod.Post, \"https://api.stripe.com/v1/charges\"));")]
    [InlineData("http.{|PAY1006:Send|}(new HttpRequestMessage { Method = HttpMethod.Post, RequestUri = Charges, Content = content });")]
    [InlineData("using var request = new HttpRequestMessage(HttpMethod.Post, $\"{BaseUrl}/{path}\"); request.Headers.Authorization = new AuthenticationHeaderValue(\"Bearer\", key); request.Content = content; await http.{|PAY1006:SendAsync|}(request);")]
    [InlineData("var request = new HttpRequestMessage(); request.Method = new HttpMethod(\"POST\"); request.RequestUri = Charges; await http.{|PAY1006:SendAsync|}(request, CancellationToken.None);")]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Post, Charges); request.Headers.Add(\"Stripe-Version\", \"2024-06-20\"); await http.{|PAY1006:SendAsync|}(request);")]
    [InlineData("var other = new HttpRequestMessage(HttpMethod.Post, Charges); other.Headers.Add(\"Idempotency-Key\", key); var request = new HttpRequestMessage(HttpMethod.Post, Charges); await http.{|PAY1006:SendAsync|}(request); await http.SendAsync(other);")]
    [InlineData("HttpRequestMessage Make(HttpMethod method, string at) => new(method, BaseUrl + at); await http.{|PAY1006:SendAsync|}(Make(HttpMethod.Post, \"/charges\"));")]
    [InlineData("await http.{|PAY1006:PostAsync|}(\"https://api.stripe.com\" + path, content);")]
    [InlineData("string At(string p) => $\"{BaseUrl}/{p}\"; await http.{|PAY1006:PostAsync|}(At(path), content);")]
    [InlineData("Console.WriteLine(key); await http?.{|PAY1006:PostAsync|}(Charges, content)!;")]
    public Task Fires_on_HttpClient(string lines) => VerifyAsync(Method(lines));

    [Theory]
    [InlineData("await http.GetAsync(\"https://api.stripe.com/v1/charges\"); await http.DeleteAsync(\"https://api.stripe.com/v1/customers/cus_1\");")]
    [InlineData("await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, \"https://api.stripe.com/v1/charges\"));")]
    [InlineData("await http.PostAsync(\"https://connect.stripe.com/oauth/token\", content);")]
    [InlineData("await http.PostAsync(\"http://localhost:12111/v1/charges\", content); await http.PostAsync(\"https://api.stripe.com.example.org/v1\", content);")]
    [InlineData("await http.PostAsync(\"https://hooks.example.com/stripe.com\", content); await http.PostAsync(url, content); await http.PostAsync(path, content);")]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Post, Charges); request.Headers.Add(\"Idempotency-Key\", key); await http.SendAsync(request);")]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Post, Charges); request.Headers.TryAddWithoutValidation(\"idempotency-key\", key); await http.SendAsync(request);")]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Post, Charges) { Headers = { { \"Idempotency-Key\", key } }, Content = content }; await http.SendAsync(request);")]
    [InlineData("await http.SendAsync(new HttpRequestMessage(HttpMethod.Post, Charges) { Headers = { { \"Idempotency-Key\", key } } });")]
    [InlineData("const string Header = \"Idempotency-Key\"; var request = new HttpRequestMessage(HttpMethod.Post, Charges); if (key != \"\") { request.Headers.Add(Header, key); } await http.SendAsync(request);")]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Post, Charges); foreach (var header in headers) { request.Headers.Add(header.Key, header.Value); } await http.SendAsync(request);")]
    [InlineData("using var client = new HttpClient(); client.DefaultRequestHeaders.Add(\"Idempotency-Key\", key); await client.PostAsync(Charges, content);")]
    [InlineData("var form = new FormUrlEncodedContent(headers); form.Headers.Add(\"Idempotency-Key\", key); await http.PostAsync(Charges, form);")]
    [InlineData("void Keyed(HttpRequestMessage r) => r.Headers.Add(\"Idempotency-Key\", key); var request = new HttpRequestMessage(HttpMethod.Post, Charges); Keyed(request); await http.SendAsync(request);")]
    [InlineData("HttpRequestMessage Make(string at) { var made = new HttpRequestMessage(HttpMethod.Post, BaseUrl + at); made.Headers.Add(\"Idempotency-Key\", key); return made; } await http.SendAsync(Make(\"/charges\"));")]
    public Task Is_silent_on_HttpClient(string lines) => VerifyAsync(Method(lines));

    [Theory]
    [InlineData("private readonly HttpClient client; public Api(HttpClient client) { this.client = client; this.client.BaseAddress = new Uri(\"https://api.stripe.com/\"); } Task M(string path, HttpContent c) => client.{|PAY1006:PostAsync|}(path, c);")]
    [InlineData("private readonly HttpClient client; public Api(HttpClient given) { given.BaseAddress = new Uri(BaseUrl); client = given; } Task M(HttpContent c) => client.{|PAY1006:PostAsync|}(\"charges\", c);")]
    [InlineData("private readonly string address; private readonly HttpClient client; public Api(HttpClient c) { client = c; address = \"https://api.stripe.com/v1\"; } Task M(HttpContent c) => client.{|PAY1006:PostAsync|}($\"{address}/charges\", c);")]
    [InlineData("class Typed { private readonly HttpClient client; public Typed(HttpClient client) => this.client = client; public Task M(HttpContent c) => client.{|PAY1006:PostAsync|}(\"v1/charges\", c); } void Add(IServiceCollection s) => s.AddHttpClient<Typed>(c => { c.BaseAddress = new Uri(\"https://api.stripe.com\"); c.Timeout = TimeSpan.FromSeconds(3); });")]
    [InlineData("interface ITyped { } class Typed(HttpClient client) : ITyped { public Task M(HttpContent c) => client.{|PAY1006:PostAsync|}(\"v1/charges\", c); } void Add(IServiceCollection s) => s.AddHttpClient<ITyped, Typed>().ConfigureHttpClient(c => c.BaseAddress = new Uri(BaseUrl));")]
    [InlineData("void Add(IServiceCollection s) => s.AddHttpClient(\"stripe\", c => c.BaseAddress = new Uri(BaseUrl)); Task M(IHttpClientFactory f, HttpContent c) => f.CreateClient(\"stripe\").{|PAY1006:PostAsync|}(\"charges\", c);")]
    [InlineData("void Add(IServiceCollection s) => s.AddHttpClient(\"shop\", c => c.BaseAddress = new Uri(\"https://shop.example\")); Task M(IHttpClientFactory f, HttpContent c) { var client = f.CreateClient(\"shop\"); return client.PostAsync(\"charges\", c); }")]
    [InlineData("class Keyed : DelegatingHandler { protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage r, CancellationToken t) { r.Headers.Add(\"Idempotency-Key\", r.Content!.Headers.ContentLength.ToString()); return base.SendAsync(r, t); } } void Add(IServiceCollection s) => s.AddHttpClient(\"stripe\", c => c.BaseAddress = new Uri(BaseUrl)).AddHttpMessageHandler<Keyed>(); Task M(IHttpClientFactory f, HttpContent c) => f.CreateClient(\"stripe\").PostAsync(\"charges\", c);")]
    [InlineData("private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? c) { var request = new HttpRequestMessage(method, $\"{BaseUrl}/{path}\") { Content = c }; return http.{|PAY1006:SendAsync|}(request); } Task M(HttpContent c) => SendAsync(HttpMethod.Post, \"charges\", c);")]
    [InlineData("private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path) => http.SendAsync(new HttpRequestMessage(method, $\"{BaseUrl}/{path}\")); Task M() => SendAsync(HttpMethod.Get, \"charges\");")]
    [InlineData("Task M(HttpRequestMessage request) => http.SendAsync(request);")]
    public Task Follows_the_client_and_the_request(string members) => VerifyAsync(Class(members));

    [Theory]
    [InlineData("var client = new RestClient(\"https://api.stripe.com/v1\"); await client.{|PAY1006:ExecuteAsync|}(new RestRequest(\"charges\", RestSharp.Method.Post));")]
    [InlineData("var client = new RestClient(new RestClientOptions(BaseUrl)); var request = new RestRequest(\"charges\") { Method = RestSharp.Method.Post }; request.AddHeader(\"Authorization\", key); await client.{|PAY1006:ExecuteAsync|}(request);")]
    [InlineData("var client = new RestClient(BaseUrl); var request = new RestRequest(\"charges\").AddParameter(\"amount\", 1); await client.{|PAY1006:ExecutePostAsync|}(request);")]
    [InlineData("var client = new RestClient(BaseUrl); var request = new RestRequest(\"charges\", RestSharp.Method.Post); request.AddHeader(\"Idempotency-Key\", key); await client.ExecuteAsync(request);")]
    [InlineData("var client = new RestClient(BaseUrl); var request = new RestRequest(\"charges\", RestSharp.Method.Post).AddOrUpdateHeader(\"Idempotency-Key\", key); await client.ExecuteAsync(request);")]
    [InlineData("var client = new RestClient(BaseUrl); await client.ExecuteAsync(new RestRequest(\"charges\"));")]
    [InlineData("var client = new RestClient(\"https://shop.example\"); await client.ExecutePostAsync(new RestRequest(\"charges\"));")]
    [InlineData("await \"https://api.stripe.com/v1/charges\".{|PAY1006:PostUrlEncodedAsync|}(new { amount = 1 });")]
    [InlineData("await $\"{BaseUrl}/charges\".WithBasicAuth(key, \"\").{|PAY1006:PostUrlEncodedAsync|}(new { amount = 1 });")]
    [InlineData("await BaseUrl.AppendPathSegment(\"charges\").WithOAuthBearerToken(key).{|PAY1006:PostJsonAsync|}(new { amount = 1 });")]
    [InlineData("var client = new FlurlClient(BaseUrl); await client.Request(\"charges\").WithHeader(\"Stripe-Version\", \"2024\").{|PAY1006:PostAsync|}(content);")]
    [InlineData("await BaseUrl.AppendPathSegment(\"charges\").WithHeader(\"Idempotency-Key\", key).PostUrlEncodedAsync(new { amount = 1 });")]
    [InlineData("await BaseUrl.AppendPathSegment(\"charges\").WithHeaders(new { Authorization = key, Idempotency_Key = key }).PostUrlEncodedAsync(new { amount = 1 });")]
    [InlineData("await \"https://api.stripe.com/v1/charges\".WithOAuthBearerToken(key).WithHeaders(headers).PostUrlEncodedAsync(new { amount = 1 });")]
    [InlineData("await BaseUrl.WithOAuthBearerToken(key).GetAsync(); await \"https://shop.example\".PostUrlEncodedAsync(new { a = 1 });")]
    public Task Knows_RestSharp_and_Flurl_by_name(string lines) => VerifyAsync(Method(lines));

    [Theory]
    [InlineData("for (var i = 0; i < 3; i++) { try { await http.{|PAY1009:PostAsync|}(Charges, content); break; } catch (HttpRequestException) { } }")]
    [InlineData("for (var i = 0; i < 3; i++) { var response = await http.{|PAY1009:PostAsync|}(Charges, content); if (response.IsSuccessStatusCode) { return response; } }")]
    [InlineData("HttpResponseMessage response; do { response = await http.{|PAY1009:PostAsync|}(Charges, content); } while (!response.IsSuccessStatusCode);")]
    [InlineData("for (var i = 0; i < 3; i++) { var request = new HttpRequestMessage(HttpMethod.Post, Charges); request.Headers.Add(\"Idempotency-Key\", Guid.NewGuid().ToString()); var response = await http.{|PAY1009:SendAsync|}(request); if (response.IsSuccessStatusCode) { return response; } }")]
    [InlineData("for (var i = 0; i < 3; i++) { var request = new HttpRequestMessage(HttpMethod.Post, Charges); request.Headers.Add(\"Idempotency-Key\", orderId); var response = await http.SendAsync(request); if (response.IsSuccessStatusCode) { return response; } }")]
    [InlineData("var k = Guid.NewGuid().ToString(); for (var i = 0; i < 3; i++) { var request = new HttpRequestMessage(HttpMethod.Post, Charges); request.Headers.Add(\"Idempotency-Key\", k); var response = await http.SendAsync(request); if (!response.IsSuccessStatusCode) { continue; } return response; }")]
    [InlineData("foreach (var o in headers) { var response = await http.{|PAY1006:PostAsync|}(Charges, content); if (!response.IsSuccessStatusCode) { break; } }")]
    [InlineData("Polly.IAsyncPolicy policy = null!; await policy.ExecuteAsync(() => http.{|PAY1009:PostAsync|}(Charges, content));")]
    public Task Is_an_error_where_the_repeat_is_certain(string lines) => VerifyAsync(Method(lines));

    [Theory]
    [InlineData("class Typed(HttpClient client) { public Task M(HttpContent c) => client.{|PAY1009:PostAsync|}(\"charges\", c); } void Add(IServiceCollection s) => s.AddHttpClient<Typed>(c => c.BaseAddress = new Uri(BaseUrl)).AddTransientHttpErrorPolicy(p => p.WaitAndRetryAsync(3, n => TimeSpan.Zero));")]
    [InlineData("class Typed(HttpClient client) { public Task M(HttpContent c) => client.{|PAY1006:PostAsync|}(\"charges\", c); } void Add(IServiceCollection s) => s.AddHttpClient<Typed>(c => c.BaseAddress = new Uri(BaseUrl)).AddTransientHttpErrorPolicy(p => p.CircuitBreakerAsync(3, TimeSpan.Zero));")]
    [InlineData("class Typed(HttpClient client) { public Task M(HttpContent c) => client.{|PAY1009:PostAsync|}(Charges, c); } void Add(IServiceCollection s) { var builder = s.AddHttpClient<Typed>(); builder.AddStandardResilienceHandler(); }")]
    [InlineData("static Polly.IAsyncPolicy<HttpResponseMessage> RetryPolicy() => null!; class Typed(HttpClient client) { public Task M(HttpContent c) => client.{|PAY1009:PostAsync|}(Charges, c); } void Add(IServiceCollection s) => s.AddHttpClient<Typed>().AddPolicyHandler(RetryPolicy());")]
    [InlineData("class Typed(HttpClient client) { public Task M(string key, HttpContent c) { var r = new HttpRequestMessage(HttpMethod.Post, Charges) { Content = c }; r.Headers.Add(\"Idempotency-Key\", key); return client.SendAsync(r); } } void Add(IServiceCollection s) => s.AddHttpClient<Typed>().AddStandardResilienceHandler();")]
    [InlineData("class Again : DelegatingHandler { protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage r, CancellationToken t) { for (var i = 0; ; i++) { r.Headers.Remove(\"Idempotency-Key\"); r.Headers.Add(\"Idempotency-Key\", Guid.NewGuid().ToString()); var response = await base.{|PAY1009:SendAsync|}(r, t); if (response.IsSuccessStatusCode || i == 3) return response; } } }")]
    [InlineData("class Again : DelegatingHandler { protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage r, CancellationToken t) { r.Headers.TryAddWithoutValidation(\"Idempotency-Key\", Guid.NewGuid().ToString()); for (var i = 0; ; i++) { var response = await base.SendAsync(r, t); if (response.IsSuccessStatusCode || i == 3) return response; } } }")]
    public Task Knows_what_repeats_the_requests_of_a_client(string members) => VerifyAsync(Class(members));

    [Theory]
    [InlineData(
        "await http.{|PAY1006:PostAsync|}(BaseUrl + \"/payment_intents\", content);",
        "await http.SendAsync(new HttpRequestMessage(HttpMethod.Post, BaseUrl + \"/payment_intents\") { Content = content, Headers = { { \"Idempotency-Key\", $\"post-payment-intents-{orderId}\" } } });")]
    [InlineData(
        "await http.{|PAY1006:PostAsync|}(Charges, content, CancellationToken.None);",
        "await http.SendAsync(new HttpRequestMessage(HttpMethod.Post, Charges) { Content = content, Headers = { { \"Idempotency-Key\", $\"post-charges-{orderId}\" } } }, CancellationToken.None);")]
    [InlineData(
        "await http.{|PAY1006:SendAsync|}(new HttpRequestMessage(HttpMethod.Post, Charges) { Content = content });",
        "await http.SendAsync(new HttpRequestMessage(HttpMethod.Post, Charges) { Content = content, Headers = { { \"Idempotency-Key\", $\"post-charges-{orderId}\" } } });")]
    [InlineData(
        "await http.{|PAY1006:SendAsync|}(new HttpRequestMessage(HttpMethod.Post, Charges));",
        "await http.SendAsync(new HttpRequestMessage(HttpMethod.Post, Charges) { Headers = { { \"Idempotency-Key\", $\"post-charges-{orderId}\" } } });")]
    [InlineData(
        "using var request = new HttpRequestMessage(HttpMethod.Post, Charges); request.Content = content; await http.{|PAY1006:SendAsync|}(request);",
        "using var request = new HttpRequestMessage(HttpMethod.Post, Charges); request.Headers.Add(\"Idempotency-Key\", $\"post-charges-{orderId}\"); request.Content = content; await http.SendAsync(request);")]
    [InlineData(
        "var client = new RestClient(BaseUrl); var request = new RestRequest(\"charges\", RestSharp.Method.Post); await client.{|PAY1006:ExecuteAsync|}(request);",
        "var client = new RestClient(BaseUrl); var request = new RestRequest(\"charges\", RestSharp.Method.Post); request.AddHeader(\"Idempotency-Key\", $\"post-charges-{orderId}\"); await client.ExecuteAsync(request);")]
    [InlineData(
        "await BaseUrl.AppendPathSegment(\"charges\").WithOAuthBearerToken(key).{|PAY1006:PostJsonAsync|}(new { amount = 1 });",
        "await BaseUrl.AppendPathSegment(\"charges\").WithOAuthBearerToken(key).WithHeader(\"Idempotency-Key\", $\"post-{orderId}\").PostJsonAsync(new { amount = 1 });")]
    public Task Fix_adds_the_header(string before, string after) =>
        new CSharpCodeFixTest<RawStripePostWithoutIdempotencyKey, RawRequestKeyFixer> { TestCode = Method(before), FixedCode = Method(after), ReferenceSet = ReferenceSet.WithoutStripe }.RunAsync();

    [Fact]
    public Task Fix_puts_the_header_on_a_line_of_its_own() => new CSharpCodeFixTest<RawStripePostWithoutIdempotencyKey, RawRequestKeyFixer>
    {
        TestCode = Method("""
            // One request.
                    var request = new HttpRequestMessage(HttpMethod.Post, Charges); // to Stripe
                    await http.{|PAY1006:SendAsync|}(request);
            """),
        FixedCode = Method("""
            // One request.
                    var request = new HttpRequestMessage(HttpMethod.Post, Charges); // to Stripe
                    request.Headers.Add("Idempotency-Key", $"post-charges-{orderId}");
                    await http.SendAsync(request);
            """),
        ReferenceSet = ReferenceSet.WithoutStripe,
    }.RunAsync();

    [Fact]
    public async Task Says_where_the_request_goes()
    {
        var test = new CSharpAnalyzerTest<RawStripePostWithoutIdempotencyKey> { TestCode = Method("await http.{|#0:PostAsync|}($\"{BaseUrl}/charges/{orderId}/capture\", content);"), ReferenceSet = ReferenceSet.WithoutStripe };
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Rules.RawStripePostWithoutIdempotencyKey).WithLocation(0).WithArguments("'api.stripe.com/v1/charges/'"));

        await test.RunAsync();
    }

    [Fact]
    public Task Is_silent_where_nothing_names_Stripe() => VerifyAsync(Usings + "class C { Task M(HttpClient http, HttpContent content) => http.PostAsync(\"https://api.example.com/v1/charges\", content); }");
}
