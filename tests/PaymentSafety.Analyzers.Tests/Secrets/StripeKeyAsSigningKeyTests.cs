using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpAnalyzerVerifier<PaymentSafety.Analyzers.Secrets.StripeKeyAsSigningKey>;

namespace PaymentSafety.Analyzers.Tests.Secrets;

public class StripeKeyAsSigningKeyTests
{
    [Theory]
    [InlineData("""_ = new HMACSHA256([|Encoding.UTF8.GetBytes(StripeConfiguration.ApiKey)|]);""")]
    [InlineData("""_ = new HMACSHA512([|Encoding.UTF8.GetBytes(configuration["Stripe:SecretKey"])|]);""")]
    [InlineData("""var bytes = Encoding.ASCII.GetBytes(configuration["Stripe:SecretKey"]); _ = HMACSHA256.HashData([|bytes|], data);""")]
    [InlineData("""var hmac = new HMACSHA256(); hmac.Key = [|Encoding.UTF8.GetBytes(client.ApiKey)|];""")]
    [InlineData("""_ = new HMACSHA256 { Key = [|Encoding.UTF8.GetBytes(client.ApiKey.Trim())|] };""")]
    [InlineData("""_ = new SymmetricSecurityKey([|Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("STRIPE_SECRET_KEY"))|]);""")]
    [InlineData("""_ = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, [|Encoding.UTF8.GetBytes(StripeConfiguration.ApiKey)|]);""")]
    [InlineData("""_ = CryptographicOperations.HmacData(HashAlgorithmName.SHA256, [|Encoding.UTF8.GetBytes(StripeConfiguration.ApiKey)|], data);""")]
    [InlineData("""_ = HMACSHA256.HashDataAsync([|Encoding.UTF8.GetBytes(StripeConfiguration.ApiKey)|], Stream.Null);""")]
    [InlineData("""_ = jwt.Encode(data, [|client.ApiKey|]);""")]
    [InlineData("""var key = client.ApiKey; var bytes = Encoding.UTF8.GetBytes(key); using var hmac = new HMACSHA256([|bytes|]);""")]
    public async Task The_api_key_as_a_signing_key_fires(string statement) => await Test(statement);

    [Theory]
    [InlineData("""_ = new HMACSHA256(Encoding.UTF8.GetBytes(configuration["Stripe:WebhookSecret"]));""")]
    [InlineData("""_ = new HMACSHA256(Encoding.UTF8.GetBytes(configuration["Jwt:Key"]));""")]
    [InlineData("""_ = HMACSHA256.HashData(data, Encoding.UTF8.GetBytes(StripeConfiguration.ApiKey));""")]
    [InlineData("""_ = SHA256.HashData(Encoding.UTF8.GetBytes(StripeConfiguration.ApiKey));""")]
    [InlineData("""_ = new HMACSHA256(RandomNumberGenerator.GetBytes(32));""")]
    [InlineData("""_ = new StripeClient(configuration["Stripe:SecretKey"]);""")]
    [InlineData("""_ = jwt.Encode(client.ApiKey, configuration["Jwt:Key"]);""")]
    [InlineData("""_ = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);""")]
    public async Task Other_keys_and_other_uses_stay_silent(string statement) => await Test(statement);

    private static Task Test(string statement) =>
        new Verifier.Test
        {
            ImplicitUsings = true,
            NullableContextOptions = Microsoft.CodeAnalysis.NullableContextOptions.Disable,
            TestCode = $$"""
                using System.Security.Cryptography;
                using System.Text;
                using Microsoft.IdentityModel.Tokens;
                using Stripe;

                class C { void M(IConfiguration configuration, StripeClient client, byte[] data, JWT.IJwtEncoder jwt) { {{statement}} } }

                namespace JWT { public interface IJwtEncoder { string Encode(object payload, string key); } }
                namespace Microsoft.IdentityModel.Tokens { public class SymmetricSecurityKey { public SymmetricSecurityKey(byte[] key) { } } }
                """,
        }.RunAsync();
}
