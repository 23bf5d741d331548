namespace PaymentSafety.Preflight.Tests.Gate;

/// <summary>The Stripe.net.dll of the repository: signatures of version 52.2, with the constants of the real one.</summary>
internal static class SurfaceLibrary
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "surface", "Stripe.net.dll");
}
