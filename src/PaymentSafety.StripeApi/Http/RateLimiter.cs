namespace PaymentSafety.StripeApi;

/// <summary>
/// Spaces the starts of requests so that no window of one second holds more than the limit. A burst up to the limit passes at once:
/// a small catalogue is checked without any wait.
/// </summary>
internal sealed class RateLimiter
{
    private readonly object _gate = new();
    private readonly LinkedList<long> _starts = [];
    private readonly int _limit;
    private readonly TimeProvider _clock;
    private int _rate;

    public RateLimiter(int perSecond, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perSecond);
        _limit = perSecond;
        _rate = perSecond;
        _clock = clock;
    }

    /// <summary>Reserves the next start.</summary>
    /// <returns>How long to wait for it.</returns>
    public TimeSpan Reserve()
    {
        lock (_gate)
        {
            var now = _clock.GetTimestamp();
            var start = Math.Max(now, _starts.Last?.Value ?? now);
            if (_starts.Count >= _rate) start = Math.Max(start, Nth(_rate) + _clock.TimestampFrequency);

            _starts.AddLast(start);
            if (_starts.Count > _limit) _starts.RemoveFirst();
            return start > now ? _clock.GetElapsedTime(now, start) : TimeSpan.Zero;
        }
    }

    /// <summary>Down to one request a second: Stripe said that it is too many.</summary>
    public void SlowDown()
    {
        lock (_gate) _rate = 1;
    }

    /// <summary>Twice as many as before, up to the limit: Stripe answered again.</summary>
    public void Recover()
    {
        lock (_gate) _rate = Math.Min(_limit, _rate * 2);
    }

    private long Nth(int fromEnd)
    {
        var node = _starts.Last!;
        for (var i = 1; i < fromEnd; i++) node = node.Previous!;
        return node.Value;
    }
}
