namespace PaymentSafety.Preflight.Snapshot;

/// <summary>
/// The snapshot as one run holds it: taken from the build's file when Stripe is to be asked, and kept for the later part of the run.
/// </summary>
/// <param name="path">The build's file; null to share nothing.</param>
/// <param name="patience">How long another project is waited for.</param>
internal sealed class SharedSnapshot(string? path, TimeSpan patience) : IAsyncDisposable
{
    private SnapshotFile? _file;
    private BuildSnapshot? _snapshot;
    private Task _sharing = Task.CompletedTask;

    /// <summary>Whether it holds answers that the file does not.</summary>
    public bool IsChanged { get; set; }

    /// <summary>What is known so far. Other projects of the build wait for it until <see cref="Share"/> or <see cref="DisposeAsync"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<BuildSnapshot> TakeAsync(CancellationToken cancellationToken)
    {
        await _sharing.ConfigureAwait(false);
        if (_snapshot is null)
        {
            _file = path is null ? null : await SnapshotFile.OpenAsync(path, patience, cancellationToken).ConfigureAwait(false);
            _snapshot = _file?.Read() ?? BuildSnapshot.Create();
        }

        return _snapshot;
    }

    /// <summary>Writes what is new and lets the other projects have it, beside what this run goes on with.</summary>
    public void Share()
    {
        if (_file is { } file)
            _sharing = Task.Run(() => Write(file));
        _file = null;
    }

    /// <summary>Ends when what was to be shared is.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public async ValueTask DisposeAsync()
    {
        _file?.Dispose();
        _file = null;
        await _sharing.ConfigureAwait(false);
    }

    private void Write(SnapshotFile file)
    {
        using (file)
        {
            if (IsChanged)
                file.Write(_snapshot!);
        }
    }
}
