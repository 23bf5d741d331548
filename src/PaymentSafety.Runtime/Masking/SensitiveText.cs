using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PaymentSafety.Core;

namespace PaymentSafety.Runtime.Masking;

/// <summary>
/// Redaction for every line of a log: rules out what can hold nothing, 64 characters at a time, and leaves the rest to <see cref="Redaction"/>, which knows the shapes. A test
/// compares the two over generated texts.
/// </summary>
internal static class SensitiveText
{
    private const int Window = 64;

    /// <summary>What is looked for within a window is no longer than twelve digits.</summary>
    private const int Overlap = 11;

    private const int Group = 4;

    public static string Mask(string text) => MayHold(text) ? Redaction.Mask(text) : text;

    /// <summary>False only where <see cref="Redaction.Mask"/> would change nothing.</summary>
    public static bool MayHold(ReadOnlySpan<char> text)
    {
        if (text.Length < Window)
        {
            Span<char> padded = stackalloc char[Window];
            text.CopyTo(padded);
            return MayHold(text, 0, ref MemoryMarshal.GetReference(padded));
        }

        var last = text.Length - Window;
        for (var start = 0; ; start = Math.Min(start + Window - Overlap, last))
        {
            if (MayHold(text, start, ref MemoryMarshal.GetReference(text[start..]))) return true;
            if (start == last) return false;
        }
    }

    /// <param name="text">The whole text: a prefix may begin before the window.</param>
    /// <param name="start">Where the window begins in it.</param>
    /// <param name="window">The first of its 64 characters.</param>
    private static bool MayHold(ReadOnlySpan<char> text, int start, ref char window)
    {
        var found = Marks.Of(ref window);

        // A bit stays where so many digits begin. Twelve in a row, or four and a separator and four more.
        var two = found.Digits & (found.Digits >> 1);
        var four = two & (two >> 2);
        if (four != 0 && ((four & (four >> 4) & (four >> 8)) | (four & (found.Separators >> Group) & (four >> (Group + 1)))) != 0) return true;

        for (var marks = found.Underscores; marks != 0; marks &= marks - 1)
        {
            if (IsPrefix(text, start + BitOperations.TrailingZeroCount(marks))) return true;
        }

        for (var marks = (found.Ts & (found.Fs >> 1)) | found.ZsAndJs; marks != 0; marks &= marks - 1)
        {
            if (IsEncodedPrefix(text, start + BitOperations.TrailingZeroCount(marks))) return true;
        }

        return false;
    }

    /// <summary>sk_, rk_, pk_, ek_, uk_, rkcs_, whsec_, and _secret_ of client secrets.</summary>
    private static bool IsPrefix(ReadOnlySpan<char> text, int underscore)
    {
        if (underscore + 1 < text.Length && text[underscore + 1] == 's' && text[(underscore + 1)..].StartsWith("secret_")) return true;
        return underscore >= 2 && (text[underscore - 2], text[underscore - 1]) is ('s' or 'r' or 'p' or 'e' or 'u', 'k') or ('c', 's') or ('e', 'c');
    }

    /// <summary>The same prefixes in base64: c2tf, cmtf, cGtf, ZWtf and dWtf; cmtjc190 and cmtjc19s of rkcs_t and rkcs_l; d2hzZWNf.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="at">Where the letter is by which one is found: the t before an f, the j, the z.</param>
    private static bool IsEncodedPrefix(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        't' => at >= 2 && (text[at - 2], text[at - 1]) is ('c', '2') or ('c', 'm') or ('c', 'G') or ('Z', 'W') or ('d', 'W'),
        'j' => text[..at].EndsWith("cmt") && text[at..].StartsWith("jc"),
        _ => text[..at].EndsWith("d2h"),
    };

    /// <summary>Where in a window certain characters are, the first in the lowest bit.</summary>
    private readonly ref struct Marks(ulong digits, ulong separators, ulong underscores, ulong ts, ulong fs, ulong zsAndJs)
    {
        public readonly ulong Digits = digits;
        public readonly ulong Separators = separators;
        public readonly ulong Underscores = underscores;
        public readonly ulong Ts = ts;
        public readonly ulong Fs = fs;
        public readonly ulong ZsAndJs = zsAndJs;

        public static Marks Of(ref char window)
        {
            ulong digits = 0, separators = 0, underscores = 0, ts = 0, fs = 0, zsAndJs = 0;
            ref var first = ref System.Runtime.CompilerServices.Unsafe.As<char, ushort>(ref window);
            for (var at = 0; at < Window; at += Vector128<byte>.Count)
            {
                // As bytes: what is beyond Latin-1 becomes ÿ, which is nothing of interest.
                var most = Vector128.Create((ushort)0xFF);
                var bytes = Vector128.Narrow(
                    Vector128.Min(Vector128.LoadUnsafe(ref first, (nuint)at), most), Vector128.Min(Vector128.LoadUnsafe(ref first, (nuint)(at + Vector128<ushort>.Count)), most));
                var values = bytes - Vector128.Create((byte)'0');
                digits |= Bits(Vector128.Equals(Vector128.Min(values, Vector128.Create((byte)9)), values), at);
                separators |= Bits(
                    Vector128.Equals(bytes, Vector128.Create((byte)' ')) | Vector128.Equals(bytes, Vector128.Create((byte)'-')) | Vector128.Equals(bytes, Vector128.Create((byte)0xA0)), at);
                underscores |= Bits(Vector128.Equals(bytes, Vector128.Create((byte)'_')), at);
                ts |= Bits(Vector128.Equals(bytes, Vector128.Create((byte)'t')), at);
                fs |= Bits(Vector128.Equals(bytes, Vector128.Create((byte)'f')), at);
                zsAndJs |= Bits(Vector128.Equals(bytes, Vector128.Create((byte)'z')) | Vector128.Equals(bytes, Vector128.Create((byte)'j')), at);
            }

            return new Marks(digits, separators, underscores, ts, fs, zsAndJs);
        }

        private static ulong Bits(Vector128<byte> matches, int at) => (ulong)matches.ExtractMostSignificantBits() << at;
    }
}
