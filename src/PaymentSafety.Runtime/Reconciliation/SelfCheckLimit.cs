namespace PaymentSafety.Runtime.Reconciliation;

/// <summary>Once in a while for each user, in this process. It remembers no more users than checked within that while.</summary>
internal sealed class SelfCheckLimit(TimeSpan every, TimeProvider time)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _next = new(StringComparer.Ordinal);
    private DateTimeOffset _swept = DateTimeOffset.MinValue;

    /// <returns>How long the user has to wait; null when the user may check now, which counts.</returns>
    public TimeSpan? Wait(string userId)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now - _swept >= every)
            {
                foreach (var old in _next.Where(entry => entry.Value <= now).Select(entry => entry.Key).ToList()) _next.Remove(old);
                _swept = now;
            }

            if (_next.TryGetValue(userId, out var next) && next > now) return next - now;
            _next[userId] = now + every;
            return null;
        }
    }
}
