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

    public StripeAnswer<StripeAccount>? Account { get; set; }

    public Dictionary<string, StripeAnswer<StripePrice>> Prices { get; init; } = new(StringComparer.Ordinal);

    public StripeAnswer<StripeItems<StripePrice>>? ActivePrices { get; set; }

    public Dictionary<string, StripeAnswer<StripeLookup>> LookupKeys { get; init; } = new(StringComparer.Ordinal);

    public StripeAnswer<StripeItems<StripeWebhookEndpoint>>? Endpoints { get; set; }

    public StripeAnswer<StripeItems<StripeEvent>>? Undelivered { get; set; }

    public Dictionary<string, StripeAnswer<StripeItems<StripeEvent>>> Delivered { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Whether anything was asked with this key so far.</summary>
    public bool IsUsed => Account is not null || Balance is not null || Prices.Count > 0;

    /// <summary>Takes out what another project may ask again: its own requests or time had run out.</summary>
    public void ForgetUnasked()
    {
        Balance = Kept(Balance);
        Account = Kept(Account);
        ActivePrices = Kept(ActivePrices);
        Endpoints = Kept(Endpoints);
        Undelivered = Kept(Undelivered);
        Forget(Prices);
        Forget(LookupKeys);
        Forget(Delivered);
    }

    private static StripeAnswer<T>? Kept<T>(StripeAnswer<T>? answer)
        where T : class => answer?.Fault is { Kind: StripeFaultKind.Budget } ? null : answer;

    private static void Forget<T>(Dictionary<string, StripeAnswer<T>> answers)
        where T : class
    {
        foreach (var id in answers.Where(answer => answer.Value.Fault is { Kind: StripeFaultKind.Budget }).Select(answer => answer.Key).ToList())
            answers.Remove(id);
    }
}

// Nulls are written: a null that is left out would be a missing required property when it is read.
[JsonSourceGenerationOptions(UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(BuildSnapshot))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
