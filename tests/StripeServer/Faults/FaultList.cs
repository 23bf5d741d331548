namespace PaymentSafety.Tests.Stripe;

/// <summary>The faults that wait for requests, in the order in which they were added.</summary>
public sealed class FaultList
{
    private readonly Lock _gate = new();
    private readonly List<Waiting> _waiting = [];
    private int _resetsAtAccept;

    /// <summary>For the next <paramref name="times"/> requests whose path begins with <paramref name="path"/>.</summary>
    public void Add(Fault fault, string path = "", int times = int.MaxValue)
        => Add(fault, request => request.Path.Value!.StartsWith(path, StringComparison.Ordinal), times);

    /// <summary>For the next <paramref name="times"/> requests that match.</summary>
    public void Add(Fault fault, Func<HttpRequest, bool> matches, int times = int.MaxValue)
    {
        lock (_gate) _waiting.Add(new Waiting(fault, matches) { Left = times });
    }

    /// <summary>The next connections are reset before a byte of a request is read.</summary>
    public void ResetAtAccept(int times = int.MaxValue)
    {
        lock (_gate) _resetsAtAccept = times;
    }

    public void Clear()
    {
        lock (_gate)
        {
            _waiting.Clear();
            _resetsAtAccept = 0;
        }
    }

    internal Fault? Take(HttpRequest request)
    {
        lock (_gate)
        {
            if (_waiting.FirstOrDefault(waiting => waiting.Left > 0 && waiting.Matches(request)) is not { } next) return null;
            next.Left--;
            return next.Fault;
        }
    }

    internal bool TakeResetAtAccept()
    {
        lock (_gate) return _resetsAtAccept > 0 && _resetsAtAccept-- > 0;
    }

    private sealed record Waiting(Fault Fault, Func<HttpRequest, bool> Matches)
    {
        public int Left { get; set; }
    }
}
