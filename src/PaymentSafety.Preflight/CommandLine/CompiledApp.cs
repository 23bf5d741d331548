namespace PaymentSafety.Preflight.CommandLine;

/// <summary>What the build tells the waiting tool when the app is compiled: lines <c>option=value</c>, and <c>go</c> when all is said.</summary>
/// <param name="Assemblies">The app's assembly and those of the projects that it references.</param>
/// <param name="StripeNet">The Stripe.net.dll that the app is built with; null when it has none.</param>
internal sealed record CompiledApp(IReadOnlyList<string> Assemblies, string? StripeNet)
{
    private const string Go = "go";

    /// <returns>Null when the build ends without a word: nothing will be published.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<CompiledApp?> ReadAsync(TextReader input, CancellationToken cancellationToken)
    {
        var app = new CompiledApp([], null);
        while (true)
        {
            // A pipe is read by a thread that nothing interrupts; it is left behind when the run is stopped.
            var line = await Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
            switch (line?.Split('=', 2))
            {
                case null:
                    return null;
                case [Go]:
                    return app;
                case ["assemblies", var paths]:
                    app = app with { Assemblies = paths.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) };
                    break;
                case ["stripe-net", var path]:
                    app = app with { StripeNet = path };
                    break;
            }
        }
    }
}
