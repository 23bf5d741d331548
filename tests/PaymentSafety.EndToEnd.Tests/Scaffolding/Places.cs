namespace PaymentSafety.EndToEnd.Tests.Scaffolding;

/// <summary>Where things of the repository are, as the build wrote it down.</summary>
internal static class Places
{
    private static readonly Dictionary<string, string> Written = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "places.tsv"))
        .Select(line => line.Split('\t'))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    public static string Repository => Written["repository"];

    /// <summary>What the tests were built as, and the package with them.</summary>
    public static string Configuration => Written["configuration"];

    /// <summary>The assembly that stands for Stripe.net; empty with -p:StripeNetVersion=..., where the package itself is used.</summary>
    public static string StripeNet => Written["stripe.net"];

    public static string StripeNetVersion => Written["stripe.net-version"];
}
