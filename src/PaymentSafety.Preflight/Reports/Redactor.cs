using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Reports;

/// <summary>Takes secrets out of everything that leaves the process: the values that this run read, and whatever has the shape of a key.</summary>
internal sealed class Redactor
{
    private readonly List<string> _secrets = [];

    /// <summary>Remembers a value that must not be written, whatever its shape.</summary>
    public void Hide(string? secret)
    {
        // A value of a few characters is no secret, and would blank out ordinary words.
        if (secret is { Length: >= 8 } && !_secrets.Contains(secret))
            _secrets.Add(secret);
    }

    public string Clean(string text)
    {
        foreach (var secret in _secrets)
            text = text.Replace(secret, Redaction.MaskKey(secret), StringComparison.Ordinal);
        return Redaction.Mask(text);
    }
}
