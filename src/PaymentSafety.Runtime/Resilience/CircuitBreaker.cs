namespace PaymentSafety.Runtime.Resilience;

/// <summary>
/// Stops calls for a while after so many failures in a row, or when so large a part of the last ones failed; then lets one through, and goes
/// by what becomes of it. Polly's own breaker knows the ratio only: ten failures among a thousand fast answers are no outage, five in a row are.
/// </summary>
internal sealed class CircuitBreaker
{
    private const int Buckets = 10;

    private readonly object _gate = new();
    private readonly StripeResilienceOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<StripeBreakerState> _changed;
    private readonly (long Slot, int Calls, int Failures)[] _window = new (long, int, int)[Buckets];
    private readonly long _bucketTicks;

    private StripeBreakerState _state = StripeBreakerState.Closed;
    private long _openedAt;
    private int _inARow;
    private int _period;
    private bool _probing;

    public CircuitBreaker(StripeResilienceOptions options, TimeProvider time, Action<StripeBreakerState> changed)
    {
        _options = options;
        _time = time;
        _changed = changed;
        _bucketTicks = Math.Max(1, (long)(options.BreakerWindow.TotalSeconds * time.TimestampFrequency / Buckets));
    }

    /// <summary>Whether calls are let through.</summary>
    public StripeBreakerState State
    {
        get
        {
            lock (_gate) return _state == StripeBreakerState.Open && Remaining() <= TimeSpan.Zero ? StripeBreakerState.HalfOpen : _state;
        }
    }

    /// <summary>Asks to send.</summary>
    /// <returns>To be handed back when the call ends.</returns>
    /// <exception cref="StripeCircuitOpenException">Not now.</exception>
    public Pass Enter()
    {
        lock (_gate)
        {
            if (_state == StripeBreakerState.Open)
            {
                if (Remaining() is var remaining && remaining > TimeSpan.Zero) throw new StripeCircuitOpenException(remaining);
                Change(StripeBreakerState.HalfOpen);
            }

            if (_state == StripeBreakerState.HalfOpen)
            {
                if (_probing) throw new StripeCircuitOpenException(TimeSpan.Zero);
                _probing = true;
            }

            return new Pass(_period);
        }
    }

    /// <summary>Stripe answered, whatever it said.</summary>
    public void Answered(Pass pass)
    {
        lock (_gate)
        {
            if (pass.Period != _period) return;
            _inARow = 0;
            if (_state == StripeBreakerState.HalfOpen) Close();
            else Count(failed: false);
        }
    }

    /// <summary>Stripe did not answer, or could not.</summary>
    public void Failed(Pass pass)
    {
        lock (_gate)
        {
            // A call that began before the breaker opened, and ends after: what it says was known when it opened.
            if (pass.Period != _period) return;
            _inARow++;
            Count(failed: true);
            if (_state == StripeBreakerState.HalfOpen || _inARow >= _options.BreakerConsecutiveFailures || IsRatioReached()) Open();
        }
    }

    /// <summary>The call ended without saying anything about Stripe.</summary>
    public void Forget(Pass pass)
    {
        lock (_gate)
        {
            if (pass.Period == _period) _probing = false;
        }
    }

    private void Open()
    {
        _openedAt = _time.GetTimestamp();
        Change(StripeBreakerState.Open);
    }

    private void Close()
    {
        _inARow = 0;
        Array.Clear(_window);
        Change(StripeBreakerState.Closed);
    }

    private void Change(StripeBreakerState state)
    {
        _state = state;
        _period++;
        _probing = false;
        _changed(state);
    }

    private TimeSpan Remaining() => _options.BreakerOpenFor - _time.GetElapsedTime(_openedAt);

    private void Count(bool failed)
    {
        var slot = _time.GetTimestamp() / _bucketTicks;
        ref var bucket = ref _window[slot % Buckets];
        if (bucket.Slot != slot) bucket = (slot, 0, 0);
        bucket.Calls++;
        bucket.Failures += failed ? 1 : 0;
    }

    private bool IsRatioReached()
    {
        var oldest = (_time.GetTimestamp() / _bucketTicks) - Buckets + 1;
        int calls = 0, failures = 0;
        foreach (var bucket in _window)
        {
            if (bucket.Slot < oldest) continue;
            calls += bucket.Calls;
            failures += bucket.Failures;
        }

        return calls >= _options.BreakerMinimumThroughput && failures >= calls * _options.BreakerFailureRatio;
    }

    /// <summary>The permission to send, of one period between two changes of state.</summary>
    internal readonly record struct Pass(int Period);
}
