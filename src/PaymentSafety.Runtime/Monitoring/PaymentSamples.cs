using System.Diagnostics.Metrics;

namespace PaymentSafety.Runtime.Monitoring;

/// <summary>What the meter measured within a window.</summary>
internal sealed class PaymentSamples : IDisposable
{
    // Three hundred a second for five minutes; above it the oldest go first.
    private const int Most = 100_000;

    private readonly object _gate = new();
    private readonly Queue<Sample> _samples = new();
    private readonly MeterListener _listener;
    private readonly TimeProvider _time;
    private readonly TimeSpan _window;

    public PaymentSamples(Meter meter, TimeSpan window, TimeProvider time)
    {
        _time = time;
        _window = window;
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == meter && (instrument.Name is "stripe.payments" or "stripe.request.duration" or "stripe.webhook.delay")) listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<Sample> Within()
    {
        lock (_gate)
        {
            Forget();
            return [.. _samples];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var outcome = tags.Length > 0 ? tags[0].Value as string : null;
        lock (_gate)
        {
            if (_samples.Count == Most) _samples.Dequeue();
            _samples.Enqueue(new Sample(_time.GetTimestamp(), name, value, outcome));
            if (_samples.Count % 1000 == 0) Forget();
        }
    }

    private void Forget()
    {
        while (_samples.TryPeek(out var oldest) && _time.GetElapsedTime(oldest.At) > _window) _samples.Dequeue();
    }

    internal readonly record struct Sample(long At, string Instrument, double Value, string? Outcome);
}
