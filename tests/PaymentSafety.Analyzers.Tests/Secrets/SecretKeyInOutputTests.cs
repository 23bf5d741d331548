using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpAnalyzerVerifier<PaymentSafety.Analyzers.Secrets.SecretKeyInOutput>;

namespace PaymentSafety.Analyzers.Tests.Secrets;

public class SecretKeyInOutputTests
{
    [Theory]
    [InlineData("""public string Get() => [|_configuration["Stripe:SecretKey"]|];""")]
    [InlineData("""public ActionResult<string> Get() => [|_configuration["Stripe:SecretKey"]|];""")]
    [InlineData("""public IActionResult Get() => Ok([|StripeConfiguration.ApiKey|]);""")]
    [InlineData("""public IActionResult Get() => Ok(new { key = [|_options.SecretKey|] });""")]
    [InlineData("""public IActionResult Get() { var key = _configuration["Stripe:SecretKey"]; return Json([|key|]); }""")]
    [InlineData("""public IActionResult Get() => Content($"key: {[|Environment.GetEnvironmentVariable("STRIPE_SECRET_KEY")|]}");""")]
    [InlineData("""public IActionResult Get() => new JsonResult(new Dictionary<string, string> { ["key"] = [|_options.WebhookSecret|] });""")]
    [InlineData("""public Settings Get() => new Settings { Key = [|_configuration.GetSection("Stripe")["SecretKey"]|] };""")]
    [InlineData("""public async Task<string> Get() { await Task.Yield(); return [|_configuration["Stripe:ApiKey"]|] ?? ""; }""")]
    [InlineData("""public Task<string> Get() => Task.FromResult([|_client.ApiKey|]);""")]
    [InlineData("""public IActionResult Get() { ViewBag.Key = [|_options.SecretKey|]; return View(); }""")]
    [InlineData("""public IActionResult Get() { ViewData["key"] = [|_options.SecretKey|]; return View(); }""")]
    [InlineData("""public IActionResult Get() { TempData["key"] = [|_options.SecretKey|]; return View(); }""")]
    [InlineData("""public IActionResult Get() => View(new Settings { Key = [|_options.SecretKey|] });""")]
    [InlineData("""public void Get() => Response.Cookies.Append("key", [|_options.SecretKey|]);""")]
    [InlineData("""public void Get() { Response.Headers["X-Key"] = [|_options.SecretKey|]; }""")]
    [InlineData("""public Task Get() => Response.WriteAsync([|_options.SecretKey|]);""")]
    public async Task A_secret_that_leaves_by_a_controller_fires(string member) => await InController(member);

    [Theory]
    [InlineData("""public string Get() => _configuration["Stripe:PublishableKey"];""")]
    [InlineData("""public IActionResult Get() => Ok(new { key = _options.PublishableKey, currency = _configuration["Stripe:Currency"] });""")]
    [InlineData("""public IActionResult Get() => Ok(_options.SecretKey.Length);""")]
    [InlineData("""public IActionResult Get() => Ok(_options.SecretKey.StartsWith("sk_live_") ? "live" : "test");""")]
    [InlineData("""public IActionResult Get() => Ok(Mask(_options.SecretKey));""")]
    [InlineData("""private string Get() => _configuration["Stripe:SecretKey"];""")]
    [InlineData("""[NonAction] public string Get() => _configuration["Stripe:SecretKey"];""")]
    [InlineData("""public IActionResult Get() { StripeConfiguration.ApiKey = _options.SecretKey; return Ok(); }""")]
    [InlineData("""public IActionResult Get(PaymentIntent intent) => Ok(new { clientSecret = intent.ClientSecret });""")]
    [InlineData("""public IActionResult Get() { Func<string> read = () => _options.SecretKey; return Ok(read().Length); }""")]
    public async Task What_is_no_secret_or_stays_inside_is_silent(string member) => await InController(member);

    [Theory]
    [InlineData("""app.MapGet("/key", (IConfiguration c) => [|c["Stripe:SecretKey"]|]);""")]
    [InlineData("""app.MapGet("/key", () => [|StripeConfiguration.ApiKey|]);""")]
    [InlineData("""app.MapGet("/key", (IConfiguration c) => { return new { key = [|c["Stripe:SecretKey"]|] }; });""")]
    [InlineData("""app.MapGet("/key", (IConfiguration c) => Results.Ok(new { key = [|c["Stripe:SecretKey"]|] }));""")]
    [InlineData("""app.MapGet("/key", (IConfiguration c) => TypedResults.Text([|c["Stripe:SecretKey"]|]));""")]
    [InlineData("""app.MapPost("/key", async (HttpContext context, IConfiguration c) => await context.Response.WriteAsync([|c["STRIPE_SECRET_KEY"]|] ?? ""));""")]
    [InlineData("""app.MapGet("/key", (IConfiguration c) => c["Stripe:PublishableKey"]);""")]
    [InlineData("""app.MapGet("/key", (IConfiguration c) => new StripeClient(c["Stripe:SecretKey"]).V1 is null);""")]
    [InlineData("""builder.Services.AddSingleton(services => services.GetRequiredService<IConfiguration>()["Stripe:SecretKey"] ?? "");""")]
    public async Task Endpoints_are_looked_at_as_well(string statement) =>
        await new Verifier.Test
        {
            ImplicitUsings = true,
            OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication,
            TestCode = $"using Stripe;\nvar builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();\n{statement}\napp.Run();\n",
        }.RunAsync();

    [Theory]
    [InlineData("""class Page : Microsoft.AspNetCore.Mvc.Razor.RazorPage<object> { Microsoft.Extensions.Configuration.IConfiguration C; public override System.Threading.Tasks.Task ExecuteAsync() { Write([|C["Stripe:SecretKey"]|]); return null; } }""")]
    [InlineData("""class Page : Microsoft.AspNetCore.Components.ComponentBase { Microsoft.Extensions.Configuration.IConfiguration C; protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder b) { b.AddContent(0, [|C["Stripe:SecretKey"]|]); } }""")]
    public async Task Pages_write_to_the_browser(string source) =>
        await new Verifier.Test { TestCode = source, NullableContextOptions = Microsoft.CodeAnalysis.NullableContextOptions.Disable }.RunAsync();

    private static Task InController(string member) =>
        new Verifier.Test
        {
            ImplicitUsings = true,
            NullableContextOptions = Microsoft.CodeAnalysis.NullableContextOptions.Disable,
            TestCode = $$"""
                using Microsoft.AspNetCore.Mvc;
                using Stripe;

                public class StripeOptions { public string SecretKey { get; set; } public string WebhookSecret { get; set; } public string PublishableKey { get; set; } }
                public class Settings { public string Key { get; set; } }

                public class PayController : Controller
                {
                    private readonly IConfiguration _configuration;
                    private readonly StripeOptions _options;
                    private readonly StripeClient _client;

                    public PayController(IConfiguration configuration, StripeOptions options, StripeClient client) => (_configuration, _options, _client) = (configuration, options, client);

                    {{member}}

                    private static string Mask(string key) => key[..8] + "...";
                }
                """,
        }.RunAsync();
}
