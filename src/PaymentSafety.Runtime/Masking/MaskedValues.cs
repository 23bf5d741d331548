using System.Collections;

namespace PaymentSafety.Runtime.Masking;

/// <summary>What a log's sink is given instead of a line or a scope that holds something: the same names, masked values, and the message as it is shown.</summary>
internal sealed class MaskedValues(string message, IReadOnlyList<KeyValuePair<string, object?>> values) : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>The message for sinks that want text.</summary>
    public static readonly Func<MaskedValues, Exception?, string> Formatter = static (state, _) => state.ToString();

    public int Count => values.Count;

    public KeyValuePair<string, object?> this[int index] => values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => message;
}
