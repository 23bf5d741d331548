using System.Buffers.Binary;
using System.Text;

namespace PaymentSafety.Preflight.Files;

/// <summary>
/// Which files git keeps, read from its index: no program has to be there. The format is that of git's Documentation/gitformat-index.txt,
/// versions 2 to 4. Where there is no repository, or an index of another form, nothing is known and nothing is said.
/// </summary>
internal sealed class GitIndex
{
    private const int FixedBytes = 62;

    private readonly string _root;
    private readonly HashSet<string> _paths;

    private GitIndex(string root, HashSet<string> paths) => (_root, _paths) = (root, paths);

    /// <summary>The index of the repository that a folder is in; null when it is in none.</summary>
    public static GitIndex? Of(string folder)
    {
        for (var root = Path.GetFullPath(folder); root is not null; root = Path.GetDirectoryName(root))
        {
            var dot = Path.Combine(root, ".git");
            if (!Path.Exists(dot))
                continue;
            try
            {
                var index = Path.Combine(Directory.Exists(dot) ? dot : Worktree(dot, root), "index");
                return File.Exists(index) ? new GitIndex(root, Paths(File.ReadAllBytes(index))) : null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether git keeps the file.</summary>
    public bool Tracks(string file) => _paths.Contains(Path.GetRelativePath(_root, Path.GetFullPath(file)).Replace('\\', '/'));

    // A worktree and a submodule have a file ".git" that says where the folder is.
    private static string Worktree(string file, string root)
    {
        const string prefix = "gitdir:";
        var line = File.ReadLines(file).FirstOrDefault() ?? "";
        return line.StartsWith(prefix, StringComparison.Ordinal) ? Path.GetFullPath(line[prefix.Length..].Trim(), root) : throw new InvalidDataException();
    }

    private static HashSet<string> Paths(ReadOnlySpan<byte> index)
    {
        if (index.Length < 12 || !index.StartsWith("DIRC"u8))
            throw new InvalidDataException();
        var version = BinaryPrimitives.ReadUInt32BigEndian(index[4..]);
        var count = BinaryPrimitives.ReadUInt32BigEndian(index[8..]);
        if (version is < 2 or > 4)
            throw new InvalidDataException();

        var paths = new HashSet<string>(StringComparer.Ordinal);
        var previous = Array.Empty<byte>();
        var at = 12;
        for (var i = 0; i < count; i++)
        {
            if (at + FixedBytes > index.Length)
                throw new InvalidDataException();
            var flags = BinaryPrimitives.ReadUInt16BigEndian(index[(at + FixedBytes - 2)..]);
            var name = at + FixedBytes + (version > 2 && (flags & 0x4000) != 0 ? 2 : 0);
            var kept = version == 4 ? previous.Length - Offset(index, ref name) : 0;
            var length = name <= index.Length ? index[name..].IndexOf((byte)0) : -1;
            if (length < 0 || kept < 0)
                throw new InvalidDataException();
            previous = [.. previous.AsSpan(0, kept), .. index.Slice(name, length)];
            paths.Add(Encoding.UTF8.GetString(previous));
            // Up to version 3 an entry is padded with one to eight zeros to a multiple of eight bytes.
            at = version == 4 ? name + length + 1 : at + ((name - at + length + 8) & ~7);
        }

        return paths;
    }

    /// <summary>The variable-length number of packs: each further byte adds one before it shifts.</summary>
    private static int Offset(ReadOnlySpan<byte> index, ref int at)
    {
        var value = 0;
        while (true)
        {
            if (at >= index.Length || value > 1 << 20)
                throw new InvalidDataException();
            var next = index[at++];
            value |= next & 0x7F;
            if ((next & 0x80) == 0)
                return value;
            value = (value + 1) << 7;
        }
    }
}
