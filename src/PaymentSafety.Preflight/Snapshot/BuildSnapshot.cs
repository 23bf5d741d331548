using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>
/// What Stripe has answered in one build so far. It holds no key: a section is found by a fingerprint of the key, salted with random bytes
/// of this build, so that it says nothing about the key to whoever finds the file.
/// </summary>
internal sealed record BuildSnapshot
{
    /// <summary>Base64 of 32 random bytes.</summary>
    public required string Salt { get; init; }

    public required List<SnapshotSection> Sections { get; init; }

    public static BuildSnapshot Create() => new() { Salt = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Sections = [] };

    /// <summary>The answers that this key got from this address; empty where it was not used yet.</summary>
    public SnapshotSection SectionFor(string key, Uri api)
    {
        var fingerprint = Convert.ToHexString(HMACSHA256.HashData(Convert.FromBase64String(Salt), Encoding.UTF8.GetBytes(key)));
        var section = Sections.Find(candidate => candidate.Fingerprint == fingerprint && candidate.Api == api);
        if (section is null)
        {
            section = new SnapshotSection { Fingerprint = fingerprint, Api = api };
            Sections.Add(section);
        }

        return section;
    }
}

/// <summary>The answers that one key got from one address.</summary>
internal sealed record SnapshotSection
{
    public required string Fingerprint { get; init; }

    public required Uri Api { get; init; }

    public StripeAnswer<StripeBalance>? Balance { get; set; }

    public Dictionary<string, StripeAnswer<StripePrice>> Prices { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Takes out what another project may ask again: its own requests or time had run out.</summary>
    public void ForgetUnasked()
    {
        if (Balance?.Fault is { Kind: StripeFaultKind.Budget })
            Balance = null;
        foreach (var id in Prices.Where(answer => answer.Value.Fault is { Kind: StripeFaultKind.Budget }).Select(answer => answer.Key).ToList())
            Prices.Remove(id);
    }
}

// Nulls are written: a null that is left out would be a missing required property when it is read.
[JsonSourceGenerationOptions(UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(BuildSnapshot))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
