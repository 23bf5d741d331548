using System.Globalization;
using System.Text.Json;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Reports;

namespace PaymentSafety.Preflight.Receipts;

/// <summary>What the last runs over this map came to, one for each mode: the proof that a live publish was passed in test mode before. It holds no secret.</summary>
internal sealed record ReceiptContent
{
    public ReceiptEntry? Test { get; init; }

    public ReceiptEntry? Live { get; init; }

    public ReceiptEntry? Of(StripeMode mode) => mode == StripeMode.Live ? Live : Test;
}

/// <summary>One run.</summary>
internal sealed record ReceiptEntry
{
    /// <summary>SHA-256 of the price map, in small hexadecimal digits.</summary>
    public required string MapHash { get; init; }

    public required DateTimeOffset Utc { get; init; }

    /// <summary>Whether every check that could stop a publish was passed, and Stripe or its stand-in was asked.</summary>
    public required bool Passed { get; init; }

    /// <summary>Whether the run stayed offline.</summary>
    public required bool Offline { get; init; }

    /// <summary>The stand-in that answered instead of Stripe.</summary>
    public string? StandIn { get; init; }

    /// <summary>The last ten characters of the account's id.</summary>
    public string? Account { get; init; }

    public string? StripeNet { get; init; }

    public string? ApiVersion { get; init; }

    public required string Tool { get; init; }

    /// <summary>What each check came to, by id.</summary>
    public required IReadOnlyDictionary<string, string> Checks { get; init; }
}

/// <summary>The file of receipts: <c>obj/paymentsafety/receipt.json</c>, or where PaymentSafetyReceipt says, so that a pipeline can hand it on.</summary>
internal static class ReceiptFile
{
    public const string Name = "receipt.json";

    /// <summary>Reads the receipts; nothing where there are none. A file that cannot be read proves nothing, and is as good as none.</summary>
    public static ReceiptContent Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return ReceiptText.Read(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return new ReceiptContent();
        }
    }

    /// <summary>Writes the receipt of this run beside that of the other mode.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static void Write(string path, PreflightFacts facts, PreflightResult result)
    {
        if (facts.Map.Map is not { } map)
            return;
        var entry = new ReceiptEntry
        {
            MapHash = map.Hash,
            Utc = facts.Now,
            Passed = result.ExitCode == ExitCode.Passed && !facts.Stripe.Offline,
            Offline = facts.Stripe.Offline,
            StandIn = facts.Stripe.StandIn?.AbsoluteUri,
            Account = AccountFragment.OfAccount(facts.Stripe.Account?.Value?.Id ?? "") ?? AccountFragment.OfKey(facts.Keys.Asking?.Value ?? ""),
            StripeNet = facts.Code?.StripeNet?.Version.ToString(3),
            ApiVersion = facts.Code?.StripeNet?.ApiVersion,
            Tool = JsonReport.Tool,
            Checks = result.Checks.ToDictionary(check => check.Check.Id, check => check.Status.ToString().ToLower(CultureInfo.InvariantCulture), StringComparer.Ordinal),
        };
        var last = Read(path);
        var content = facts.Mode == StripeMode.Live ? last with { Live = entry } : last with { Test = entry };
        var directory = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(directory);
        ReportFile.Write(directory, Path.GetFileName(path), ReceiptText.Of(content));
    }
}
