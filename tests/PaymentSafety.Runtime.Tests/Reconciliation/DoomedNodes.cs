using System.Collections.Concurrent;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>
/// Two nodes of a shop at a time. Each is doomed when it starts: to be killed so many milliseconds after one of its requests, or after its start. Another takes its place, until
/// so many are dead; the last two live.
/// </summary>
internal sealed class DoomedNodes(int kills, Random random, Func<Uri> stripe, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private const int AtOnce = 2;

    private readonly List<NodeProcess> _alive = [];
    private readonly ConcurrentDictionary<string, Doom> _dooms = new(StringComparer.Ordinal);

    /// <summary>Names of the dead.</summary>
    public List<string> Killed { get; } = [];

    /// <summary>What those that live have said.</summary>
    public string Log => string.Join('\n', _alive.Select(node => $"{node.Name} {(node.IsAlive ? "lives" : "has ended")}: {node.Log}"));

    /// <summary>A node asks Stripe's stand-in.</summary>
    public void Asks(string key)
    {
        if (_dooms.TryGetValue(key, out var doom)) doom.Asks();
    }

    /// <summary>Starts nodes, and others in their place, until so many were killed.</summary>
    /// <param name="died">Called after each death.</param>
    public async Task RunAsync(Func<Task> died, CancellationToken cancellationToken)
    {
        while (_alive.Count < AtOnce) Start();
        while (Killed.Count < kills)
        {
            var ends = _alive.Select(node => node.ExitCodeAsync()).ToList();
            var end = await Task.WhenAny(ends).WaitAsync(cancellationToken);
            var dead = _alive[ends.IndexOf(end)];
            Assert.True(await end == NodeProcess.Killed, $"{dead.Name} ended by itself ({await end}): {dead.Log}");
            _alive.Remove(dead);
            Killed.Add(dead.Name);
            Assert.Equal("", dead.Log);
            await dead.DisposeAsync();
            await died();
            Start();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var doom in _dooms.Values) await doom.DisposeAsync();
        foreach (var node in _alive) await node.DisposeAsync();
    }

    private void Start()
    {
        var number = Killed.Count + _alive.Count;
        // By its key Stripe's stand-in knows which node asks.
        var key = TestKeys.Restricted("test") + number;
        var node = new NodeProcess("loop", $"node-{number}", [.. settings, new("Stripe__SecretKey", key), new("PaymentSafety__StripeApi", stripe().AbsoluteUri)]);
        _alive.Add(node);
        if (number >= kills) return;
        // One in eight dies before it has asked for anything, or soon after.
        _dooms[key] = random.Next(8) == 0
            ? new Doom(node, 0, TimeSpan.FromMilliseconds(random.Next(600)))
            : new Doom(node, random.Next(1, 30), TimeSpan.FromMilliseconds(random.Next(25)));
    }

    private sealed class Doom : IAsyncDisposable
    {
        private readonly NodeProcess _node;
        private readonly int _request;
        private readonly TimeSpan _after;
        private readonly Timer _timer;
        private int _requests;

        /// <param name="request">The request that begins its end; 0 for its start.</param>
        public Doom(NodeProcess node, int request, TimeSpan after)
        {
            (_node, _request, _after) = (node, request, after);
            _timer = new Timer(_ => _node.Kill());
            if (request == 0) _timer.Change(after, Timeout.InfiniteTimeSpan);
        }

        public void Asks()
        {
            if (Interlocked.Increment(ref _requests) == _request) _timer.Change(_after, Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync() => _timer.DisposeAsync();
    }
}
