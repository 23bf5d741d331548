namespace PaymentSafety.Preflight.Snapshot;

/// <summary>
/// The snapshot as one run holds it: taken from the build's file when Stripe is to be asked, kept for the later part of the run, and shared at a
/// moment when nobody waits for this run.
/// </summary>
/// <param name="path">The build's file; null to share nothing.</param>
/// <param name="patience">How long another project is waited for.</param>
internal sealed class SharedSnapshot(string? path, TimeSpan patience) : IDisposable
{
    private SnapshotFile? _file;
    private BuildSnapshot? _snapshot;

    /// <summary>Whether it holds answers that the file does not.</summary>
    public bool IsChanged { get; set; }

    /// <summary>What is known so far. Other projects of the build wait until <see cref="Share"/> or <see cref="Dispose"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<BuildSnapshot> TakeAsync(CancellationToken cancellationToken)
    {
        if (_snapshot is null)
        {
            _file = path is null ? null : await SnapshotFile.OpenAsync(path, patience, cancellationToken).ConfigureAwait(false);
            _snapshot = _file?.Read() ?? BuildSnapshot.Create();
        }

        return _snapshot;
    }

    /// <summary>Writes what is new, and lets the other projects have it.</summary>
    public void Share()
    {
        if (IsChanged && _snapshot is not null)
            _file?.Write(_snapshot);
        Dispose();
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }
}
