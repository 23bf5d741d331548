namespace PaymentSafety.Core;

/// <summary>Reads the card numbers of a text one after the other; made by <see cref="CardNumber.Enumerate"/>.</summary>
public ref struct CardNumberEnumerator
{
    private readonly ReadOnlySpan<char> _text;
    private readonly CardBrands _brands;
    private int _position;

    internal CardNumberEnumerator(ReadOnlySpan<char> text, CardBrands brands)
    {
        _text = text;
        _brands = brands;
    }

    public CardNumberMatch Current { get; private set; }

    public readonly CardNumberEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!CardNumber.TryFind(_text, _position, out var match, _brands))
        {
            _position = _text.Length;
            return false;
        }

        Current = match;
        _position = match.End + match.TrackDataLength;
        return true;
    }
}
