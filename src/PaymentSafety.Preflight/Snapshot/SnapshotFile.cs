using System.Text.Json;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>
/// The snapshot of a build as a file that its projects share, whichever MSBuild node they run on. The first project that needs an answer asks
/// while it holds the lock; the others wait and read. MSBuild makes the file's name once a build (PaymentSafety.Snapshot.proj).
/// </summary>
internal sealed class SnapshotFile : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(25);

    private readonly string _path;
    private readonly FileStream _lock;

    private SnapshotFile(string path, FileStream @lock) => (_path, _lock) = (path, @lock);

    /// <summary>How long a build may last: older folders belong to nobody.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(2);

    /// <summary>Takes the file for this process alone.</summary>
    /// <returns>Null when another process did not let go of it in time, or the file cannot be used: then this project asks for itself.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<SnapshotFile?> OpenAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        var giveUp = DateTime.UtcNow + patience;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            CreateFolder(folder);
            RemoveForgotten(folder);
        }

        while (true)
        {
            try
            {
                return new SnapshotFile(path, new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (DateTime.UtcNow < giveUp)
            {
                await Task.Delay(Between, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>What is known so far; a new snapshot when nothing is, or when what is there was cut off.</summary>
    public BuildSnapshot Read()
    {
        if (!File.Exists(_path))
            return BuildSnapshot.Create();
        try
        {
            using var stream = File.OpenRead(_path);
            return JsonSerializer.Deserialize(stream, SnapshotJson.Default.BuildSnapshot) ?? BuildSnapshot.Create();
        }
        catch (JsonException)
        {
            return BuildSnapshot.Create();
        }
    }

    public void Write(BuildSnapshot snapshot)
    {
        using var stream = File.Create(_path);
        JsonSerializer.Serialize(stream, snapshot, SnapshotJson.Default.BuildSnapshot);
    }

    public void Dispose() => _lock.Dispose();

    // For this user alone: others must neither read the account's prices nor write answers of their own.
    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // MSBuild tells nobody that a build has ended, so the next one cleans up.
    private static void RemoveForgotten(string folder)
    {
        foreach (var other in Directory.EnumerateDirectories(Path.GetDirectoryName(folder)!, "paymentsafety-" + new string('?', 32)))
        {
            try
            {
                if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(other) > Forgotten)
                    Directory.Delete(other, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another user's, or another build is at it; either way it is not ours to clear.
                continue;
            }
        }
    }
}
