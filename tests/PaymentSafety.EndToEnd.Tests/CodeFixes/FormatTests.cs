using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.CodeFixes;

/// <summary>The fix as `dotnet format` applies it: loaded from the package by the SDK's own compiler and workspace.</summary>
public sealed class FormatTests
{
    [Fact]
    public async Task Dotnet_format_adds_the_key_and_the_result_compiles()
    {
        var shop = await Shop.WriteAsync();
        shop.Write("Refunds.cs", """
            using Stripe;

            internal sealed class Refunds(RefundService refunds)
            {
                public Task<Refund> RefundAsync(string orderId, string paymentIntentId, CancellationToken cancellationToken) =>
                    refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = paymentIntentId }, cancellationToken: cancellationToken);
            }
            """);
        (await shop.DotnetAsync(["restore"])).MustSucceed();
        var before = (await shop.DotnetAsync(["build", "--no-restore"])).MustSucceed();
        Assert.Equal(["PAY1001"], before.Messages.Select(message => message.Code));

        (await shop.DotnetAsync(["format", "analyzers", "--no-restore", "--diagnostics", "PAY1001", "--severity", "warn"])).MustSucceed();

        Assert.Matches("""new RequestOptions \{ IdempotencyKey = \$"[a-z-]+\{orderId\}" \}""", shop.Read("Refunds.cs"));
        var after = (await shop.DotnetAsync(["build", "--no-restore"])).MustSucceed();
        Assert.Empty(after.Messages);
    }
}
