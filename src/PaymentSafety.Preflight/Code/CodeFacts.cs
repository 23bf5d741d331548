namespace PaymentSafety.Preflight.Code;

/// <summary>What the compiled app holds, read from the assemblies that are published: no code of theirs is run or loaded.</summary>
/// <param name="Assemblies">The app's own and those of the projects that it references.</param>
/// <param name="StripeNet">The Stripe.net.dll that it is built with; null when none was handed over.</param>
internal sealed record CodeFacts(IReadOnlyList<AssemblyFacts> Assemblies, StripeNetFacts? StripeNet)
{
    /// <summary>Files that were handed over and could not be read, with the reason.</summary>
    public IReadOnlyList<(string File, string Reason)> Unreadable { get; init; } = [];

    /// <summary>Event types that stand as texts in the code: Stripe's constants are copied into whoever uses them.</summary>
    public IReadOnlyList<string> EventTypes { get; } =
        StripeNet is null ? [] : [.. Assemblies.Where(assembly => assembly.StripeNetVersion is not null).SelectMany(assembly => assembly.Texts).Where(StripeNet.EventTypes.Contains).Distinct(StringComparer.Ordinal)];
}

/// <summary>One assembly of the app.</summary>
/// <param name="Path">The file.</param>
/// <param name="Texts">The texts that its code loads, each once.</param>
/// <param name="StripeNetVersion">The version of Stripe.net that it was compiled against; null when it does not use it.</param>
internal sealed record AssemblyFacts(string Path, IReadOnlyList<string> Texts, Version? StripeNetVersion)
{
    public string FileName => System.IO.Path.GetFileName(Path);
}

/// <summary>What Stripe.net.dll says about itself.</summary>
/// <param name="Version">The library's version.</param>
/// <param name="ApiVersion">The API version that it is pinned to: <c>2026-07-29.dahlia</c>; null when it does not say.</param>
/// <param name="EventTypes">The event types that it knows.</param>
internal sealed record StripeNetFacts(Version Version, string? ApiVersion, IReadOnlySet<string> EventTypes)
{
    /// <summary>The last version whose ConstructEvent wants the very version; later ones want the release train.</summary>
    private static readonly Version LastExact = new(46, 0, int.MaxValue);

    /// <summary>What an event's version must have in common with the library's: the release train, or all of it.</summary>
    public string? Train => ApiVersion is null ? null : Version <= LastExact ? ApiVersion : TrainOf(ApiVersion) ?? ApiVersion;

    /// <summary>Whether ConstructEvent takes an event of this version.</summary>
    public bool Takes(string apiVersion) => Train is null || apiVersion == Train || TrainOf(apiVersion) == Train;

    private static string? TrainOf(string apiVersion) => apiVersion.IndexOf('.') is > 0 and var dot ? apiVersion[(dot + 1)..] : null;
}
