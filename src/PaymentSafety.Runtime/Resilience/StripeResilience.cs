using System.Net.Http.Headers;
using PaymentSafety.Runtime.Metrics;
using Polly;
using Polly.Retry;

namespace PaymentSafety.Runtime.Resilience;

/// <summary>
/// The retries, the circuit breaker and the limit that all of an app's calls to Stripe share: one for the app, under as many
/// <see cref="StripeResilienceHandler"/>s as there are clients.
/// </summary>
/// <remarks>
/// A request waits for its turn and for its repetition outside of the circuit breaker, so that neither is counted as slowness of Stripe's.
/// A POST without an idempotency key is sent once, whatever happens. Sources: https://docs.stripe.com/error-low-level, https://docs.stripe.com/api/idempotent_requests.
/// </remarks>
public sealed class StripeResilience : IDisposable
{
    private readonly StripeResilienceOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<double> _jitter;
    private readonly PaymentMetrics? _metrics;
    private readonly CircuitBreaker _breaker;
    private readonly SemaphoreSlim _turns;
    private readonly ResiliencePipeline<HttpResponseMessage> _retry;

    /// <param name="options">The limits; see there.</param>
    /// <param name="metrics">Told what happens.</param>
    /// <param name="time">The clock of every limit here.</param>
    public StripeResilience(StripeResilienceOptions options, PaymentMetrics? metrics = null, TimeProvider? time = null)
        : this(options, metrics, time, Random.Shared.NextDouble)
    {
    }

    /// <param name="options">The limits; see there.</param>
    /// <param name="metrics">Told what happens.</param>
    /// <param name="time">The clock of every limit here.</param>
    /// <param name="jitter">A number of [0, 1) for the jitter of waits.</param>
    internal StripeResilience(StripeResilienceOptions options, PaymentMetrics? metrics, TimeProvider? time, Func<double> jitter)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _metrics = metrics;
        _time = time ?? TimeProvider.System;
        _jitter = jitter;
        _breaker = new CircuitBreaker(options, _time, state => metrics?.BreakerChanged(state.Word()));
        _turns = new SemaphoreSlim(options.MaxConcurrency);
        _retry = Retry();
    }

    /// <summary>Whether calls are let through.</summary>
    public StripeBreakerState Breaker => _breaker.State;

    /// <summary>Sends a request as often as it takes and as it may be sent.</summary>
    /// <param name="request">The request. Its body is kept in memory where it may be sent again.</param>
    /// <param name="send">Sends it once.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="StripeCircuitOpenException">Nothing was sent: Stripe did not answer lately.</exception>
    /// <exception cref="HttpRequestException">No usable answer, after the last try.</exception>
    /// <exception cref="TaskCanceledException">No answer within <see cref="StripeResilienceOptions.AttemptTimeout"/>, with a TimeoutException inside; or the caller gave up.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(send);

        var call = new StripeCall(request, send, RepeatableRequest.Is(request));
        // A body that can be read once only must be kept before the first try reads it.
        if (call.IsRepeatable && request.Content is { } content) await content.LoadIntoBufferAsync().ConfigureAwait(false);

        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(StripeCall.Key, call);
        try
        {
            return await _retry.ExecuteAsync(static (context, state) => state.Self.TryAsync(state.Call, context.CancellationToken), context, (Self: this, Call: call)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private ResiliencePipeline<HttpResponseMessage> Retry()
    {
        if (_options.MaxRetries == 0) return ResiliencePipeline<HttpResponseMessage>.Empty;
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = _options.MaxRetries,
                ShouldHandle = arguments => ValueTask.FromResult(
                    StripeCall.Of(arguments.Context).IsRepeatable
                    && TryOutcome.Of(arguments.Outcome.Result, arguments.Outcome.Exception).IsRepeated
                    && !(RetryAfter(arguments.Outcome.Result) > _options.MaxDelay)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Wait(arguments.AttemptNumber, RetryAfter(arguments.Outcome.Result))),
                OnRetry = arguments =>
                {
                    _metrics?.Retried(TryOutcome.Of(arguments.Outcome.Result, arguments.Outcome.Exception).Word);
                    arguments.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>What Stripe asked for, or a random part of a backoff that doubles, whichever is longer: the clients of one outage do not come back together.</summary>
    private TimeSpan Wait(int retriesBefore, TimeSpan? retryAfter)
    {
        var backoff = _options.BaseDelay * Math.Pow(2, retriesBefore) * _jitter();
        var wait = retryAfter > backoff ? retryAfter.Value : backoff;
        return wait < _options.MaxDelay ? wait : _options.MaxDelay;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage? response) => response?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => null,
    };

    private async ValueTask<HttpResponseMessage> TryAsync(StripeCall call, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var pass = _breaker.Enter();
            var start = _time.GetTimestamp();
            HttpResponseMessage? response = null;
            try
            {
                response = await SendOnceAsync(call, cancellationToken).ConfigureAwait(false);
                Ended(pass, TryOutcome.Of(response, null), start);
                return response;
            }
            catch (Exception exception)
            {
                // What the caller ended says nothing about Stripe.
                if (cancellationToken.IsCancellationRequested) _breaker.Forget(pass);
                else Ended(pass, TryOutcome.Of(response, exception), start);
                throw;
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(StripeCall call, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.AttemptTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        HttpResponseMessage? response = null;
        try
        {
            response = await call.Send(call.Request, either.Token).ConfigureAwait(false);
            // Read here, so that an answer that breaks off is a lost one. Files are streamed to whoever asked for them.
            if (IsJson(response.Content.Headers)) await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return response;
        }
        catch (Exception exception)
        {
            response?.Dispose();
            // A read that is cancelled may end as an IOException, so the tokens are asked and not the exception.
            if (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                throw new TaskCanceledException($"Stripe did not answer within {_options.AttemptTimeout}.", new TimeoutException(exception.Message, exception));
            throw;
        }
    }

    private void Ended(CircuitBreaker.Pass pass, TryOutcome outcome, long start)
    {
        if (outcome.CountsAgainstStripe) _breaker.Failed(pass);
        else _breaker.Answered(pass);
        _metrics?.RequestEnded(outcome.Word, _time.GetElapsedTime(start));
    }

    private static bool IsJson(HttpContentHeaders headers) => headers.ContentType?.MediaType is { } type && type.EndsWith("json", StringComparison.OrdinalIgnoreCase);
}
