using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PaymentSafety.Runtime.Metrics;

namespace CreditShop.Stage;

/// <summary>What the runtime measured since the start, to be shown on the page. An app sends the meter to its own monitoring instead.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentDictionary<(string Instrument, string? Outcome), long> _counts = new();
    private readonly MeterListener _listener;

    public Measurements()
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == PaymentMetrics.MeterName) listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument.Name, tags, value));
        // A histogram: how often something took its time.
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Count(instrument.Name, tags, 1));
        _listener.Start();
    }

    /// <summary>How often; with an outcome (or source, or type) only those.</summary>
    public long this[string instrument, string? outcome = null] => _counts.Where(entry => entry.Key.Instrument == instrument && (outcome is null || entry.Key.Outcome == outcome)).Sum(entry => entry.Value);

    public void Dispose() => _listener.Dispose();

    private void Count(string instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags, long value) =>
        _counts.AddOrUpdate((instrument, tags.Length > 0 ? tags[0].Value as string : null), value, (_, known) => known + value);
}
