namespace PaymentSafety.Core;

/// <summary>Reads the credentials of a text one after the other; made by <see cref="StripeCredential.Enumerate(ReadOnlySpan{char})"/>.</summary>
public ref struct CredentialEnumerator
{
    private readonly ReadOnlySpan<char> _text;
    private readonly bool _anyLeft;
    private EncodedCredential _encoded;
    private int _position;
    private bool _hasPlain;
    private bool _hasEncoded;
    private CredentialMatch _nextPlain;
    private CredentialMatch _nextEncoded;

    internal CredentialEnumerator(ReadOnlySpan<char> text, bool anyLeft)
    {
        _text = text;
        _anyLeft = anyLeft;
        _encoded = new EncodedCredential(text);
        _hasPlain = PlainCredential.TryFindNext(text, ref _position, anyLeft, out _nextPlain);
        _hasEncoded = _encoded.TryFindNext(0, out _nextEncoded);
    }

    public CredentialMatch Current { get; private set; }

    public readonly CredentialEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_hasPlain || _hasEncoded)
        {
            var takePlain = _hasPlain && (!_hasEncoded || _nextPlain.Start <= _nextEncoded.Start);
            var next = takePlain ? _nextPlain : _nextEncoded;
            if (takePlain)
            {
                _hasPlain = PlainCredential.TryFindNext(_text, ref _position, _anyLeft, out _nextPlain);
            }
            else
            {
                _hasEncoded = _encoded.TryFindNext(next.End, out _nextEncoded);
            }

            // Matches share characters where a base64url token happens to hold a prefix, and, in a search that does not ask for
            // the start of a word, where one key stands right behind another.
            if (_anyLeft || next.Start >= Current.End)
            {
                Current = next;
                return true;
            }
        }

        return false;
    }
}
