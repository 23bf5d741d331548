namespace PaymentSafety.StripeApi;

/// <summary>Sends requests until there is an answer or a fault: rate, number, time, retries, and the stop of everything.</summary>
internal sealed class StripeSender : IDisposable
{
    private readonly StripeApiOptions _options;
    private readonly TimeProvider _clock;
    private readonly StripeConnection _connection;
    private readonly FaultText _text;
    private readonly TransportFaults _transport;
    private readonly StatusFaults _status;
    private readonly RateLimiter _rate;
    private readonly SemaphoreSlim _concurrency;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<Deadline> _deadline;
    private StripeFault? _stopFault;
    private int _sent;

    public StripeSender(StripeApiKey key, StripeApiOptions options)
    {
        _options = options;
        _clock = options.TimeProvider;
        _connection = new StripeConnection(key, options);
        _text = new FaultText(key, options);
        _transport = new TransportFaults(_text, _connection.Proxy);
        _status = new StatusFaults(_text);
        _rate = new RateLimiter(options.RequestsPerSecond, _clock);
        _concurrency = new SemaphoreSlim(options.Concurrency);
        _deadline = new Lazy<Deadline>(() => new Deadline(_clock, options.Deadline, () => Stop(TimeUsed())));
    }

    public int RequestsSent => Math.Min(Volatile.Read(ref _sent), _options.MaxRequests);

    public StripeClockSkew? ClockSkew { get; private set; }

    /// <exception cref="OperationCanceledException">The caller's token, and nothing else.</exception>
    public async Task<StripeResult<T>> SendAsync<T>(StripeRequest request, Func<StripeJson, T> read, CancellationToken cancellationToken)
        where T : notnull
    {
        cancellationToken.ThrowIfCancellationRequested();
        var deadline = _deadline.Value;
        var history = new TryHistory(_clock);
        using var run = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        try
        {
            for (; ; )
            {
                var (value, failure, answer) = await TryAsync(request, read, history, run.Token).ConfigureAwait(false);
                var exchange = Exchange(history, answer);
                if (failure is null) return new StripeResult<T>(value!, exchange);

                history.Failed(failure.Cause);
                var wait = RetryPolicy.Wait(history.Tries, failure.RetryAfter, _options.Jitter());
                if (!RetryPolicy.IsRetried(failure, history, _options.MaxTries) || wait >= deadline.Remaining)
                {
                    var fault = failure.Describe(history);
                    if (failure.Cause.StopsAll) Stop(fault);
                    return new StripeResult<T>(fault, exchange);
                }

                await DelayAsync(wait, run.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && Volatile.Read(ref _stopFault) is { } stopped)
        {
            return new StripeResult<T>(stopped, new StripeExchange(history.Tries));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Whatever token the layers below speak of, it was the caller's.
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <summary>PF9005 for answers that are right one by one and cannot be true together.</summary>
    public StripeFault Contradiction(string detail, StripeFault seen)
        => seen with { Kind = StripeFaultKind.BrokenAnswer, Message = _text.NotJson(), Fix = TryCause.NotJson.Fix, Detail = _text.Clean(detail), ExistsInLivemode = null };

    public void Dispose()
    {
        if (_deadline.IsValueCreated) _deadline.Value.Dispose();
        _connection.Dispose();
        // The semaphore and the token source hold nothing that needs it, and a call that still ends must not trip over them.
    }

    private async Task<Tried<T>> TryAsync<T>(StripeRequest request, Func<StripeJson, T> read, TryHistory history, CancellationToken run)
        where T : notnull
    {
        await _concurrency.WaitAsync(run).ConfigureAwait(false);
        try
        {
            await DelayAsync(_rate.Reserve(), run).ConfigureAwait(false);
            if (Interlocked.Increment(ref _sent) > _options.MaxRequests) return new Tried<T>(default, RequestsUsed(), null);

            history.Sent();
            using var perTry = new CancellationTokenSource(_options.PerTry, _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(run, perTry.Token);
            try
            {
                var answer = await _connection.SendAsync(request, either.Token).ConfigureAwait(false);
                NoteClock(answer);
                return Read(answer, request, read);
            }
            catch (Exception exception) when (exception is OperationCanceledException || TransportFaults.Covers(exception))
            {
                // A read that is cancelled may end as an IOException, so the tokens are asked and not the exception.
                run.ThrowIfCancellationRequested();
                return new Tried<T>(default, perTry.IsCancellationRequested ? _transport.TimedOut() : _transport.Of(exception), null);
            }
        }
        finally
        {
            _concurrency.Release();
        }
    }

    private Tried<T> Read<T>(HttpAnswer answer, StripeRequest request, Func<StripeJson, T> read)
    {
        if (answer.Status == 429) _rate.SlowDown();
        if (answer.Status >= 300) return new Tried<T>(default, _status.Of(answer, request), answer);
        if (answer.Body is null) return new Tried<T>(default, _status.TooLarge(answer), answer);
        if (answer.Status != 200) return new Tried<T>(default, _status.NotJson(answer, $"status {answer.Status}"), answer);
        try
        {
            var value = read(StripeJson.Parse(answer.Body));
            _rate.Recover();
            return new Tried<T>(value, null, answer);
        }
        catch (StripeJsonException) when (answer.IsWebPage)
        {
            return new Tried<T>(default, _status.WebPage(answer), answer);
        }
        catch (StripeJsonException exception)
        {
            return new Tried<T>(default, _status.NotJson(answer, exception.Message), answer);
        }
    }

    private void Stop(StripeFault fault)
    {
        // The first one stands: every later call gives the same, and calls under way end with it.
        if (Interlocked.CompareExchange(ref _stopFault, fault, null) is null) _stop.Cancel();
    }

    private Task DelayAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (wait <= TimeSpan.Zero) return Task.CompletedTask;
        return _options.Delay is { } delay ? delay(wait, cancellationToken) : Task.Delay(wait, _clock, cancellationToken);
    }

    private void NoteClock(HttpAnswer answer)
    {
        if (answer.Date is not { } date) return;
        var offset = date - _clock.GetUtcNow();
        ClockSkew = offset.Duration() > StripeClockSkew.Tolerance ? new StripeClockSkew(offset) : null;
    }

    private TryFailure RequestsUsed() => new(TryCause.RequestsUsed, history => new StripeFault
    {
        Kind = StripeFaultKind.Budget,
        Message = _text.RequestsUsed(RequestsSent),
        Tries = history.Tries,
        StopsAll = true,
    });

    private StripeFault TimeUsed() => new()
    {
        Kind = StripeFaultKind.Budget,
        Message = _text.TimeUsed(RequestsSent),
        Fix = "Run again, or raise PaymentSafetyDeadline.",
        IsTransient = true,
        StopsAll = true,
    };

    private StripeExchange Exchange(TryHistory history, HttpAnswer? answer)
        => new(history.Tries, answer?.Status, _text.CleanOrNull(answer?.RequestId), answer?.Date) { IsReplayed = answer?.IsReplayed == true };

    /// <summary>What one try gave: a value or a failure, and the answer where there was one.</summary>
    private sealed record Tried<T>(T? Value, TryFailure? Failure, HttpAnswer? Answer);

    /// <summary>The end of the time for everything, from its first use.</summary>
    private sealed class Deadline : IDisposable
    {
        private readonly TimeProvider _clock;
        private readonly TimeSpan _limit;
        private readonly long _start;
        private readonly ITimer _timer;

        public Deadline(TimeProvider clock, TimeSpan limit, Action passed)
        {
            _clock = clock;
            _limit = limit;
            _start = clock.GetTimestamp();
            _timer = clock.CreateTimer(_ => passed(), null, limit, Timeout.InfiniteTimeSpan);
        }

        public TimeSpan Remaining => _limit - _clock.GetElapsedTime(_start);

        public void Dispose() => _timer.Dispose();
    }
}
