using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF3003: everything that the key lacks, as one message with one link.</summary>
internal static class MissingPermissions
{
    public static Finding InWords(IReadOnlyList<(Finding Cause, string Stopped)> lacking, StripeMode mode)
    {
        var first = lacking[0].Cause;
        var sentences = lacking
            .GroupBy(entry => entry.Cause.Fault!.Permission, StringComparer.Ordinal)
            .Select(permission => permission.First().Cause.Fault!.MessageFor(Words.List([.. permission.Select(entry => entry.Stopped).Distinct().Order(StringComparer.Ordinal)])));
        var edit = lacking.Select(entry => entry.Cause.Fault!.PermissionLink).FirstOrDefault(link => link is not null);
        // A key cannot be given another's permissions by a link: the one to make a new key names everything that the gate reads.
        var fix = (edit is null ? "Add it" : $"Add it at {edit}") + $", or make a key that may read all that is checked: {RestrictedKeyLink.For(mode, RestrictedKeyLink.All)}.";
        return first with { Message = string.Join(" ", sentences), Fix = fix };
    }
}
