namespace PaymentSafety.Analyzers.Tests.VerificationTests;

internal static class Failing
{
    /// <summary>The verifier throws, and its message names the problem.</summary>
    public static async Task WithMessageAsync(Func<Task> verify, params string[] parts)
    {
        var exception = await Assert.ThrowsAsync<VerificationException>(verify);
        Assert.All(parts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }
}
